import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ledger, type LoginRecords, openLedger } from '@cambio/ledger';
import { err } from '@cambio/oauth';
import { emptyTrust } from '@cambio/policy';
import { expect } from 'chai';
import type { Middleware } from 'koa';
import { answerErrors } from '../../../src/http/answer-errors.ts';
import { tooMany } from '../../../src/http/reply.ts';
import { openPeopleDoor, type PeopleDoor } from '../../../src/provider/people/people-door.ts';
import { sendTo } from '../../http/serve-endpoint.ts';
import { recordingLog } from '../../quiet-log.ts';

const ISSUER = 'http://127.0.0.1:8080';

const AUTHORIZE = `/authorize?${new URLSearchParams({
  client_id: 'cambio-cli',
  redirect_uri: 'http://127.0.0.1:9999/callback',
  response_type: 'code',
  scope: 'admin',
  state: 'state-of-the-caller',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
})}`;

describe('the door of people', () => {
  const { log, lines } = recordingLog();
  let folder: string;
  let ledger: Ledger;
  let door: PeopleDoor;
  /** What the store does instead of writing. */
  let put: LoginRecords['put'] | undefined;
  let counted: string[];
  let most: number;

  beforeEach(async () => {
    lines.length = 0;
    [put, counted, most] = [undefined, [], Number.POSITIVE_INFINITY];
    folder = mkdtempSync(join(tmpdir(), 'cambio-people-'));
    const opened = await openLedger({ url: `sqlite:${join(folder, 'cambio.db')}`, now: Date.now });
    if (!opened.ok) expect.fail(opened.error.reason);
    ledger = opened.value;
    const { logins } = ledger;
    door = await openPeopleDoor({
      issuer: ISSUER,
      login: { issuer: 'staff', clientId: 'cambio', scopes: ['openid'], session: 60 },
      logins: {
        put: (record) => (put ?? logins.put)(record),
        get: (kind, key) => logins.get(kind, key),
        getByAlias: (kind, alias) => logins.getByAlias(kind, alias),
        consume: (kind, key) => logins.consume(kind, key),
        remove: (kind, key) => logins.remove(kind, key),
        removeGrant: (grant) => logins.removeGrant(grant),
        sweep: () => logins.sweep(),
      },
      issuers: () => emptyTrust.issuers,
      connect: () => expect.fail('nobody is sent away'),
      verifier: { verify: () => expect.fail('nobody comes back') },
      grantTo: () => expect.fail('nobody gets a token'),
      identifyCaller: () => expect.fail('nobody gets a token'),
      countAddress: async ({ url = '' }) => {
        counted.push(url);
        return counted.length > most ? tooMany(7, 'Too many.') : undefined;
      },
      secretFor: (purpose) => createHash('sha256').update(purpose).digest(),
      log,
      now: Date.now,
    });
  });

  afterEach(async () => {
    await door.close();
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const pages: Middleware = (ctx, next) => answerErrors(log)(ctx, async () => door.pages(ctx, next));
    return sendTo(pages, path, { redirect: 'manual', ...init });
  }

  /** Begins to log in; where the browser is sent, with the cookies it has then. */
  async function begin() {
    const begun = await ask(AUTHORIZE);
    const location = begun.headers.get('location') ?? '';
    const cookie = begun.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return { location, headers: { cookie } };
  }

  const errorsLogged = () => lines.filter(({ level }) => Number(level) >= 50);

  async function expectOutage(answer: Response): Promise<void> {
    expect(answer.status).to.equal(503);
    expect(answer.headers.get('retry-after')).to.equal('2');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(answer.headers.get('location')).to.equal(null);
    expect(answer.headers.getSetCookie()).to.deep.equal([]);
    expect(await answer.json()).to.include({ error: 'temporarily_unavailable' });
    expect(errorsLogged()).to.deep.equal([]);
  }

  describe('while the ledger cannot be asked', () => {
    it('logs nobody out, and says when to come back', async () => {
      await ledger.close();
      await expectOutage(await ask('/logout', { method: 'POST', headers: { cookie: '_session=x' } }));
    });

    it('lets nobody go on with a log-in, and says when to come back', async () => {
      const { location, headers } = await begin();
      expect(location).to.match(/^\/login\//);
      await ledger.close();
      await expectOutage(await ask(location, { headers }));
    });

    it('takes no consent, and says when to come back', async () => {
      const { location, headers } = await begin();
      const key = createHash('sha256').update(location.replace('/login/', '')).digest('hex');
      const kept = await ledger.logins.get('Interaction', key);
      if (!kept.ok || kept.value === undefined) expect.fail('the interaction is not kept');
      const prompt = { name: 'consent', reasons: [], details: {} };
      await ledger.logins.put({ ...kept.value, body: { ...kept.value.body, prompt } });
      put = async () => err('unavailable');
      await expectOutage(await ask(location, { method: 'POST', headers }));
    });

    it('begins no session, and says when to come back', async () => {
      put = async () => err('unavailable');
      await expectOutage(await ask('/device'));
    });

    it('says so to people on a page', async () => {
      await ledger.close();
      const headers = { cookie: '_session=x', accept: 'text/html' };
      const answer = await ask('/logout', { method: 'POST', headers });
      expect(answer.status).to.equal(503);
      expect(await answer.text()).to.contain('The gateway cannot tell right now.');
    });
  });

  it('logs what fails beside its framework, and tells nobody else of it', async () => {
    put = () => {
      throw new Error('a bug of ours');
    };
    const answer = await ask('/device');
    expect(answer.status).to.equal(500);
    expect(await answer.json()).to.include({ error: 'server_error' });
    expect(errorsLogged()).to.have.nested.property('[0].err.message', 'a bug of ours');
  });

  it('counts for its address whatever leaves a record, before it does', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const device = { method: 'POST', headers: form, body: 'client_id=cambio-cli&scope=admin' };
    most = 0;
    put = () => expect.fail('it left a record');
    const asked = [
      [AUTHORIZE, {}],
      ['/device', {}],
      ['/device_authorization', device],
    ] as const;
    for (const [path, init] of asked) {
      const answer = await ask(path, init);
      expect(answer.status, path).to.equal(429);
      expect(answer.headers.get('retry-after')).to.equal('7');
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    }
    expect(counted).to.deep.equal([AUTHORIZE, '/device', '/device_authorization']);
    [most, put] = [10, undefined];
    expect((await ask('/device_authorization', device)).status).to.equal(200);
  });

  it('lets the page of a code that comes along run the one script of its framework, and be kept by nobody', async () => {
    const answer = await ask('/device?user_code=WDJB-MJHT');
    const [, script = ''] = /<script>(.*)<\/script>/s.exec(await answer.text()) ?? [];
    const digest = createHash('sha256').update(script).digest('base64');
    expect(script).to.contain('submit()');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(answer.headers.get('content-security-policy')?.split(/; ?/)).to.have.members([
      "default-src 'none'",
      `script-src 'sha256-${digest}'`,
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
  });
});
