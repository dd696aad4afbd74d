import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import type { Admin } from '../../src/admin/admit.ts';
import { doingOnce } from '../../src/admin/idempotency.ts';
import { FILES, mappingText, trustUnderTest } from './trust-under-test.ts';

type UnderTest = Awaited<ReturnType<typeof trustUnderTest>>;

describe('a write with an Idempotency-Key', () => {
  let acme: UnderTest;
  beforeEach(async () => {
    acme = await trustUnderTest();
    await acme.begin();
  });
  afterEach(() => acme.close());

  const write = (key: string, reason = 'why', as = 'ada', expected = 'r1') =>
    acme.call('trust/documents/Mapping/other', {
      method: 'PUT',
      as,
      expected,
      headers: { 'idempotency-key': key },
      body: { text: mappingText('other'), reason },
    });
  const revisions = async () => (await acme.call('trust/revisions')).body.revisions.length;

  it('is done once, and answered alike ever after', async () => {
    const first = await write('k-1');
    expect(first.body.revision.revision).to.equal('r2');
    expect(await write('k-1')).to.deep.equal(first);
    expect(await revisions()).to.equal(2);
  });

  it('is done once of many at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => write('k-1')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).not.to.be.empty;
    for (const { status, body } of answers) {
      if (status !== 200) expect([status, body.reason]).to.deep.equal([409, 'request_running']);
    }
    expect(await revisions()).to.equal(2);
  });

  it('is refused with a key of another request', async () => {
    await write('k-1');
    for (const answer of [await write('k-1', 'because'), await write('k-1', 'why', 'ada', 'r2')]) {
      expect([answer.status, answer.body.reason]).to.deep.equal([422, 'idempotency_key_reused']);
    }
  });

  it('shares no keys with other admins', async () => {
    await write('k-1');
    expect((await write('k-1', 'why', 'bob')).status).to.equal(412);
  });

  it('may be sent again with the same key when it was refused', async () => {
    expect((await write('k-1', 'why', 'ada', 'r0')).status).to.equal(412);
    expect((await write('k-1')).status).to.equal(200);
  });

  for (const key of ['', 'a b', 'ü', 'x'.repeat(256)]) {
    it(`is refused with a key like ${JSON.stringify(key.slice(0, 5))}`, async () => {
      const headers = { 'idempotency-key': encodeURIComponent(key) === key ? key : 'a b' };
      const body = { files: FILES, reason: 'x' };
      const answer = await acme.call('trust', { method: 'PUT', expected: 'r1', headers, body });
      expect([answer.status, answer.body.reason]).to.deep.equal([400, 'idempotency_key_invalid']);
    });
  }
});

describe('a question with an Idempotency-Key', () => {
  it('is answered anew each time, and neither it nor its answer is kept', async () => {
    const acme = await trustUnderTest();
    await acme.begin();
    const ask = (sub: string) =>
      acme.call('explain', {
        method: 'POST',
        headers: { 'idempotency-key': 'k-1' },
        body: { issuer: 'jobs', claims: { sub }, request: { audience: 'https://api.example' } },
      });
    const outcomes = [await ask('job-1'), await ask('job-2')].map(
      ({ body }) => body.explanation.decision.outcome,
    );
    expect(outcomes).to.deep.equal(['allow', 'deny']);
    await acme.close();
  });
});

describe('doingOnce', () => {
  for (const [end, work] of [
    ['finish', async () => ok({ status: 200, body: { done: true } } as const)],
    ['abandon', async () => err({ reason: 'unavailable' } as const)],
  ] as const) {
    it(`tries to ${end} what the ledger was away for until it is back`, async () => {
      const ended: string[] = [];
      let isAway = true;
      const told = async (what: string) => {
        ended.push(what);
        return isAway ? err('unavailable' as const) : ok(undefined);
      };
      const requests = {
        begin: async () => ok({ state: 'begun' } as const),
        finish: () => told('finish'),
        abandon: () => told('abandon'),
      };
      const { promise: paused, resolve: pause } = Promise.withResolvers<void>();
      const { promise: back, resolve: comeBack } = Promise.withResolvers<void>();
      const once = doingOnce(requests, () => {
        pause();
        return back;
      });
      const admin = { name: 'ada' } as Admin;
      await once({ admin, key: 'k-1', sent: [] }, work);
      await paused;
      isAway = false;
      comeBack();
      await new Promise(setImmediate);
      expect(ended).to.deep.equal([end, end]);
    });
  }
});
