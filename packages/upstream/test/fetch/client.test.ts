import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { LOOPBACK_TLS } from '@cambio/testkit';
import {
  answerJson,
  answerStatus,
  type EvilAnswer,
  type EvilIssuer,
  endless,
  endlessGzip,
  gzipBomb,
  hangUp,
  rebindingResolver,
  redirectTo,
  silence,
  startEvilIssuer,
  trickle,
} from '@cambio/testkit/evil';
import { expect } from 'chai';
import {
  createGuardedClient,
  type Egress,
  type FetchRules,
  type GuardedClient,
} from '../../src/fetch/client.ts';
import { type ForwardProxy, startProxy } from './proxy.ts';

const CAPS = { maxBytes: 64 * 1024, timeoutMs: 5000 };
/** For answers that never come to an end: no good one can miss it, since there is none. */
const SHORT = { ...CAPS, timeoutMs: 200 };

const KEYS = '{"keys":[]}';

describe('guarded client', () => {
  let evil: EvilIssuer;
  const clients: GuardedClient[] = [];

  beforeEach(async () => {
    evil = await startEvilIssuer();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    await evil.close();
  });

  function client(rules: Partial<FetchRules> = {}, egress: Egress = {}): GuardedClient {
    const made = createGuardedClient({ allowPrivateNetwork: true, ...rules }, { caps: CAPS, ...egress });
    clients.push(made);
    return made;
  }

  async function reasonOf(url: string, by: GuardedClient = client()): Promise<string | undefined> {
    const result = await by.get(url);
    return result.ok ? undefined : result.error.reason;
  }

  /** Answers at a path once it is told to; `taken` gives the way to tell it, when the request is there. */
  function lateAnswer(path: string) {
    const { promise: taken, resolve } = Promise.withResolvers<() => void>();
    evil.answer(path, (request, response) => resolve(() => answerJson(KEYS)(request, response)));
    return { taken };
  }

  it('fetches a document and says how long it keeps', async () => {
    evil.answer('/keys', answerJson(KEYS, { 'cache-control': 'max-age=300' }));
    const result = await client().get(`${evil.url}/keys`);
    if (!result.ok) expect.fail(result.error.detail);
    expect(result.value.body.toString()).to.equal(KEYS);
    expect(result.value.maxAge).to.equal(300);
  });

  for (const [age, seconds] of [
    [undefined, 0],
    ['90', 90],
    ['-1', 0],
    ['soon', 0],
  ] as const) {
    it(`takes what a cache has kept for ${age} for ${seconds} s older than its date`, async () => {
      const date = 'Sun, 22 Nov 2026 08:00:00 GMT';
      evil.answer('/keys', answerJson(KEYS, { date, ...(age !== undefined && { age }) }));
      const answer = await client().send(`${evil.url}/keys`, { method: 'GET', headers: {} });
      expect(answer.ok && answer.value.at).to.equal(Date.parse(date) + seconds * 1000);
    });
  }

  it('keeps its connection for the next document', async () => {
    evil.answer('/keys', answerJson(KEYS));
    const by = client();
    for (let turn = 0; turn < 3; turn++) expect(await reasonOf(`${evil.url}/keys`, by)).to.equal(undefined);
    expect([evil.requests(), evil.connections()]).to.deep.equal([3, 1]);
  });

  it('sends a bearer token where it is given one, and none otherwise', async () => {
    evil.answer('/keys', answerJson(KEYS));
    await client().get(`${evil.url}/keys`, 'secret');
    expect(evil.authorization('/keys')).to.equal('Bearer secret');
    await client().get(`${evil.url}/keys`);
    expect(evil.authorization('/keys')).to.equal(undefined);
  });

  for (const [encoding, body] of [
    ['gzip', gzipSync(KEYS)],
    ['br', brotliCompressSync(KEYS)],
    ['deflate', deflateSync(KEYS)],
    ['identity', Buffer.from(KEYS)],
  ] as const) {
    it(`unpacks ${encoding}`, async () => {
      evil.answer('/keys', answerJson(body, { 'content-encoding': encoding }));
      const result = await client().get(`${evil.url}/keys`);
      expect(result.ok && result.value.body.toString()).to.equal(KEYS);
    });
  }

  const hostile: readonly (readonly [string, EvilAnswer, string, Egress?])[] = [
    ['a redirect', redirectTo('/elsewhere'), 'redirected'],
    ['a permanent redirect', redirectTo('/elsewhere', 308), 'redirected'],
    ['304', answerStatus(304), 'redirected'],
    ['404', answerStatus(404), 'bad_status'],
    ['500', answerStatus(500), 'bad_status'],
    ['201', answerStatus(201), 'bad_status'],
    ['HTML', answerJson(KEYS, { 'content-type': 'text/html' }), 'bad_content_type'],
    [
      'another charset',
      answerJson(KEYS, { 'content-type': 'application/json; charset=utf-16' }),
      'bad_content_type',
    ],
    ['an unknown encoding', answerJson(KEYS, { 'content-encoding': 'zstd' }), 'bad_encoding'],
    ['two encodings', answerJson(KEYS, { 'content-encoding': 'gzip, gzip' }), 'bad_encoding'],
    ['broken gzip', answerJson('no gzip', { 'content-encoding': 'gzip' }), 'unreachable'],
    ['one byte too many', answerJson(' '.repeat(CAPS.maxBytes + 1)), 'too_large'],
    ['a body without end', endless, 'too_large'],
    ['a gzip bomb', gzipBomb(10 * CAPS.maxBytes), 'too_large'],
    ['a gzip bomb without end', endlessGzip, 'too_large'],
    ['a broken connection', hangUp, 'unreachable'],
    ['silence', silence, 'timed_out', { caps: SHORT }],
    ['a byte now and then', trickle, 'timed_out', { caps: SHORT }],
    ['headers too long', answerJson(KEYS, { 'x-padding': 'x'.repeat(64 * 1024) }), 'unreachable'],
  ];
  for (const [what, answer, reason, egress] of hostile) {
    it(`refuses ${what}: ${reason}`, async () => {
      evil.answer('/keys', answer);
      expect(await reasonOf(`${evil.url}/keys`, client({}, egress))).to.equal(reason);
    });
  }

  it('starts afresh after a failure', async () => {
    const by = client({}, { caps: SHORT });
    for (const answer of [silence, trickle, hangUp, endless]) {
      evil.answer('/keys', answer);
      expect(await reasonOf(`${evil.url}/keys`, by)).to.not.equal(undefined);
      evil.answer('/keys', answerJson(KEYS));
      expect(await reasonOf(`${evil.url}/keys`, by)).to.equal(undefined);
    }
  });

  it('keeps the connection of one request when another goes nowhere', async () => {
    const fetching = client();
    const { taken } = lateAnswer('/late');
    const slow = fetching.get(`${evil.url}/late`);
    const answer = await taken;
    expect(await reasonOf('ftp://issuer.example/keys', fetching)).to.equal('forbidden_url');
    answer();
    expect((await slow).ok).to.equal(true);
  });

  it('keeps the new connection when what was asked over the old one fails as well', async () => {
    const fetching = client();
    const first = lateAnswer('/first');
    const second = lateAnswer('/second');
    const lost = fetching.get(`${evil.url}/first`);
    await first.taken;
    expect(await reasonOf('https://127.0.0.1:1/keys', fetching)).to.equal('unreachable');
    const anew = fetching.get(`${evil.url}/second`);
    expect((await lost).ok).to.equal(false);
    (await second.taken)();
    expect((await anew).ok).to.equal(true);
  });

  it('takes a body of exactly the cap', async () => {
    evil.answer('/keys', answerJson(' '.repeat(CAPS.maxBytes)));
    expect(await reasonOf(`${evil.url}/keys`)).to.equal(undefined);
  });

  it('does not go where a redirect points', async () => {
    const inner = await startEvilIssuer();
    try {
      evil.answer('/keys', redirectTo(`${inner.url}/metadata`));
      await client().get(`${evil.url}/keys`);
      expect(inner.requests()).to.equal(0);
    } finally {
      await inner.close();
    }
  });

  describe('where it may go', () => {
    const open = { allowPrivateNetwork: true };
    const shut = { allowPrivateNetwork: false };
    const table = [
      ['http://issuer.test/keys', shut, 'forbidden_url'],
      ['ftp://issuer.test/keys', open, 'forbidden_url'],
      ['file:///etc/passwd', open, 'forbidden_url'],
      ['not a URL', open, 'forbidden_url'],
      ['https://user@issuer.test/keys', open, 'forbidden_url'],
      ['https://:secret@issuer.test/keys', open, 'forbidden_url'],
      ['https://127.0.0.1/keys', shut, 'forbidden_address'],
      ['https://127.1/keys', shut, 'forbidden_address'],
      ['https://2130706433/keys', shut, 'forbidden_address'],
      ['https://0x7f.0.0.1/keys', shut, 'forbidden_address'],
      ['https://[::1]/keys', shut, 'forbidden_address'],
      ['https://[::ffff:127.0.0.1]/keys', shut, 'forbidden_address'],
      ['https://10.0.0.1/keys', shut, 'forbidden_address'],
      ['https://169.254.169.254/latest/meta-data', open, 'forbidden_address'],
      ['http://169.254.169.254/latest/meta-data', open, 'forbidden_address'],
      ['http://10.0.0.1/keys', open, 'forbidden_address'],
      ['http://[::ffff:10.0.0.1]/keys', open, 'forbidden_address'],
    ] as const;
    for (const [url, rules, reason] of table) {
      it(`not to ${url}${rules.allowPrivateNetwork ? ', even with private networks allowed' : ''}`, async () => {
        expect(await reasonOf(url, client(rules))).to.equal(reason);
      });
    }

    const names = [
      [['127.0.0.1'], shut, 'https'],
      [['::1'], shut, 'https'],
      [['10.0.0.1', '192.168.0.1', 'fd00::1'], shut, 'https'],
      [['169.254.169.254', 'fd00:ec2::254'], open, 'https'],
      [['140.82.112.3'], open, 'http'],
      [['10.0.0.1'], open, 'http'],
      [[], open, 'https'],
    ] as const;
    for (const [addresses, rules, protocol] of names) {
      it(`not over ${protocol} to a name for ${addresses.join(' and ') || 'nothing'}`, async () => {
        const { resolve, asked } = rebindingResolver(addresses);
        const by = client(rules, { resolve });
        expect(await reasonOf(`${protocol}://issuer.test/keys`, by)).to.equal('forbidden_address');
        expect(asked).to.deep.equal(['issuer.test']);
      });
    }

    it('not for longer than the deadline while a name is looked up', async () => {
      const by = client(open, { resolve: () => new Promise(() => {}), caps: SHORT });
      expect(await reasonOf('https://issuer.test/keys', by)).to.equal('timed_out');
    });

    it('not to a name that does not resolve', async () => {
      const by = client(open, { resolve: () => Promise.reject(new Error('NXDOMAIN')) });
      expect(await reasonOf('https://issuer.test/keys', by)).to.equal('unreachable');
    });

    it('only to the addresses of a name that are allowed', async () => {
      evil.answer('/keys', answerJson(KEYS));
      const { resolve } = rebindingResolver(['169.254.169.254', '10.0.0.1', '127.0.0.1']);
      const url = new URL(`${evil.url}/keys`);
      url.hostname = 'issuer.test';
      expect(await reasonOf(url.href, client(open, { resolve }))).to.equal(undefined);
      expect(evil.requests('/keys')).to.equal(1);
    });

    it('to the address it judged: a name is resolved once per connection, and judged anew for the next', async () => {
      evil.answer('/keys', answerJson(KEYS, { connection: 'close' }));
      const { resolve, asked } = rebindingResolver(['127.0.0.1'], ['169.254.169.254']);
      const url = new URL(`${evil.url}/keys`);
      url.hostname = 'issuer.test';
      const by = client(open, { resolve });
      expect(await reasonOf(url.href, by)).to.equal(undefined);
      expect(asked).to.have.length(1);
      expect(await reasonOf(url.href, by)).to.equal('forbidden_address');
      expect([asked.length, evil.requests()]).to.deep.equal([2, 1]);
    });
  });

  describe('over TLS', () => {
    let secure: EvilIssuer;

    beforeEach(async () => {
      secure = await startEvilIssuer({ tls: LOOPBACK_TLS });
      secure.answer('/keys', answerJson(KEYS));
    });

    afterEach(() => secure.close());

    function at(hostname: string): string {
      const url = new URL(`${secure.url}/keys`);
      url.hostname = hostname;
      return url.href;
    }

    it('trusts the private authority it was given', async () => {
      expect(await reasonOf(at('127.0.0.1'), client({ ca: LOOPBACK_TLS.ca }))).to.equal(undefined);
      expect(await reasonOf(at('localhost'), client({ ca: LOOPBACK_TLS.ca }))).to.equal(undefined);
    });

    it('trusts no authority it was not given', async () => {
      expect(await reasonOf(at('127.0.0.1'))).to.equal('unreachable');
      expect(secure.requests()).to.equal(0);
    });

    it('wants the certificate to be for the name it asked for, not for the address it dialled', async () => {
      const { resolve } = rebindingResolver(['127.0.0.1']);
      const by = client({ ca: LOOPBACK_TLS.ca }, { resolve });
      expect(await reasonOf(at('issuer.test'), by)).to.equal('unreachable');
      expect(await reasonOf(at('localhost'), by)).to.equal(undefined);
      expect(secure.requests()).to.equal(1);
    });
  });

  describe('through a proxy', () => {
    let secure: EvilIssuer;
    let proxy: ForwardProxy;

    beforeEach(async () => {
      secure = await startEvilIssuer({ tls: LOOPBACK_TLS });
      secure.answer('/keys', answerJson(KEYS));
      proxy = await startProxy();
    });

    afterEach(async () => {
      await proxy.close();
      await secure.close();
    });

    it('reaches what only the proxy can resolve, and still checks the certificate', async () => {
      const port = new URL(secure.url).port;
      const by = client({ allowPrivateNetwork: false, ca: LOOPBACK_TLS.ca }, { proxy: proxy.url });
      expect(await reasonOf(`https://localhost:${port}/keys`, by)).to.equal(undefined);
      expect(await reasonOf(`https://issuer.test:${port}/keys`, by)).to.equal('unreachable');
      expect(proxy.tunnels).to.deep.equal([`localhost:${port}`, `issuer.test:${port}`]);
      expect(secure.requests()).to.equal(1);
    });

    it('asks the proxy for no forbidden address', async () => {
      const by = client({ allowPrivateNetwork: false }, { proxy: proxy.url });
      expect(await reasonOf('https://169.254.169.254/keys', by)).to.equal('forbidden_address');
      expect(proxy.tunnels).to.deep.equal([]);
    });

    it('goes around it to issuers on a private network', async () => {
      const by = client({ ca: LOOPBACK_TLS.ca }, { proxy: proxy.url });
      expect(await reasonOf(`${secure.url}/keys`, by)).to.equal(undefined);
      expect(proxy.tunnels).to.deep.equal([]);
    });

    it('waits for a proxy no longer than for an issuer', async () => {
      proxy.stall();
      const by = client({ allowPrivateNetwork: false }, { proxy: proxy.url, caps: SHORT });
      expect(await reasonOf(`${secure.url}/keys`.replace('127.0.0.1', 'localhost'), by)).to.equal(
        'timed_out',
      );
    });
  });

  describe('sends a message', () => {
    const MESSAGE = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=authorization_code',
    } as const;

    it('and gives an error as the answer it is', async () => {
      evil.answer('/token', answerStatus(400));
      const result = await client().send(`${evil.url}/token`, MESSAGE);
      expect(result.ok && result.value.status).to.equal(400);
    });

    it('follows no redirect', async () => {
      evil.answer('/token', redirectTo(`${evil.url}/elsewhere`));
      const result = await client().send(`${evil.url}/token`, MESSAGE);
      expect(result).to.have.nested.property('error.reason', 'redirected');
    });

    it('dials no address that it may not', async () => {
      const result = await client({ allowPrivateNetwork: false }).send('https://127.0.0.1/token', MESSAGE);
      expect(result).to.have.nested.property('error.reason', 'forbidden_address');
    });

    it('takes no more than it was told', async () => {
      evil.answer('/token', endless);
      const result = await client().send(`${evil.url}/token`, MESSAGE);
      expect(result).to.have.nested.property('error.reason', 'too_large');
    });
  });
});
