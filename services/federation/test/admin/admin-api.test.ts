import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { z } from 'zod';
import { sendTo } from '../http/serve-endpoint.ts';
import { adminUnderTest, ISSUER } from './admin-under-test.ts';

const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    reason: z.string(),
    members: z.array(z.string()).optional(),
  })
  .transform((problem) => ({ members: undefined, ...problem }));

describe('the admin API', () => {
  for (const path of [
    '',
    'decisions/',
    'decisions/a/b',
    'decisions/../trust/x',
    'nothing',
    'Trust',
    'trust/nothing',
  ]) {
    it(`has nothing at ${JSON.stringify(path)}`, async () => {
      const response = await adminUnderTest().call(path);
      expect(response.status).to.equal(404);
      expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(response.headers.get('cache-control')).to.equal('no-store');
      expect(await response.json()).to.deep.equal({
        type: 'urn:cambio:problem:no_such_resource',
        title: 'Not Found',
        status: 404,
        detail: 'There is nothing at this path.',
        reason: 'no_such_resource',
      });
    });
  }

  for (const [method, path, allow] of [
    ['POST', 'trust', 'GET, PUT'],
    ['DELETE', 'revocations', 'GET, POST'],
    ['DELETE', 'decisions/x', 'GET'],
    ['OPTIONS', 'decisions', 'GET'],
  ] as const) {
    it(`does not take ${method} on ${path}`, async () => {
      const { call, presented } = adminUnderTest();
      const response = await call(path, { method });
      expect([response.status, response.headers.get('allow')]).to.deep.equal([405, allow]);
      expect(presented).to.be.empty;
    });
  }

  it('stops an admin who asks too much, and says until when', async () => {
    const taken: string[] = [];
    const rate = {
      take: async (name: string) => {
        taken.push(name);
        return { left: 0, resetsIn: 7 };
      },
    };
    const response = await adminUnderTest({ rate }).call('trust');
    expect([response.status, response.headers.get('retry-after')]).to.deep.equal([429, '7']);
    expect(taken).to.deep.equal(['ada']);
  });

  it('says what it is to everybody', async () => {
    const { api, presented } = adminUnderTest();
    const response = await sendTo(api, '/eu/admin/v1/openapi.json');
    expect(await response.json()).to.deep.include({
      openapi: '3.1.1',
      servers: [{ url: '{issuer}/admin/v1', variables: { issuer: { default: ISSUER } } }],
    });
    const head = await sendTo(api, '/eu/admin/v1/openapi.json', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).to.deep.equal([
      200,
      'application/json; charset=utf-8',
    ]);
    expect(presented).to.be.empty;
  });

  it('leaves what is not below it to others', async () => {
    const { api } = adminUnderTest();
    for (const path of ['/admin/v1/trust', '/eu/admin', '/eu/admin/v1', '/eu/admin/v10/trust']) {
      const response = await sendTo(api, path);
      expect(await response.text()).to.equal('Not Found');
    }
  });
});

const DECISION = {
  id: '0199c2f4-0000-7000-8000-000000000001',
  at: 1,
  revision: 'r1',
  outcome: 'deny',
  reason: 'no_mapping',
  subject: { issuer: 'github', workload: 'w', name: 'n', claims: {}, tokenDigest: 'd' },
  asked: { binding: 'none' },
} as const;

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...DECISION, id: `d-${index}` }));

describe('GET /decisions/{id}', () => {
  it('gives a decision as it was recorded', async () => {
    const get = async (id: string) => ok(id === DECISION.id ? DECISION : undefined);
    const { call } = adminUnderTest({ decisions: { get, list: async () => ok([]) } });
    const response = await call(`decisions/${DECISION.id}`);
    expect(response.headers.get('cache-control')).to.equal('no-store');
    expect(await response.json()).to.deep.equal(DECISION);
  });

  for (const id of ['%00', '%2e%2e%2f', "'--", '<script>', '%ff', '__proto__', 'x'.repeat(2000), '%']) {
    it(`knows no decision ${id.slice(0, 12)}, and does not repeat it`, async () => {
      const response = await adminUnderTest().call(`decisions/${id}`);
      expect(response.status).to.equal(404);
      expect(await response.json()).to.deep.equal({
        type: 'urn:cambio:problem:no_such_decision',
        title: 'Not Found',
        status: 404,
        detail: 'No decision has this id.',
        reason: 'no_such_decision',
      });
    });
  }

  it('says so where the record does not answer', async () => {
    const decisions = {
      get: async () => err('unavailable' as const),
      list: async () => err('unavailable' as const),
    };
    const { call } = adminUnderTest({ decisions });
    expect((await call('decisions/x')).status).to.equal(503);
    expect((await call('decisions')).status).to.equal(503);
  });
});

describe('GET /decisions', () => {
  it('asks for what was asked for, and for one more', async () => {
    const asked: unknown[] = [];
    const list = async (page: unknown) => {
      asked.push(page);
      return ok([]);
    };
    const { call } = adminUnderTest({ decisions: { get: async () => ok(undefined), list } });
    const filter = {
      outcome: 'deny',
      reason: 'no_mapping',
      mapping: 'm',
      target: 't',
      issuer: 'i',
      workload: 'w',
    };
    const query = new URLSearchParams({
      ...filter,
      cursor: 'd-1',
      limit: '7',
      since: '2026-09-01T02:00:00+02:00',
    });
    expect(await (await call(`decisions?${query}`)).json()).to.deep.equal({ decisions: [] });
    await call('decisions');
    expect(asked).to.deep.equal([
      { ...filter, before: 'd-1', limit: 8, since: 1_788_220_800_000 },
      { limit: 51 },
    ]);
  });

  for (const { kept, next } of [
    { kept: 4, next: 'd-2' },
    { kept: 3, next: undefined },
    { kept: 0, next: undefined },
  ]) {
    it(`of ${kept} decisions gives three, and ${next ?? 'nothing'} for the next page`, async () => {
      const list = async ({ limit }: { limit: number }) => ok(numbered(kept).slice(0, limit));
      const { call } = adminUnderTest({ decisions: { get: async () => ok(undefined), list } });
      const page = await (await call('decisions?limit=3')).json();
      expect(page).to.deep.equal({ decisions: numbered(Math.min(kept, 3)), ...(next && { next }) });
    });
  }

  for (const [query, members] of [
    ['limit=0', ['limit']],
    ['limit=201', ['limit']],
    ['limit=1e2', ['limit']],
    ['limit=-1', ['limit']],
    ['limit=', ['limit']],
    ['outcome=maybe&since=yesterday', ['outcome', 'since']],
    ['since=2026-02-30T00:00:00Z', ['since']],
    ['since=1788220800', ['since']],
    ['mapping=', ['mapping']],
    ['mapping=a&mapping=b', undefined],
    ['%3Cb%3E=1', undefined],
    ['__proto__=1', undefined],
  ] as const) {
    it(`refuses ${query}`, async () => {
      const { call } = adminUnderTest();
      const response = await call(`decisions?${query}`);
      expect(response.status).to.equal(400);
      expect(await response.json()).to.deep.equal({
        type: 'urn:cambio:problem:query_invalid',
        title: 'Bad Request',
        status: 400,
        detail: 'A query parameter is unknown, repeated, or not what it should be.',
        reason: 'query_invalid',
        ...(members && { members: [...members] }),
      });
    });
  }
});

describe('POST /revocations', () => {
  const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const { call, revoked, lines } = adminUnderTest();
    return call('revocations', { method: 'POST', body, headers }).then((response) => ({
      response,
      revoked,
      lines,
    }));
  };

  for (const by of ['token', 'mapping', 'issuer', 'target', 'workload', 'task', 'client'] as const) {
    it(`revokes by ${by}, in the name of the caller`, async () => {
      const { response, revoked, lines } = await post({ [by]: 'x-1', reason: 'Stolen' });
      const made = { selector: { by, value: 'x-1' }, author: 'ada', reason: 'Stolen' };
      expect(revoked).to.deep.equal([made]);
      expect(response.status).to.equal(201);
      expect(await response.json()).to.deep.equal({ id: 'r-1', at: 1_788_220_800_000, ...made });
      expect(lines.map(({ msg }) => msg)).to.deep.equal(['tokens revoked']);
    });
  }

  it('revokes everything issued before a moment, not in the future', async () => {
    const { revoked } = await post({ before: '2026-09-01T02:00:00.000+02:00', reason: 'Key lost' });
    expect(revoked).to.deep.include.members([
      { selector: { by: 'before', time: 1_788_220_800_000 }, author: 'ada', reason: 'Key lost' },
    ]);
    const later = await post({ before: '2027-01-01T00:00:00Z', reason: 'Key lost' });
    expect(later.response.status).to.equal(400);
    expect(await later.response.json()).to.include({ reason: 'time_in_future' });
  });

  for (const [what, body, reason, members] of [
    ['no selector', { reason: 'r' }, 'body_invalid', undefined],
    ['two selectors', { mapping: 'm', target: 't', reason: 'r' }, 'body_invalid', undefined],
    ['no reason', { mapping: 'm' }, 'body_invalid', ['reason']],
    ['an empty reason', { mapping: 'm', reason: ' ' }, 'body_invalid', ['reason']],
    ['a reason of many lines', { mapping: 'm', reason: 'a\nb' }, 'body_invalid', ['reason']],
    ['a reason of many lines by Unicode', { mapping: 'm', reason: 'a\u2028b' }, 'body_invalid', ['reason']],
    ['an author', { mapping: 'm', reason: 'r', author: 'eve' }, 'body_invalid', undefined],
    ['an empty mapping', { mapping: '', reason: 'r' }, 'body_invalid', ['mapping']],
    ['a list', { mapping: ['m'], reason: 'r' }, 'body_invalid', ['mapping']],
    ['a whole token', { token: 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln', reason: 'r' }, 'body_invalid', ['token']],
    ['seconds', { before: 1_788_220_800, reason: 'r' }, 'body_invalid', ['before']],
    ['an array', [], 'body_invalid', undefined],
    ['null', 'null', 'body_invalid', undefined],
    ['a member twice', '{"mapping":"a","mapping":"b","reason":"r"}', 'body_malformed', undefined],
    ['broken JSON', '{"mapping":', 'body_malformed', undefined],
    ['nothing', '', 'body_malformed', undefined],
    ['too much', { mapping: 'm', reason: 'r'.repeat(1000) }, 'too_large', undefined],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { response, revoked } = await post(body);
      const problem = Problem.parse(await response.json());
      expect(problem).to.deep.include({ reason, members });
      expect([response.status, revoked]).to.deep.equal([problem.status, []]);
    });
  }

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
    it(`refuses a body that is ${type || 'of no type'}`, async () => {
      const { response, revoked } = await post({ mapping: 'm', reason: 'r' }, { 'content-type': type });
      expect([response.status, revoked]).to.deep.equal([415, []]);
    });
  }

  it('takes JSON with a charset, as it does elsewhere', async () => {
    const type = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await post({ mapping: 'm', reason: 'r' }, type)).response.status).to.equal(201);
  });

  it('says so where it could not be kept', async () => {
    const { call } = adminUnderTest({ revokeBySelector: async () => err('unavailable') });
    const response = await call('revocations', { method: 'POST', body: { mapping: 'm', reason: 'r' } });
    expect(response.status).to.equal(503);
  });
});
