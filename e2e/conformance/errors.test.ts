import { expect } from 'chai';
import { z } from 'zod';
import { recordedDecisions } from '../gateway/recorded-decisions.ts';
import { type Acme, openAcme } from './acme.ts';
import { CANARY_TEXT, everyFault, type Fault, GUESSING, LIMITS, send } from './faults.ts';
import { createUpstream } from './upstream.ts';

/** Of RFC 6749 §5.2, RFC 6750 §3.1, RFC 8707 §2, RFC 9449 §5 and §8; the last is ours for what is down (RFC 6749 §4.1.2.1). */
const CODES = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_token',
  'invalid_target',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'temporarily_unavailable',
] as const;

const Failure = z.strictObject({
  error: z.enum(CODES),
  error_description: z.string(),
  decision_id: z.string().optional(),
  reason: z.string().optional(),
});

interface Failed extends Fault {
  readonly status: number;
  readonly answered: Headers;
  readonly text: string;
}

describe('every error of the endpoints', () => {
  let acme: Acme;
  let failed: readonly Failed[];
  before(async () => {
    const { document } = await createUpstream('silent', {
      sub: 'job-1',
      keys: () => ({ jwksUri: 'https://127.0.0.1:1/keys' }),
      members: { allowPrivateNetwork: true, url: 'https://127.0.0.1:1' },
    });
    acme = await openAcme({ moreTrust: document, args: LIMITS });
    const all: Failed[] = [];
    for (const [index, fault] of (await everyFault(acme)).entries()) {
      const response = await send(acme, fault, `203.0.113.${index}`);
      const { status, headers } = response;
      all.push({ ...fault, status, answered: headers, text: await response.text() });
    }
    failed = all;
  });
  after(() => acme.close());

  const name = ({ at, what }: Fault) => `${at}: ${what}`;
  const bodyOf = ({ text }: Failed) => Failure.parse(JSON.parse(text));
  const each = (test: (failed: Failed, name: string) => void) => () => {
    for (const one of failed) test(one, name(one));
  };

  it(
    'F-01: is JSON with a registered code and no other members than it may have',
    each((one, what) => {
      expect(one.answered.get('content-type'), what).to.match(/^application\/json/);
      expect(Failure.safeParse(JSON.parse(one.text)).error?.issues, what).to.equal(undefined);
    }),
  );

  it(
    'F-02: is described in plain characters',
    each((one, what) => {
      for (const text of Object.values(bodyOf(one))) {
        expect(text, what).to.match(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
      }
    }),
  );

  it('F-03: has the code and the status that belong to what was wrong', () => {
    const told = failed.map((one) => `${name(one)}: ${one.status} ${bodyOf(one).error}`);
    expect(told).to.deep.equal(failed.map((one) => `${name(one)}: ${one.answer}`));
    for (const one of failed) {
      const unauthorized = ['invalid_client', 'invalid_token'].includes(bodyOf(one).error);
      expect(one.status === 401, name(one)).to.equal(unauthorized);
    }
  });

  it(
    'F-04: is kept by nobody',
    each((one, what) => {
      expect(one.answered.get('cache-control'), what).to.equal('no-store');
    }),
  );

  it(
    'F-05: asks for a password only who tried one',
    each((one, what) => {
      const tried = one.headers?.authorization?.startsWith('Basic ') === true;
      const challenge = one.answered.get('www-authenticate') ?? '';
      expect(challenge.startsWith('Basic'), what).to.equal(tried);
    }),
  );

  it(
    'F-06: quotes nothing of the request, the tokens or the policy',
    each((one, what) => {
      expect(one.text, what).not.to.contain(CANARY_TEXT);
      expect(JSON.stringify([...one.answered]), what).not.to.contain(CANARY_TEXT);
      expect(one.text, what).not.to.match(/job-1|acme\.example|eyJ/);
    }),
  );

  it(
    'F-07: has no token',
    each((one) => {
      expect(JSON.parse(one.text)).not.to.have.property('access_token');
    }),
  );

  it('OA-22: makes who guesses at credentials wait, at every endpoint, and says how long', () => {
    const guessing = failed.filter(({ what }) => what === GUESSING);
    expect(guessing.map(({ at, status }) => [at, status])).to.deep.equal([
      ['token', 429],
      ['introspect', 429],
      ['revoke', 429],
    ]);
    for (const { answered } of guessing) expect(Number(answered.get('retry-after'))).to.be.within(1, 60);
  });

  it('F-08: names the decision that is on record, with its reason, wherever there is one', async () => {
    const recorded = await recordedDecisions(acme.folder);
    const named = failed.map(bodyOf).filter(({ decision_id }) => decision_id !== undefined);
    expect(named).to.have.length.above(10);
    for (const { decision_id = '', reason } of named) {
      const decision = recorded.get(decision_id);
      expect(decision?.outcome, reason).to.equal('deny');
      expect(decision).to.include({ reason });
    }
  });
});
