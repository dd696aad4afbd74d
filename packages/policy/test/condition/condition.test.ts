import { profileOf } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { CONDITION_LIMITS, type Condition, compileCondition } from '../../src/condition/condition.ts';
import { ConvertedInput } from '../../src/condition/input.ts';
import { COST_EXCEEDED } from '../../src/condition/meter.ts';
import type { DecisionInput } from '../../src/index.ts';
import { ask, job, partner } from '../acme.ts';

function profile(provider: string) {
  const found = profileOf(provider);
  if (found === undefined) throw new Error(`there is no profile ${provider}`);
  return found;
}

function compile(text: string, provider = 'github-actions'): Condition {
  const compiled = compileCondition(text, profile(provider));
  if (compiled.ok) return compiled.value;
  throw new Error(compiled.error.map(({ message }) => message).join('; '));
}

function said(text: string, provider = 'github-actions'): readonly string[] {
  const compiled = compileCondition(text, profile(provider));
  return compiled.ok ? [] : compiled.error.map(({ message, hint = '' }) => `${message} | ${hint}`);
}

const evaluate = (text: string, input: DecisionInput = ask()) =>
  compile(text).evaluate(
    new ConvertedInput(input).asking('deployer', input.request.scopes ?? ['deploy:read']),
  );

const evaluateOpen = (text: string, claims: JsonObject) =>
  compile(text, 'oidc').evaluate(
    new ConvertedInput(ask({}, { subject: partner(claims) })).asking('deployer', []),
  );

describe('compileCondition', () => {
  const refused: Readonly<Record<string, readonly [text: string, said: string]>> = {
    'what is no expression': ['claims.ref ==', 'is no CEL expression'],
    'an unknown variable': [
      'claim.ref == "a"',
      'reads "claim", which is no variable | did you mean "claims"?',
    ],
    'an unknown claim': [
      'claims.enviroment == "a"',
      'reads claims.enviroment, and GitHub Actions tokens have no such claim | did you mean "environment"?',
    ],
    'an unknown claim by index': ['claims["enviroment"] == "a"', 'reads claims.enviroment, and GitHub'],
    'an unknown claim in has': ['has(claims.enviroment)', 'reads claims.enviroment, and GitHub'],
    'an unknown member of the workload': [
      'workload.kee == "a"',
      'reads workload.kee, which does not exist | did you mean "key"?',
    ],
    'an unknown member of the request': [
      'request.scope == "a"',
      'reads request.scope, which does not exist | did you mean "scopes"?',
    ],
    'a member of a string': [
      'claims.ref.name == "a"',
      'reads claims.ref.name, and what it reads from is a string',
    ],
    'an unknown function': [
      'claims.ref.startWith("a")',
      'calls "startWith", which is no function | did you mean "startsWith"?',
    ],
    'an argument of another type': ['claims.ref.startsWith(1)', 'startsWith does not take string and int'],
    'a sum of types': ['claims.ref + 1 == "a"', '+ does not take string and int'],
    'a comparison that can never hold': [
      'claims.run_attempt == 1',
      'compares a string with a int, which are never equal | types never convert',
    ],
    'a list that can never hold it': [
      'claims.run_attempt in [1, 2]',
      'looks for a string among ints, which are never equal',
    ],
    'a result that is no boolean': ['claims.ref', 'gives a string, not true or false'],
    'a number for a result': ['size(claims.ref)', 'gives a int, not true or false'],
    'a string as a condition': ['claims.ref && true', 'joins a string with &&, which takes true and false'],
    'a string to choose by': ['claims.ref ? true : false', 'chooses by a string, not by true or false'],
    'a loop over a string': ['claims.ref.all(c, true)', 'loops over a string, which has no elements'],
    'a loop variable that hides another': [
      '[1].all(claims, true)',
      'names a loop variable "claims", which is taken',
    ],
    'a name looked up in a list': ['request.scopes["a"] == "b"', 'looks a name up in a list'],
    'a message': [
      'google.protobuf.Timestamp{seconds: 1} == now',
      'builds a message, "google.protobuf.Timestamp"',
    ],
    'a pattern that is not RE2': ['claims.ref.matches("(?=a)")', 'has a pattern that is not RE2'],
    'a pattern from a token': ['claims.ref.matches(claims.sha)', 'takes a pattern from a value'],
    'a moment that is none': [
      'now < timestamp("tomorrow")',
      'has no timestamp in "tomorrow" | write it like',
    ],
    'a span that is none': ['now + duration("1 day") < now', 'has no duration in "1 day" | write it like'],
    'a text past the limit': [
      `claims.ref == "${'a'.repeat(CONDITION_LIMITS.length)}"`,
      'has more than 2000 characters',
    ],
    'brackets past the limit': [`${'('.repeat(100)}true${')'.repeat(100)}`, 'has more than 64 brackets'],
    'parts past the limit': [Array(250).fill('true').join('||'), 'has more than 400 parts'],
    'depth past the limit': [`${'['.repeat(40)}${']'.repeat(40)} == []`, 'is nested more than 32 deep'],
    'loops past the limit': [
      '[1].all(a, [1].all(b, [1].all(c, true)))',
      'has more than 2 loops inside one another',
    ],
  };
  for (const [what, [text, expected]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expect(said(text).join('\n')).to.contain(expected));
  }

  for (const text of [
    'claims.run_attempt == "1"',
    'claims["run_attempt"] in ["1", "2"]',
    'has(claims.environment) && claims.environment != "production"',
    'claims.ref.startsWith("refs/heads/") || claims.ref.matches("^refs/tags/v[0-9]+$")',
    'request.scopes.all(s, s.startsWith("deploy:"))',
    'request.target == "deployer" && request.binding == "dpop"',
    'now < timestamp("2030-01-01T00:00:00Z") && now - timestamp("2020-01-01T00:00:00Z") > duration("1h")',
    'workload.source.repository == "acme/shop" || workload.tenant == "1"',
    'has(request.ip) && request.ip == "10.0.0.1"',
    'claims.exp > 5 && claims.exp - claims.iat <= 3600.0',
    'actor.claims.sub == "agent" && actor.workload.key != ""',
    'claims.repository == workload.source.repository ? true : false',
    'type(claims.ref) == string',
    'claims.repo_property_team == "shop"',
  ]) {
    it(`takes ${text}`, () => expect(said(text)).to.deep.equal([]));
  }

  it('takes any claim where the profile is open', () => {
    expect(said('claims.anything.at.all == 1 && claims.groups.exists(g, g == "a")', 'oidc')).to.deep.equal(
      [],
    );
  });

  it('types nested claims of a profile', () => {
    expect(said('claims["kubernetes.io"].namespace == 1', 'kubernetes').join()).to.contain(
      'compares a string with a int',
    );
  });

  it('never throws', () => {
    const words = fc.constantFrom(
      'claims',
      '.',
      'ref',
      '==',
      '"a"',
      '(',
      ')',
      '[',
      ']',
      '&&',
      '!',
      '1',
      '?',
      ':',
      'in',
      '{',
      '}',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 20 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const compiled = compileCondition(written, profile('oidc'));
        if (!compiled.ok) expect(compiled.error).not.to.be.empty;
      }),
      { numRuns: 500 },
    );
  });

  it('knows which claims it holds to values', () => {
    const { pins } = compile('claims.a == "1" && (claims["b"] in ["2", "3"] && "4" == claims.c.d)', 'oidc');
    expect(pins).to.deep.equal([['a'], ['b'], ['c', 'd']]);
  });

  for (const text of [
    'claims.a == "1" || claims.b == "2"',
    '!(claims.a == "1")',
    'claims.a != "1"',
    'claims.a.startsWith("1")',
    'claims.a == claims.b',
    'claims.a in claims.b',
    'true ? claims.a == "1" : true',
    'workload.key == "1"',
  ]) {
    it(`takes ${text} to hold no claim to a value`, () =>
      expect(compile(text, 'oidc').pins).to.deep.equal([]));
  }
});

describe('Condition.evaluate', () => {
  for (const [text, expected] of [
    ['claims.run_attempt == "1"', true],
    ['claims.run_attempt == "2"', false],
    ['claims.ref.matches("heads/m")', true],
    ['claims.ref.matches("^heads/m")', false],
    ['workload.key == "github-actions:repository_id=123456:environment=production"', true],
    ['workload.source.ref == "refs/heads/main"', true],
    ['request.target == "deployer"', true],
    ['request.scopes == ["deploy:read"]', true],
    ['request.binding == "none"', true],
    ['now == timestamp("2026-09-01T00:00:00Z")', true],
    ['has(request.ip)', false],
    ['has(claims.base_ref) && size(claims) > 5', true],
    ['claims.exists(name, name == "ref")', true],
    ['"ref" in claims && !("constructor" in claims)', true],
  ] as const) {
    it(`gives ${expected} for ${text}`, () =>
      expect(evaluate(text)).to.deep.equal({ ok: true, value: expected }));
  }

  it('reads the address, client and binding of the request', () => {
    const input = ask({ ip: '10.0.0.1', client: 'ci', binding: 'dpop' });
    expect(
      evaluate('request.ip == "10.0.0.1" && request.client == "ci" && request.binding == "dpop"', input),
    ).to.deep.equal({
      ok: true,
      value: true,
    });
  });

  it('reads the actor, when there is one', () => {
    const text = 'actor.issuer == "partner" && actor.claims.sub == "agent"';
    expect(evaluate(text, ask({}, { actor: partner({ sub: 'agent' }) }))).to.deep.equal({
      ok: true,
      value: true,
    });
    expect(evaluate(text)).to.have.property('ok', false);
  });

  for (const [what, text] of [
    ['a missing claim', 'claims.absent == "a"'],
    ['a missing address', 'request.ip != "10.0.0.1"'],
    ['a prototype that is no claim', 'claims.constructor == "a" || claims.__proto__ == "a"'],
  ] as const) {
    it(`gives an error for ${what}`, () => {
      const condition = compile(text, 'oidc');
      const outcome = condition.evaluate(
        new ConvertedInput(ask({}, { subject: job() })).asking('deployer', []),
      );
      expect(outcome).to.have.property('ok', false);
    });
  }

  it('gives an error for what is neither true nor false', () => {
    expect(evaluateOpen('claims.flag', { flag: 'true' })).to.deep.equal({
      ok: false,
      error: 'gives neither true nor false',
    });
    expect(evaluateOpen('claims.flag', { flag: true })).to.deep.equal({ ok: true, value: true });
  });

  it('reads nested claims, lists and numbers as JSON has them', () => {
    const claims = { nested: { deep: [{ n: 1 }] }, n: 1.5, none: null };
    expect(
      evaluateOpen('claims.nested.deep[0].n == 1 && claims.n == 1.5 && claims.none == null', claims),
    ).to.deep.equal({
      ok: true,
      value: true,
    });
  });

  /** Sixteen kilobytes of claims, in the shapes that cost most. */
  const ones = Array(8000).fill(1);
  const long = 'a'.repeat(16_000);
  const hostile: Readonly<Record<string, readonly [text: string, claims: JsonObject]>> = {
    'loops in loops without a call': ['claims.l.all(a, claims.l.all(b, true))', { l: ones }],
    'loops in loops that compare': ['claims.l.exists(a, claims.l.exists(b, a + b == 3.5))', { l: ones }],
    'a loop over long texts': ['claims.l.all(a, claims.s.contains(claims.s))', { l: ones, s: long }],
    'a loop that puts texts together': [
      'claims.l.map(a, claims.s + claims.s).all(t, t != "")',
      { l: ones, s: long },
    ],
    'a loop that counts characters': ['claims.l.all(a, size(claims.s) > 0)', { l: ones, s: long }],
    'a loop that compares lists': ['claims.l.all(a, claims.l == claims.l)', { l: ones }],
    'a loop that looks through a list': ['claims.l.all(a, 2.0 in claims.l || true)', { l: ones }],
    'a list that grows': ['claims.l.map(a, a).map(a, a) == claims.l', { l: ones }],
    'a loop of patterns': ['claims.l.all(a, claims.s.matches("(a+)+b") || true)', { l: ones, s: long }],
    'patterns on a long text': [Array(30).fill('claims.s.matches("(a|a)*b")').join(' || '), { s: long }],
    'a pattern of many steps': ['claims.s.matches("(a?){450}b")', { s: long }],
    'an error that is absorbed': ['claims.l.all(a, claims.l.all(b, true)) || true', { l: ones }],
    'an error that is absorbed in a loop': [
      '[1, 2].exists(x, claims.l.all(a, claims.s.contains(claims.s)) || true)',
      { l: ones, s: long },
    ],
  };
  for (const [what, [text, claims]] of Object.entries(hostile)) {
    it(`stops ${what}`, () =>
      expect(evaluateOpen(text, claims)).to.deep.equal({ ok: false, error: COST_EXCEEDED }));
  }

  it('leaves what an honest condition costs', () => {
    const groups = Array.from({ length: 200 }, (_, index) => `group-${index}`);
    expect(evaluateOpen('claims.groups.exists(g, g.matches("^group-1[0-9]+$"))', { groups })).to.deep.equal({
      ok: true,
      value: true,
    });
  });

  it('counts each evaluation by itself', () => {
    const condition = compile('claims.l.all(a, claims.l.all(b, true))', 'oidc');
    const run = (l: readonly number[]) =>
      condition.evaluate(new ConvertedInput(ask({}, { subject: partner({ l }) })).asking('deployer', []));
    expect(run(ones)).to.have.property('ok', false);
    expect(run([1, 2])).to.deep.equal({ ok: true, value: true });
  });
});
