import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { loadSettings, members } from '../src/index.ts';
import { complaints, loaded, loading } from './loading.ts';

describe('loadSettings', () => {
  describe('defaults', () => {
    it('runs on one machine with nothing given', () => {
      const result = loadSettings({ env: {}, flags: {}, readFile: () => '' });
      expect(result.ok && result.value.settings).to.deep.equal({
        issuer: 'http://localhost:8080',
        listen: { host: '127.0.0.1', port: 8080, trustedProxies: [] },
        internal: { host: '127.0.0.1', port: 9090 },
        trust: { source: 'ledger', approvals: 0 },
        ledger: { url: 'sqlite:./data/cambio.db' },
        marks: { url: 'ledger', acknowledgements: 0 },
        replicas: 'one',
        workers: 1,
        retention: { tokens: 300, revocations: 31_536_000, workloads: 31_536_000 },
        keys: {
          algorithms: ['ES256'],
          rotateEvery: 2_592_000,
          publishAhead: 86_400,
          encryption: { keyFile: './data/key', previousKeyFiles: [], previousKeys: [] },
          signer: 'local',
        },
        tokens: { lifetime: 300, maxLifetime: 900 },
        clients: [],
        limits: {
          body: 65_536,
          token: 16_384,
          nesting: 32,
          headers: 16_384,
          inFlight: 256,
          waitingPerIssuer: 64,
          connections: 4096,
          failures: 100,
          inactive: 3000,
          admin: 600,
        },
        egress: {},
        dpop: { nonces: 'accepted' },
        admin: { issuers: [], mappings: [], documents: [] },
        audit: { claims: 'profile', sealEvery: 60, sinks: [] },
        unsafe: {
          plainHttp: false,
          loopbackIssuer: false,
          everyProxyTrusted: false,
          keyBesideStore: false,
          storeInMemory: false,
        },
      });
    });

    it('are what config/cambio.yaml shows, member by member', () => {
      const text = readFileSync(new URL('../../../config/cambio.yaml', import.meta.url), 'utf8');
      const example = loaded(text);
      expect(example.settings).to.deep.equal(loaded('').settings);
      const shown = [...example.members].filter(([, { origin }]) => origin.kind === 'file');
      expect(shown.map(([path]) => path)).to.deep.equal([...loaded('').members.keys()]);
    });
  });

  describe('precedence', () => {
    const file = 'listen: {port: 1}';
    const env = { CAMBIO_LISTEN_PORT: '2' };
    const flags = { 'listen.port': '3' };
    const cases = [
      { name: 'default', given: {}, text: '', port: 8080, kind: 'default' },
      { name: 'file over default', given: {}, text: file, port: 1, kind: 'file' },
      { name: 'variable over file', given: { env }, text: file, port: 2, kind: 'environment' },
      { name: 'flag over variable', given: { env, flags }, text: file, port: 3, kind: 'flag' },
    ];
    for (const { name, given, text, port, kind } of cases) {
      it(name, () => {
        const { settings, members: written } = loaded(text, given);
        expect(settings.listen.port).to.equal(port);
        expect(settings.listen.host).to.equal('127.0.0.1');
        expect(written.get('listen.port')?.origin.kind).to.equal(kind);
        expect(written.get('listen.host')?.origin.kind).to.equal('default');
      });
    }

    it('takes a flag that was not given for absent', () => {
      expect(loaded(file, { flags: { 'listen.port': undefined } }).settings.listen.port).to.equal(1);
    });

    it('replaces a list as a whole', () => {
      const text = 'listen: {trustedProxies: [10.0.0.0/8, 192.168.0.0/16]}';
      const given = { env: { CAMBIO_LISTEN_TRUSTED_PROXIES: 'fd00::/8' } };
      expect(loaded(text, given).settings.listen.trustedProxies).to.deep.equal(['fd00::/8']);
    });
  });

  describe('variables', () => {
    it('are one for each member', () => {
      expect(new Set(members.map(({ variable }) => variable)).size).to.equal(members.length);
    });

    const byKind = { text: 'x', number: '7', switch: 'true', list: 'x', structures: '[]' };
    for (const { path, variable, kind } of members) {
      it(`${variable} sets ${path}`, () => {
        const value = EXAMPLES[path] ?? byKind[kind];
        const source = path === 'trust.path' ? 'directory' : 'ledger';
        const env = { ...COMPANIONS, CAMBIO_TRUST_SOURCE: source, [variable]: value };
        expect(loaded('', { env }).members.get(path)).to.deep.equal({
          written: value,
          origin: { kind: 'environment', variable },
        });
      });
    }

    it('of other prefixes are left alone', () => {
      expect(complaints('', { env: { PATH: '/bin', cambio_issuer: 'x', CAMBIOX: 'x' } })).to.deep.equal([]);
    });

    it('that set nothing are errors that name the nearest', () => {
      expect(complaints('', { env: { CAMBIO_LEDGER_ULR: 'sqlite:x' } })).to.deep.equal([
        'environment variable CAMBIO_LEDGER_ULR:1:1 CAMBIO_LEDGER_ULR is not a setting (did you mean "CAMBIO_LEDGER_URL"?)',
      ]);
    });

    it('that the program reads itself are declared', () => {
      const given = { env: { CAMBIO_CONFIG: 'x' }, otherVariables: ['CAMBIO_CONFIG'] };
      expect(complaints('', given)).to.deep.equal([]);
    });

    it('that Kubernetes sets for a Service named cambio are left alone', () => {
      const env = {
        CAMBIO_SERVICE_HOST: '10.0.0.1',
        CAMBIO_SERVICE_PORT: '80',
        CAMBIO_SERVICE_PORT_HTTP: '80',
        CAMBIO_PORT: 'tcp://10.0.0.1:80',
        CAMBIO_PORT_80_TCP: 'tcp://10.0.0.1:80',
        CAMBIO_PORT_80_TCP_PROTO: 'tcp',
        CAMBIO_PORT_80_TCP_PORT: '80',
        CAMBIO_PORT_80_TCP_ADDR: '10.0.0.1',
        CAMBIO_INTERNAL_PORT: 'tcp://10.0.0.1:9090',
      };
      expect(loaded('', { env }).settings).to.deep.equal(loaded('').settings);
    });

    it('hold structures as JSON', () => {
      const jwks = { keys: [{ kty: 'EC' }] };
      const clients = [
        { id: 'a', auth: 'private_key_jwt', grants: ['jwt-bearer'], jwks, introspects: ['https://a'] },
      ];
      const env = { CAMBIO_CLIENTS: JSON.stringify(clients) };
      expect(loaded('', { env }).settings.clients).to.deep.equal(clients);
      expect(complaints('', { env: { CAMBIO_CLIENTS: '[' } })).to.deep.equal([
        'environment variable CAMBIO_CLIENTS:1:1 clients must be a list',
      ]);
    });
  });

  it('refuses an unknown flag', () => {
    expect(complaints('', { flags: { 'listen.prot': '1' } })).to.deep.equal([
      'flag listen.prot:1:1 listen.prot is not a setting (did you mean "listen.port"?)',
    ]);
  });

  describe('placeholders', () => {
    const readFile = (path: string): string => {
      if (path === '/run/port') return '99\n';
      throw new Error('canary');
    };
    const hole = (name: string): string => `$\{${name}}`;

    it('are replaced, and shown as they were written', () => {
      const text = `ledger: {url: "sqlite:${hole('DIR')}/x.db"}\nlisten: {port: "${hole('file:/run/port')}"}`;
      const { settings, members: written } = loaded(text, { env: { DIR: '/var' }, readFile });
      expect(settings.ledger.url).to.equal('sqlite:/var/x.db');
      expect(settings.listen.port).to.equal(99);
      expect(written.get('ledger.url')?.written).to.equal(`sqlite:${hole('DIR')}/x.db`);
    });

    it('are replaced in variables, flags and lists', () => {
      const { settings } = loaded(`listen: {trustedProxies: ["${hole('NET')}"]}`, {
        env: { CAMBIO_LEDGER_URL: `sqlite:${hole('X')}`, NET: '10.0.0.0/8', X: 'y' },
        flags: { 'trust.seed': hole('X') },
      });
      expect(settings.ledger.url).to.equal('sqlite:y');
      expect(settings.trust).to.deep.equal({ source: 'ledger', seed: 'y', approvals: 0 });
      expect(settings.listen.trustedProxies).to.deep.equal(['10.0.0.0/8']);
    });

    it('are not looked for in what they put in', () => {
      const env = { A: hole('B'), B: 'x' };
      const { settings } = loaded(`ledger: {url: "sqlite:${hole('A')}"}`, { env });
      expect(settings.ledger.url).to.equal(`sqlite:${hole('B')}`);
    });

    it('are written literally with two dollars', () => {
      const { settings } = loaded(`ledger: {url: "sqlite:$${hole('A')}$"}`);
      expect(settings.ledger.url).to.equal(`sqlite:${hole('A')}$`);
    });

    const refused = [
      [hole('MISSING'), 'the environment variable MISSING is not set'],
      [hole('toString'), 'the environment variable toString is not set'],
      [hole('file:/none'), 'the file /none cannot be read'],
      [hole(''), 'a placeholder is a variable name, or file: and a path'],
      [hole('a b'), 'a placeholder is a variable name, or file: and a path'],
      [hole('A').slice(0, -1), 'a placeholder is not closed'],
    ] as const;
    for (const [placeholder, message] of refused) {
      it(`refuses ${placeholder}`, () => {
        const text = `issuer: http://localhost\nledger:\n  url: "sqlite:${placeholder}"`;
        expect(complaints(text, { readFile })).to.deep.equal([`cambio.yaml:3:3 ledger.url: ${message}`]);
      });
    }
  });

  it('never shows a value it complains about', () => {
    const canary = 'canary-5c1f';
    const places = members.map(({ variable }) => ({
      CAMBIO_TRUST_SOURCE: 'ledger',
      [variable]: `${canary} "\\`,
    }));
    const shown = places.flatMap((env) => complaints('', { env }));
    const nested = complaints(
      `issuer: ["${canary}"]\nlisten: {port: {x: ${canary}}}\nclients: [{id: "${canary} ", auth: federated, grants: [${canary}]}]`,
    );
    const syntax = [
      `issuer: "a" ${canary}`,
      `issuer: |${canary}\n x`,
      `a: !${canary} b`,
      `${canary}`,
    ].flatMap((text) => complaints(text));
    expect(shown).to.have.length.greaterThan(10);
    expect(nested).to.have.length.greaterThan(3);
    expect(syntax).to.have.length.greaterThan(3);
    for (const text of [...shown, ...nested, ...syntax]) expect(text).not.to.include(canary);
  });

  it('never throws, whatever the file holds', () => {
    const yaml = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'a:- \n\t"\'{}[],#&*!|>%@`$\\') }),
      fc.json(),
    );
    fc.assert(
      fc.property(yaml, (text) => {
        const result = loading(text);
        if (!result.ok) expect(result.error).to.have.length.greaterThan(0);
      }),
    );
  });
});

const EXAMPLES: Readonly<Record<string, string>> = {
  issuer: 'https://tokens.example',
  'listen.host': '::1',
  'listen.trustedProxies': '10.0.0.0/8',
  'trust.source': 'ledger',
  'trust.approvals': '1',
  'ledger.url': 'sqlite:x',
  'marks.url': 'rediss://x',
  replicas: 'one',
  'keys.algorithms': 'RS256,ES384',
  'keys.rotateEvery': '90d',
  'keys.publishAhead': '2h',
  'keys.encryption.key': 'A'.repeat(43).concat('='),
  'keys.encryption.previousKeys': 'A'.repeat(43).concat('='),
  'retention.decisions': '400d',
  'retention.tokens': '1h',
  'retention.revocations': '30d',
  'retention.workloads': '90d',
  'retention.revisions': '1000d',
  'keys.signer': 'local',
  'keys.transit.url': 'https://vault.acme.example:8200',
  'keys.transit.timeout': '5s',
  'keys.transit.auth.method': 'approle',
  'tokens.lifetime': '1m',
  'tokens.maxLifetime': '1h',
  'limits.body': '1MiB',
  'limits.token': '4096',
  'limits.headers': '512B',
  'admin.login.session': '1h',
  'audit.claims': 'none',
  'audit.sealEvery': '10s',
  'audit.acceptCheckpoint': `412:${'9f'.repeat(32)}`,
  'dpop.nonces': 'required',
  'egress.proxy': 'http://proxy.acme.example:3128',
};

/** What other members go with. */
const COMPANIONS: Readonly<Record<string, string>> = {
  CAMBIO_ADMIN_LOGIN_ISSUER: 'staff',
  CAMBIO_ADMIN_LOGIN_CLIENT_ID: 'cambio',
  CAMBIO_MARKS_URL: 'rediss://x',
  CAMBIO_MARKS_TLS_CERT: 'cert.pem',
  CAMBIO_MARKS_TLS_KEY: 'key.pem',
  CAMBIO_ISSUER: 'https://tokens.example',
  CAMBIO_KEYS_TRANSIT_URL: 'https://vault.acme.example',
  CAMBIO_LISTEN_TLS_CERT: 'cert.pem',
  CAMBIO_LISTEN_TLS_KEY: 'key.pem',
  CAMBIO_LISTEN_TRUSTED_PROXIES: '10.0.0.1/32',
};
