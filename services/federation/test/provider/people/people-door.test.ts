import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, type LoginRecord, openLedger } from '@cambio/ledger';
import { err } from '@cambio/oauth';
import { expect } from 'chai';
import { openPeopleDoor, type PeopleDoor } from '../../../src/provider/people/people-door.ts';
import { sendTo } from '../../http/serve-endpoint.ts';
import { recordingLog } from '../../quiet-log.ts';

const ISSUER = 'https://sts.acme.example/eu';

const HOURS = 3600_000;

/** Who asks for a code for the console. */
const ASKED = new URLSearchParams({
  client_id: 'cambio-console',
  redirect_uri: `${ISSUER}/console/callback`,
  response_type: 'code',
  scope: 'admin',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
}).toString();

describe("people's door", () => {
  let folder: string;
  let ledger: Ledger;
  let door: PeopleDoor;
  let isDown: boolean;
  let kept: LoginRecord[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cambio-people-'));
    const opened = await openLedger({ url: `sqlite:${join(folder, 'cambio.db')}`, now: Date.now });
    if (!opened.ok) expect.fail(opened.error.reason);
    ledger = opened.value;
    const { logins } = ledger;
    isDown = false;
    kept = [];
    door = await openPeopleDoor({
      issuer: ISSUER,
      login: { issuer: 'staff', clientId: 'cambio', scopes: ['openid'], session: (8 * HOURS) / 1000 },
      logins: {
        ...logins,
        put: (record) => {
          kept.push(record);
          return logins.put(record);
        },
        get: async (kind, key) => (isDown ? err('unavailable') : logins.get(kind, key)),
        remove: async (kind, key) => (isDown ? err('unavailable') : logins.remove(kind, key)),
      },
      issuers: () => new Map(),
      connect: () => expect.fail('nobody is asked'),
      verifier: { verify: () => expect.fail('nothing is verified') },
      grantTo: () => expect.fail('nothing is granted'),
      identifyCaller: () => ({ presented: { kind: 'none' } }),
      secretFor: () => new Uint8Array(32),
      countAddress: undefined,
      log: recordingLog().log,
      now: Date.now,
    });
  });

  afterEach(async () => {
    await door.close();
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  const send = (path: string, init: RequestInit = {}) =>
    sendTo(door.pages, `/eu/${path}`, { redirect: 'manual', ...init });

  const cookiesOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');

  it('says that it cannot tell while the store does not answer', async () => {
    const begun = await send(`authorize?${ASKED}`);
    const headers = { cookie: cookiesOf(begun) };
    const path = begun.headers.get('location')?.replace('/eu/', '') ?? '';
    expect(path).to.match(/^login\//);
    isDown = true;
    for (const answer of [
      await send(path, { headers }),
      await send('logout', { method: 'POST', headers: { cookie: '_session=x' } }),
    ]) {
      expect([answer.status, answer.headers.get('retry-after')]).to.deep.equal([503, '2']);
      expect(await answer.json()).to.include({ error: 'temporarily_unavailable' });
    }
  });

  it('keeps the session of somebody who is not logged in no longer than a code lasts', async () => {
    const before = Date.now();
    expect((await send('device')).status).to.equal(200);
    const [session, ...more] = kept;
    expect(more).to.deep.equal([]);
    expect(session).to.include({ kind: 'Session' });
    expect((session?.expiresAt ?? 0) - before).to.be.within(600_000, 660_000);
  });
});
