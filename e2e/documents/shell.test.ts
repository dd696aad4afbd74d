import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { CAMBIO } from '../gateway/cambio.ts';
import { runProgram } from '../gateway/programs.ts';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { SHOP } from '../shop/trust.ts';
import { NOT_TYPED } from './not-typed.ts';
import { ROOT, readPage } from './page.ts';
import { PAGES } from './pages.ts';

const SETTINGS =
  'limits: {inFlightPerIssuer: 100}\nledger: {url: "sqlite:data/cambio.db"}\nkeys: {encryption: {keyFile: data/key}}\n';

/** What starts everything, and runs the tests this one is among. */
const START = 'npx pnpm start';

describe('what the pages have a reader type', () => {
  const places = PAGES.flatMap((path) =>
    readPage(path)
      .blocks.filter(({ language }) => language === 'sh')
      .map((block) => ({ path, block, place: `${path}#${block.section}` })),
  );
  const typed = places.filter(({ place }) => !(place in NOT_TYPED));

  let folder: string;
  let shop: Shop;
  let service: Server;
  let issued: Answer['token'];
  /** What stands in the pages for what is known only here. */
  let names: ReadonlyMap<string, string>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-typed-'));
    shop = await openShop({ folder, files: { 'cambio.yaml': SETTINGS } });
    const { gateway } = shop;
    service = createServer(({ headers }, response) => {
      response.writeHead(/^(Bearer|DPoP) /.test(headers.authorization ?? '') ? 200 : 401).end();
    }).listen(0, '127.0.0.1');
    await once(service, 'listening');
    const { port } = service.address() as AddressInfo;
    issued = (await post(gateway.issuer, exchangeForm(await shop.subjectToken()))).token;
    names = new Map([
      ['https://deployer.acme.example/', `http://127.0.0.1:${port}/`],
      ['https://sts.acme.example', gateway.issuer],
      ['https://tokens.example', gateway.issuer],
      ['http://localhost:8080', gateway.issuer],
      ['http://127.0.0.1:9090', gateway.internal],
      ['--audience cluster', '--audience deployer'],
      ['https://token.actions.githubusercontent.com', shop.platform.issuer],
      ['019a…', issued?.decision_id ?? ''],
      ['019bc2f4-…', issued?.decision_id ?? ''],
    ]);
    await mkdir(join(folder, 'bin'));
    await program('bin/cambio', `exec ${process.execPath} ${CAMBIO} "$@"`);
    await program('deploy.sh', 'test -n "$CAMBIO_TOKEN$DEPLOY_TOKEN"');
    await writeFile(join(folder, 'releases.txt'), '7\n8\n');
    await writeFile(join(folder, 'token.jwt'), await shop.subjectToken());
    await writeFile(join(folder, 'claims.json'), JSON.stringify(decodeJwt(await shop.subjectToken())));
  });
  after(async () => {
    await shop.close();
    await new Promise((resolve) => service.close(resolve));
    await rm(folder, { recursive: true });
  });

  async function program(name: string, line: string): Promise<void> {
    await writeFile(join(folder, name), `#!/bin/sh\n${line}\n`);
    await chmod(join(folder, name), 0o755);
  }

  /** A terminal of a job, in which commands that fail end all. */
  async function type(text: string) {
    const { gateway, platform } = shop;
    const renamed = [...names].reduce((changed, [here, there]) => changed.replaceAll(here, there), text);
    return runProgram('bash', ['--norc', '-euo', 'pipefail', '-c', renamed], {
      folder,
      env: {
        ...platform.job(SHOP),
        CAMBIO_GATEWAY: gateway.issuer,
        CAMBIO_TOKEN: issued?.access_token ?? '',
        TOKEN: await shop.subjectToken(),
        OIDC_TOKEN: await shop.subjectToken(),
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      },
    });
  }

  for (const { path, block } of typed.filter(({ block }) => !block.text.startsWith(START))) {
    it(`works: ${path}:${block.line}`, async () => {
      const { code, stdout, stderr } = await type(block.text);
      expect(code, `${stdout}\n${stderr}`).to.equal(0);
    });
  }

  it('is done elsewhere where it is not done here', () => {
    const there = new Set(places.map(({ place }) => place));
    for (const [place, why] of Object.entries(NOT_TYPED)) {
      expect(there, 'a heading with something to type').to.include(place);
      if (typeof why === 'object') expect(existsSync(join(ROOT, 'e2e', why.test)), why.test).to.equal(true);
    }
  });
});
