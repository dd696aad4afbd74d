import { expect } from 'chai';
import { checkAmbient } from '../../house/ambient.ts';
import { checkLibraries } from '../../house/libraries.ts';
import { houseOf } from './house-of.ts';

describe('checkLibraries', () => {
  const cases = [
    { text: "import { Redis } from 'ioredis';", allowed: 'packages/marks', refused: 'packages/ledger' },
    {
      text: "import { DatabaseSync } from 'node:sqlite';",
      allowed: 'packages/ledger',
      refused: 'packages/mint',
    },
    { text: "import pg from 'pg';", allowed: 'packages/ledger', refused: 'services/federation' },
    { text: "import Koa from 'koa';", allowed: 'services/federation', refused: 'packages/sts' },
    { text: "import Router from '@koa/router';", allowed: 'services/federation', refused: 'packages/sts' },
    { text: "import type P from 'oidc-provider';", allowed: 'services/federation', refused: 'services/cli' },
    { text: "import { SignJWT } from 'jose';", allowed: 'packages/mint', refused: 'packages/upstream' },
    { text: "import { SignJWT } from 'jose/jwt/sign';", allowed: 'packages/client', refused: 'packages/sts' },
    { text: "import { sign } from 'node:crypto';", allowed: 'packages/mint', refused: 'packages/binding' },
    { text: "import * as crypto from 'node:crypto';", allowed: 'packages/upstream', refused: 'packages/sts' },
    { text: 'crypto.subtle.importKey();', allowed: 'packages/mint', refused: 'packages/client' },
  ];
  for (const { text, allowed, refused } of cases) {
    it(`lets "${text}" stand in ${allowed} and not in ${refused}`, () => {
      expect(checkLibraries(houseOf(allowed, { 'src/a.ts': text }))).to.deep.equal([]);
      const [finding] = checkLibraries(houseOf(refused, { 'src/a.ts': text }));
      expect(finding).to.include({ file: `${refused}/src/a.ts`, line: 1 });
      expect(finding?.text).to.include(allowed);
    });
  }

  it('leaves digests, random numbers and tests alone', () => {
    const house = houseOf('packages/sts', {
      'src/a.ts':
        "import { createHash, type KeyObject } from 'node:crypto'; crypto.subtle.digest('SHA-256', x);",
      'test/a.test.ts': "import { SignJWT } from 'jose';",
    });
    expect(checkLibraries(house)).to.deep.equal([]);
  });

  it("keeps jose inside the provider's folder in the gateway", () => {
    const jose = "import { jwtVerify } from 'jose';";
    expect(checkLibraries(houseOf('services/federation', { 'src/provider/a.ts': jose }))).to.deep.equal([]);
    expect(checkLibraries(houseOf('services/federation', { 'src/http/a.ts': jose }))).to.have.length(1);
  });
});

describe('checkAmbient', () => {
  const reads = [
    'process.env.HOME;',
    "import { env } from 'node:process';",
    'Date.now();',
    'new Date();',
    'performance.now();',
  ];
  for (const text of reads) {
    it(`lets "${text}" stand where a program is put together, and nowhere else`, () => {
      const files = { 'src/main.ts': text, 'src/wiring.ts': text, 'test/a.test.ts': text };
      expect(checkAmbient(houseOf('services/federation', files))).to.deep.equal([]);
      const [finding] = checkAmbient(houseOf('services/federation', { 'src/http/main.ts': text }));
      expect(finding).to.include({ file: 'services/federation/src/http/main.ts', line: 1 });
    });
  }

  it('has nothing against a date that is given', () => {
    expect(checkAmbient(houseOf('packages/sts', { 'src/a.ts': 'new Date(0).toISOString();' }))).to.deep.equal(
      [],
    );
  });
});
