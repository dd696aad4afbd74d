import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { createActiveTrust } from '../../src/trust/active-trust.ts';
import { adminUnderTest, ISSUER, NOBODY } from './admin-under-test.ts';
import { FILES, mappingText } from './trust-under-test.ts';

const trust = createActiveTrust({ issuer: ISSUER, lifetime: 300, maxLifetime: 900 }, () => undefined);

// biome-ignore lint/suspicious/noExplicitAny: each test looks into another answer.
const bodyOf = async (response: Response): Promise<any> => response.json();

describe('POST /explain', () => {
  before(() => expect(trust.change(FILES, 'r1').ok).to.equal(true));

  const CLAIMS = { iss: 'https://jobs.example', sub: 'job-1' };
  const explain = async (body: object, more: object = {}) =>
    bodyOf(await adminUnderTest({ trust, ...more }).call('explain', { method: 'POST', body }));

  it('decides on claims as if they were verified', async () => {
    const allowed = await explain({ claims: CLAIMS, request: { audience: 'api' } });
    expect(allowed).to.deep.include({ revision: 'r1', verified: false });
    expect(allowed.explanation.decision).to.include({ outcome: 'allow', mapping: 'job' });
    const denied = await explain({ claims: { ...CLAIMS, sub: '<script>' }, request: { audience: 'api' } });
    expect(denied.explanation.decision).to.include({ outcome: 'deny', reason: 'claim_mismatch' });
    expect((await explain({ claims: {}, request: {} })).reason).to.equal('no_such_issuer');
    expect((await explain({ claims: {}, issuer: 'x' })).reason).to.equal('no_such_issuer');
  });

  it('says no more of a token that is refused than why', async () => {
    const told = await explain({ token: 'e30.e30.x' });
    expect(told).to.deep.equal({ revision: 'r1', verified: false, refused: 'malformed_token' });
  });

  it('decides a recorded request again', async () => {
    const identity = { issuer: 'jobs', workload: 'w', name: 'n', claims: CLAIMS, tokenDigest: 'd' };
    const recorded = {
      id: 'd-1',
      at: 1,
      revision: 'r0',
      outcome: 'deny' as const,
      subject: identity,
      asked: { audience: 'api', binding: 'none' as const },
    };
    const decisions = {
      list: async () => ok([]),
      get: async (id: string) => ok(id === 'd-1' ? recorded : undefined),
    };
    expect((await explain({ decision: 'd-1' }, { decisions })).explanation.decision.outcome).to.equal(
      'allow',
    );
    expect((await explain({ decision: 'd-2' }, { decisions })).reason).to.equal('no_such_decision');
  });

  for (const body of [
    {},
    { token: 'a', claims: {} },
    { decision: 'd', request: {} },
    { claims: [] },
    { token: '' },
  ]) {
    it(`refuses ${JSON.stringify(body)}`, async () => {
      expect((await explain(body)).reason).to.equal('body_invalid');
    });
  }
});

describe('GET /issuers and /status', () => {
  const failing = {
    state: 'stale' as const,
    keys: 1,
    filtered: [{ kid: undefined, flaw: 'duplicate' as const }],
    readAt: 5,
    usableUntil: undefined,
    reads: 2,
    failure: { reason: 'malformed_document' as const, detail: 'no JSON' },
  };
  const parts = {
    trust,
    keys: { status: () => new Map([['jobs', failing]]) },
    drift: () => new Map([['jobs', [{ kind: 'missing_claim' as const, claim: 'ref' }]]]),
  };

  it('tell how each issuer is', async () => {
    const { issuers } = await bodyOf(await adminUnderTest(parts).call('issuers'));
    expect(issuers).to.have.length(1);
    expect(issuers[0]).to.deep.include({ id: 'jobs', provider: 'oidc', mappings: 1 });
    expect(issuers[0].keys).to.deep.equal({
      state: 'stale',
      keys: 1,
      passedOver: [{ flaw: 'duplicate' }],
      readAt: 5,
      reads: 2,
      failure: failing.failure,
    });
    expect(issuers[0].drift).to.deep.equal([{ kind: 'missing_claim', claim: 'ref' }]);
  });

  it('tell what needs attention', async () => {
    const down = { ping: async () => err('unavailable' as const) };
    const stores = { ledger: { ping: async () => ok(undefined) }, marks: down };
    trust.change([...FILES, { path: 'wide.yaml', text: mappingText('wide') }], 'r2');
    const status = await bodyOf(await adminUnderTest({ ...parts, stores }).call('status'));
    expect(status).to.deep.include({
      version: '0.1.0',
      revision: 'r2',
      source: 'ledger',
      approvals: 0,
      documents: { issuers: 1, targets: 1, mappings: 2 },
      stores: { ledger: 'ok', marks: 'down' },
    });
    const kinds = status.warnings.map(
      ({ kind, about }: { kind: string; about: string }) => `${kind} ${about}`,
    );
    expect(kinds).to.include.members([
      'store_down marks',
      'issuer_keys jobs',
      'issuer_drift jobs',
      'lint Mapping/wide',
    ]);
  });

  it('tell which mappings nobody has used for 90 days, by the inventory', async () => {
    trust.change([...FILES, { path: 'other.yaml', text: mappingText('other', { sub: 'job-2' }) }], 'r3');
    const DAY = 86_400_000;
    const now = 1_800_000_000_000;
    const unusedAfter = async (days: number) => {
      const use = { since: now - days * DAY, lastUsed: new Map([['other', now - DAY]]) };
      const workloads = { ...NOBODY, mappingUse: async () => ok(use) };
      const { warnings } = await bodyOf(
        await adminUnderTest({ trust, workloads, now: () => now }).call('status'),
      );
      return warnings.filter(({ rule }: { rule?: string }) => rule === 'unused');
    };
    expect(await unusedAfter(89)).to.deep.equal([]);
    const [warning, ...more] = await unusedAfter(91);
    expect(warning).to.deep.include({ kind: 'lint', about: 'Mapping/job' });
    expect(more).to.deep.equal([]);
  });

  it('list the replicas that were seen lately', async () => {
    const replica = { id: 'a', version: '0.1.0', revision: 'r1', startedAt: 1, seenAt: 2 };
    const asked: number[] = [];
    const list = async (seenSince: number) => {
      asked.push(seenSince);
      return ok([replica]);
    };
    const now = () => 100_000;
    const { replicas } = await bodyOf(await adminUnderTest({ replicas: { list }, now }).call('status'));
    expect(replicas).to.deep.equal([replica]);
    expect(asked).to.deep.equal([70_000]);
  });
});

describe('GET /tokens and /revocations', () => {
  const party = (key: string) => ({
    issuer: 'jobs',
    issuerUrl: 'https://jobs.example',
    claims: { secret: 'of the workload' },
    workload: { key, kind: 'job' as const, name: 'n', task: 't' },
  });
  const token = (jti: string) => ({
    jti,
    decision: 'd',
    at: 1,
    expiresAt: 2,
    mapping: 'm',
    target: 'api',
    audience: 'a',
    sub: 's',
    scopes: ['read'],
    subject: party('w'),
    asked: { binding: 'dpop' as const, client: 'c' },
    madeFrom: [],
  });

  it('list live tokens by what they have in common, without their claims', async () => {
    const asked: unknown[] = [];
    const live = async (page: object) => {
      asked.push(page);
      return ok([token('a'), token('b')]);
    };
    const issued = { live, countLive: async () => ok(7) };
    const { call } = adminUnderTest({ issued });
    const page = await bodyOf(await call('tokens?mapping=m&limit=1&cursor=z'));
    const { jti, decision, mapping, target, sub, scopes } = token('a');
    const subject = { issuer: 'jobs', workload: 'w', name: 'n', task: 't' };
    const told = { jti, decision, issuedAt: 1, expiresAt: 2000, mapping, target, sub, scopes, subject };
    expect(page).to.deep.equal({ tokens: [{ ...told, client: 'c', binding: 'dpop' }], next: 'a' });
    expect(asked).to.deep.equal([{ limit: 2, selector: { by: 'mapping', value: 'm' }, before: 'z' }]);
    expect(await bodyOf(await call('tokens/count?task=t'))).to.deep.equal({ tokens: 7 });
    for (const query of ['tokens?mapping=m&target=t', 'tokens/count', 'tokens?by=all']) {
      expect((await bodyOf(await call(query))).reason).to.equal('query_invalid');
    }
  });

  it('count what a revocation would cover, and revoke nothing', async () => {
    const issued = { live: async () => ok([]), countLive: async () => ok(3) };
    const { call, revoked } = adminUnderTest({ issued });
    const body = { workload: 'w', reason: 'r' };
    const response = await call('revocations?dryRun=true', { method: 'POST', body });
    expect(await bodyOf(response)).to.deep.equal({ selector: { by: 'workload', value: 'w' }, tokens: 3 });
    expect([response.status, revoked]).to.deep.equal([200, []]);
  });

  it('say so where the ledger does not answer', async () => {
    const down = async () => err('unavailable' as const);
    const { call } = adminUnderTest({
      issued: { live: down, countLive: down },
      revocations: { list: down, givenBack: down },
    });
    for (const path of ['tokens', 'tokens/count?task=t', 'revocations']) {
      expect((await call(path)).status).to.equal(503);
    }
  });
});

describe('the version in the status', () => {
  it('is the package’s', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    const { VERSION } = await import('../../src/version.ts');
    expect(VERSION).to.equal(manifest.version);
  });
});
