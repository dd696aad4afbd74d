import type { DecisionId, Digest } from '@cambio/oauth';
import { err } from '@cambio/oauth';
import { parseValue } from '@cambio/policy';
import type { DecisionRecord } from '@cambio/sts';
import { expect } from 'chai';
import { adminUnderTest, NOBODY } from './admin-under-test.ts';
import { FILES, mappingText, trustUnderTest } from './trust-under-test.ts';

type UnderTest = Awaited<ReturnType<typeof trustUnderTest>>;

/** The clock of the admin API under test. */
const NOW = 1_788_220_800_000;

const WIDE = mappingText('job', { scopes: 'read, write' })
  .replace('match: { sub: job-1 }', 'match:\n  sub: { prefix: job- } # any')
  .replace('grant:', '# as little as may be\ngrant:');

describe('what was used of a mapping', () => {
  let acme: UnderTest;
  beforeEach(async () => {
    acme = await trustUnderTest();
    await acme.begin([...FILES.slice(0, 1), { path: 'mappings/job.yaml', text: WIDE }]);
  });
  afterEach(() => acme.close());

  async function use(count: number, { scopes = ['read'], sub = 'job-1', givenBack = 0, age = 0 } = {}) {
    for (let number = 0; number < count; number += 1) {
      const at = NOW - age - number * 1000;
      const jti = `t-${sub}-${age}-${number}`;
      const recorded = await acme.ledger.decisions.record(decision({ at, jti, sub, scopes }));
      if (!recorded.ok) throw new Error('not recorded');
      if (givenBack === 0) continue;
      await acme.ledger.revocations.add({
        id: jti,
        at: at + givenBack,
        selector: { by: 'token', value: jti },
        author: 'holder',
        reason: 'Revoked at the revocation endpoint',
      });
    }
    await acme.ledger.workloads.takeInventory(1000);
  }

  it('makes a narrower one, which can be put in its place', async () => {
    await use(20, { givenBack: 30_000 });
    const { status, etag, body } = await acme.call('trust/mappings/job/suggestion');
    expect([status, etag]).to.deep.equal([200, '"r1"']);
    expect(body.record).to.deep.equal({ days: 90, uses: 20, truncated: false });
    expect(
      body.changes.map(({ member, text }: { member: string; text: string }) => [member, text]),
    ).to.deep.equal([
      ['grant.scopes', 'no longer grants write'],
      ['grant.lifetime', 'tokens live 1m, not 5m'],
      ['match.sub', 'is held to "job-1"'],
    ]);
    expect(body.before).to.equal(WIDE);
    expect(body.text).to.contain(
      'match:\n  sub: job-1 # any\n# as little as may be\ngrant: { scopes: [read], lifetime: 1m }\n',
    );
    const change = { method: 'PUT', expected: body.revision, body: { text: body.text, reason: 'Not used' } };
    const applied = await acme.call('trust/documents/Mapping/job', change);
    const [{ effects }] = applied.body.revision.changes;
    expect(new Set(effects.map(({ reach }: { reach: string }) => reach))).to.deep.equal(
      new Set(['narrower']),
    );
    const again = await acme.call('trust/mappings/job/suggestion');
    expect(again.body).to.deep.include({ changes: [] }).and.not.to.have.property('text');
  });

  it('is looked at as far back as is asked for, the newest first', async () => {
    await use(15);
    await use(5, { scopes: ['write'], age: 50 * 86_400_000 });
    const ask = async (query: string) => (await acme.call(`trust/mappings/job/suggestion?${query}`)).body;
    expect((await ask('')).record).to.deep.equal({ days: 90, uses: 20, truncated: false });
    expect((await ask('limit=12')).record).to.deep.equal({ days: 90, uses: 12, truncated: true });
    const lately = await ask('days=30');
    expect(lately.record).to.deep.equal({ days: 30, uses: 15, truncated: false });
    // The inventory knows that somebody asked for it once.
    expect(lately.changes.map(({ member }: { member: string }) => member)).to.deep.equal(['match.sub']);
  });

  it('says why nothing is narrower', async () => {
    await use(3);
    const { body } = await acme.call('trust/mappings/job/suggestion');
    expect(body.changes).to.deep.equal([]);
    expect(body.left[0].because).to.contain('of the recorded requests it grants 3 today');
  });

  it('has none of what is no mapping, or not among the documents', async () => {
    for (const id of ['gone', 'api', 'jobs']) {
      expect((await acme.call(`trust/mappings/${id}/suggestion`)).body.reason).to.equal('no_such_mapping');
    }
  });

  it('is left alone where it is written in the settings', async () => {
    const locate = () => ({ file: 'cambio.yaml', line: 1, column: 1 });
    const { documents } = parseValue(
      {
        kind: 'Mapping',
        id: 'first',
        owner: 'o',
        purpose: 'p',
        issuer: 'jobs',
        target: 'admin',
        match: { sub: 'x' },
        grant: { scopes: ['trust:read'] },
      },
      { file: 'cambio.yaml', locate },
    );
    const configured = documents.map((located) => ({ ...located, written: {} }));
    const other = await trustUnderTest(undefined, configured);
    await other.begin();
    const { body } = await other.call('trust/mappings/first/suggestion');
    await other.close();
    expect(body.reason).to.equal('document_configured');
  });

  it('lists who used it, page by page, whatever their keys are', async () => {
    await use(2, { sub: 'job-"/' });
    await use(1, { sub: 'job-ä', age: 5000 });
    const first = await acme.call('trust/mappings/job/users?limit=1');
    expect(first.body.users).to.deep.equal([
      {
        issuer: 'jobs',
        workload: 'oidc:sub=job-"/',
        name: 'job-"/',
        target: 'api',
        firstSeen: NOW - 1000,
        lastSeen: NOW,
        count: 2,
      },
    ]);
    const second = await acme.call(`trust/mappings/job/users?limit=1&cursor=${first.body.next}`);
    expect(second.body.users).to.have.length(1);
    expect(second.body.users[0]).to.include({ name: 'job-ä', count: 1 });
    expect(second.body).not.to.have.property('next');
    expect((await acme.call('trust/mappings/nobody-s/users')).body).to.deep.equal({ users: [] });
  });

  for (const cursor of ['x', 'W10', 'WyJhIiwiYiJd', 'bnVsbA']) {
    it(`refuses the cursor ${cursor} of users`, async () => {
      const { status, body } = await acme.call(`trust/mappings/job/users?cursor=${cursor}`);
      expect(status).to.equal(400);
      expect(body).to.deep.include({ reason: 'query_invalid', members: ['cursor'] });
    });
  }

  const down = async () => err('unavailable' as const);
  for (const [what, parts] of [
    ['the record', { decisions: { get: down, list: down } }],
    ['revocations', { revocations: { list: down, givenBack: down } }],
    ['the inventory', { workloads: { ...NOBODY, usersOf: down, scopesOf: down } }],
  ] as const) {
    it(`is told nothing of where ${what} does not answer`, async () => {
      const { call } = adminUnderTest({ trust: acme.trust, ...parts });
      expect((await call('trust/mappings/job/suggestion')).status).to.equal(503);
      if ('workloads' in parts) expect((await call('trust/mappings/job/users')).status).to.equal(503);
    });
  }
});

interface Asked {
  readonly at: number;
  readonly jti: string;
  readonly sub: string;
  readonly scopes: readonly string[];
}

function decision({ at, jti, sub, scopes }: Asked): DecisionRecord {
  return {
    id: `d-${jti}` as DecisionId,
    at,
    revision: 'r1',
    outcome: 'allow',
    subject: {
      issuer: 'jobs',
      workload: `oidc:sub=${sub}`,
      name: sub,
      claims: { iss: 'https://jobs.example', sub },
      tokenDigest: 'a'.repeat(64) as Digest,
    },
    asked: { audience: 'api', scopes, binding: 'none' },
    target: 'api',
    mapping: 'job',
    issued: {
      jti,
      subject: sub,
      audience: 'https://api.example',
      scopes,
      expiresAt: Math.floor(at / 1000) + 300,
      digest: 'b'.repeat(64) as Digest,
    },
  };
}
