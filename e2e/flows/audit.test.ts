import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setInterval } from 'node:timers/promises';
import { expect } from 'chai';
import { z } from 'zod';
import { cambio } from '../gateway/cambio.ts';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

const Sealed = z.object({ msg: z.literal('audit trail sealed'), checkpoint: z.int(), hash: z.string() });

/** A collector that takes requests and never answers them. */
async function startHanging(): Promise<Server> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function settings(hanging: Server): string {
  const address = hanging.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `
audit:
  sealEvery: 1s
  sinks:
    - {id: archive, type: file, path: ./sink/decisions.jsonl}
    - {id: siem, type: webhook, url: 'http://127.0.0.1:${port}/', deadLetters: ./sink/refused.jsonl}
`;
}

describe('the audit trail of a gateway', () => {
  let folder: string;
  let hanging: Server;
  let shop: Shop;
  const tokens: string[] = [];

  const store = (): readonly string[] => ['--data', join(folder, 'data')];
  const keys = (): readonly string[] => ['--keys', join(folder, 'jwks.json')];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-audit-'));
    hanging = await startHanging();
    const files = { 'cambio.yaml': settings(hanging) };
    shop = await openShop({ folder, files });
    await writeFile(join(folder, 'jwks.json'), await (await fetch(`${shop.gateway.issuer}/jwks`)).text());
    for (const ref of ['refs/heads/main', 'refs/heads/other', 'refs/heads/main']) await exchange(ref);
  });
  after(async () => {
    await shop.close();
    hanging.closeAllConnections();
    hanging.close();
    await rm(folder, { recursive: true });
  });

  async function exchange(ref: string): Promise<void> {
    const subjectToken = await shop.subjectToken({ ref });
    const answer = await post(shop.gateway.issuer, exchangeForm(subjectToken));
    tokens.push(subjectToken, ...(answer.token ? [answer.token.access_token] : []));
  }

  it('is sealed while the gateway runs, and exported whole', async () => {
    await shop.gateway.log.find(Sealed);
    const { records } = await verified();
    expect(records).to.be.within(1, 3);
  });

  it('streams every decision to a file, whatever another sink does', async () => {
    const lines = await untilLines(join(folder, 'sink', 'decisions.jsonl'), 3);
    expect(lines.map((line) => JSON.parse(line).seq)).to.deep.equal([1, 2, 3]);
  });

  it('holds no token, whole or in part', async () => {
    const files = await Promise.all(
      ['cambio.db', 'cambio.db-wal'].map((name) => readFile(join(folder, 'data', name), 'latin1')),
    );
    const exported = await cambio(['audit', 'export', ...store()]);
    const streamed = await readFile(join(folder, 'sink', 'decisions.jsonl'), 'utf8');
    const kept = [streamed, ...files, exported.stdout, ...shop.gateway.log.lines].join('\n');
    expect(tokens).to.have.length(5);
    for (const token of tokens) {
      const [, payload = '', signature = ''] = token.split('.');
      expect(kept).to.not.contain(payload.slice(0, 40));
      expect(kept).to.not.contain(signature.slice(0, 40));
    }
  });

  it('is sealed to the last record by an orderly end', async () => {
    await exchange('refs/heads/main');
    await shop.gateway.stop();
    expect(await verified()).to.include({ records: 4, unsealed: 0 });
    const { stdout } = await verify();
    expect(stdout).to.match(/^✓ whole: 4 decisions on 1 chain/);
  });

  it('verifies as CloudEvents, too', async () => {
    await exportTo('events.jsonl', '--format', 'cloudevents');
    const [, event = ''] = (await readFile(join(folder, 'events.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(event)).to.include({ specversion: '1.0', type: 'io.cambio.decision.v1' });
    const { code, stdout } = await verify(join(folder, 'events.jsonl'));
    expect(stdout).to.match(/^✓ whole: 4 decisions/);
    expect(code).to.equal(0);
  });

  it('tells a cut-off trail by a checkpoint that was kept elsewhere', async () => {
    const { checkpoint, hash } = lastSealed();
    const kept = ['--expect', `${checkpoint}:${hash}`];
    expect((await verify(...kept)).code).to.equal(0);
    const { code, stdout } = await verify('--expect', `${checkpoint + 1}:${hash}`);
    expect(stdout).to.contain(`checkpoint ${checkpoint + 1} is missing`);
    expect(code).to.equal(1);
  });

  it('names the record that somebody altered in the store', async () => {
    const db = new DatabaseSync(join(folder, 'data', 'cambio.db'));
    db.exec(
      `UPDATE decision SET body = replace(body, '"outcome":"deny"', '"outcome":"allow"') WHERE seq = 2`,
    );
    const inStore = await verify();
    expect(inStore.stdout).to.match(/^✗ line \d+: record 2 of chain [\w-]+ was altered \(record_altered\)\n/);
    await exportTo('altered.jsonl');
    expect((await verify(join(folder, 'altered.jsonl'))).stdout).to.equal(inStore.stdout);

    db.exec('DELETE FROM decision WHERE seq = 2');
    db.close();
    const removed = await verify('--json');
    expect(JSON.parse(removed.stdout).fault).to.have.property('reason', 'record_missing');
    expect(removed.code).to.equal(1);
  });

  /** The lines of a file, once there are as many. */
  async function untilLines(path: string, count: number): Promise<readonly string[]> {
    for await (const _ of setInterval(50)) {
      const text = await readFile(path, 'utf8').catch(() => '');
      const lines = text.trimEnd().split('\n');
      if (lines.length >= count) return lines;
    }
    return [];
  }

  function lastSealed(): z.infer<typeof Sealed> {
    const sealed = shop.gateway.log.lines.flatMap((line) => Sealed.safeParse(JSON.parse(line)).data ?? []);
    const last = sealed.at(-1);
    if (last === undefined) throw new Error('the log names no checkpoint');
    return last;
  }

  function verify(...args: readonly string[]) {
    const place = args.some((each) => each.endsWith('.jsonl')) ? [] : store();
    return cambio(['audit', 'verify', ...args, ...place, ...keys()]);
  }

  async function exportTo(name: string, ...args: readonly string[]): Promise<void> {
    const { stdout, stderr, code } = await cambio(['audit', 'export', ...args, ...store()]);
    expect(code, stderr).to.equal(0);
    await writeFile(join(folder, name), stdout);
  }

  async function verified(): Promise<{ readonly records: number }> {
    await exportTo('trail.jsonl');
    const { code, stdout, stderr } = await verify(join(folder, 'trail.jsonl'), '--json');
    expect(code, stderr).to.equal(0);
    return JSON.parse(stdout);
  }
});
