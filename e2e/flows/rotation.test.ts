import { join } from 'node:path';
import { expect } from 'chai';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Acme, openAcme } from '../conformance/acme.ts';
import { startCambio } from '../gateway/cambio.ts';
import type { Finished } from '../gateway/programs.ts';
import type { Gateway } from '../gateway/start-gateway.ts';
import { keepingService, kidOf, readKeySet } from '../shop/key-sets.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';

const Listed = z.object({ keys: z.array(z.object({ kid: z.string(), state: z.string() })) });

/** Verifies as a service does that has just started. */
async function verify(token: string, issuer: string): Promise<void> {
  await jwtVerify(token, createRemoteJWKSet(new URL(`${issuer}/jwks`)));
}

/** Verifies as a service does that has long been running: jose's key set, told how long it may keep it. */
function keepingVerifier(issuer: string, maxAge: number) {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`), {
    cacheMaxAge: maxAge * 1000,
    cooldownDuration: Number.POSITIVE_INFINITY,
  });
  return (token: string) => jwtVerify(token, keys);
}

describe('the rotation of signing keys', () => {
  describe('by a schedule, with two processes', () => {
    let acme: Acme;
    let other: Gateway;
    before(async () => {
      const schedule = ['--set', 'keys.rotateEvery=4s', '--set', 'keys.publishAhead=4s'];
      acme = await openAcme({ args: schedule });
      other = await acme.another();
    });
    after(async () => {
      await other.stop();
      await acme.close();
    });

    it('loses no token: each verifies at once, at whoever reads the keys now or kept them, from either process', async () => {
      const places = [acme.gateway.issuer, other.issuer];
      const { maxAge } = await readKeySet(acme.gateway.issuer);
      expect(maxAge).to.equal(2);
      const keeping = places.map((place) => keepingVerifier(place, maxAge));
      const services = places.map(keepingService);
      const kids = new Set<string>();
      const tokens: string[] = [];
      while (kids.size < 4) {
        for (const place of places) {
          const { token } = await acme.exchange({}, {}, place);
          const issued = token?.access_token ?? 'none';
          kids.add(kidOf(issued));
          tokens.push(issued);
          for (const known of services) expect(await known.knows(kidOf(issued))).to.equal(true);
          await Promise.all([...places.map((at) => verify(issued, at)), ...keeping.map((by) => by(issued))]);
        }
      }
      expect(tokens.length).to.be.greaterThan(20);
      const { kids: published } = await readKeySet(acme.gateway.issuer);
      expect(published).to.include.members([...kids]);
      await Promise.all(tokens.map((token) => verify(token, other.issuer)));
    });
  });

  describe('on demand', () => {
    let acme: Acme;
    before(async () => {
      acme = await openAcme({ args: ['--set', 'keys.publishAhead=2s'] });
    });
    after(() => acme.close());

    const cambio = (...args: readonly string[]): Promise<Finished> =>
      startCambio(['keys', ...args, '--data', join(acme.folder, 'data')], {
        env: { CAMBIO_KEYS_PUBLISH_AHEAD: '2s' },
      }).finished;

    async function keyIn(state: string): Promise<string> {
      const { stdout } = await cambio('list', '--json');
      return Listed.parse(JSON.parse(stdout)).keys.find((key) => key.state === state)?.kid ?? 'none';
    }

    /** Issues until the gateway signs with a key, and gives the first token. */
    async function tokenBy(kid: string): Promise<string> {
      for (;;) {
        const token = await acme.grant();
        if (kidOf(token) === kid) return token;
      }
    }

    async function isActive(token: string): Promise<boolean> {
      const caller = await acme.grant();
      const headers = { authorization: `Bearer ${caller}` };
      const { active } = introspectionOf(
        await postForm(`${acme.gateway.issuer}/introspect`, { token }, headers),
      );
      return active;
    }

    it('lets the next key sign, and keeps the last one published', async () => {
      const { issuer } = acme.gateway;
      const old = await acme.grant();
      const next = await keyIn('next');
      for (;;) {
        const { code, stderr, stdout } = await cambio('rotate');
        if (code === 0) {
          expect(stdout).to.contain(`✓ activated: ES256 ${next}\n`);
          break;
        }
        expect(stderr).to.contain('not every verifier can know the next ES256 key before');
      }
      const token = await tokenBy(next);
      for (const each of [old, token]) {
        await verify(each, issuer);
        expect(await isActive(each)).to.equal(true);
      }
    });

    it('revokes a stolen key: its tokens are dead, and others are signed', async () => {
      const { issuer } = acme.gateway;
      const stolen = await keyIn('active');
      const next = await keyIn('next');
      const token = await tokenBy(stolen);
      expect((await cambio('rotate', '--revoke', stolen)).code).to.equal(0);
      await verify(await tokenBy(next), issuer);
      expect((await readKeySet(issuer)).kids).not.to.include(stolen);
      const outcome: unknown = await verify(token, issuer).catch((error: unknown) => error);
      expect(outcome).to.be.instanceOf(errors.JWKSNoMatchingKey);
      expect(await isActive(token)).to.equal(false);
    });
  });
});
