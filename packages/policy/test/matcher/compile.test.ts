import type { JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import { errorsOf, mapping } from '../acme.ts';

/** What is said of a `match` of the shop's mapping, which pins its repository besides. */
function said(match: Readonly<Record<string, JsonValue>>): readonly string[] {
  const diagnostics = errorsOf(mapping({ match: { repository_id: '123456', ...match } }));
  return diagnostics.map(({ rule, message, hint = '' }) => `${rule}: ${message} | ${hint}`);
}

describe('compileMatch', () => {
  const fine: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {
    'claims that the profile knows': {
      ref: { glob: 'refs/heads/*' },
      event_name: { not: ['pull_request', 'issues'] },
    },
    'a family of claims': { repo_property_team: 'shop' },
    'a pointer to a claim that it does not know': { '/custom': 1, '/nested/deep': { contains: 'a' } },
    'a pointer to a claim that it knows': { '/environment': 'production' },
  };
  for (const [what, match] of Object.entries(fine)) {
    it(`takes ${what}`, () => expect(said(match)).to.deep.equal([]));
  }

  const refused: Readonly<
    Record<string, readonly [match: Readonly<Record<string, JsonValue>>, said: string]>
  > = {
    'a name the profile does not know': [
      { enviroment: 'production' },
      'unknown-claim: GitHub Actions tokens have no claim "enviroment" | did you mean "environment"?',
    ],
    'a name like no other': [
      { tier: 'gold' },
      'unknown-claim: GitHub Actions tokens have no claim "tier" | write it as "/tier" if they do',
    ],
    'a pointer that is none': [
      { '/a~2b': 1 },
      'unknown-claim: "/a~2b" is no JSON Pointer: ~ must be ~0 or ~1 | ',
    ],
    'a pointer to nothing': [{ '/': 1 }, 'unknown-claim: "/" names no claim | '],
    'a number for a string': [
      { run_attempt: 1 },
      'claim-type: run_attempt is a string, and 1 is a number | write "1", in quotes',
    ],
    'a boolean for a string, by pointer': [
      { '/ref_protected': true },
      'claim-type: /ref_protected is a string, and true is a boolean | write "true", in quotes',
    ],
    'a number in a list for a string': [
      { run_attempt: ['1', 2] },
      'claim-type: run_attempt is a string, and 2 is a number | write "2", in quotes',
    ],
    'a string for a number': [
      { iat: '1' },
      'claim-type: iat is a number, and "1" is a string | write it without quotes',
    ],
    'contains for a string': [
      { ref: { contains: 'main' } },
      'claim-type: contains is for an array, and ref is a string | ',
    ],
    'a glob for a number': [
      { iat: { glob: '1*' } },
      'claim-type: glob is for a string, and iat is a number | ',
    ],
    'a wrong type inside not': [
      { run_attempt: { not: 1 } },
      'claim-type: run_attempt is a string, and 1 is a number | write "1", in quotes',
    ],
    'a regex that is none': [{ ref: { regex: '(' } }, 'regex: the regex of ref is not RE2: '],
    'a regex that looks ahead': [{ ref: { regex: '(?=a)' } }, 'regex: the regex of ref is not RE2: '],
  };
  for (const [what, [match, expected]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expect(said(match).join('\n')).to.contain(expected));
  }

  it('matches an array by contains alone', () => {
    const okta = {
      kind: 'Issuer',
      id: 'okta',
      provider: 'okta',
      url: 'https://acme.okta.com/oauth2/default',
      owner: 'o',
    };
    const [diagnostic] = errorsOf(okta, mapping({ issuer: 'okta', match: { groups: 'admins' } }));
    expect(diagnostic).to.include({ rule: 'claim-type', hint: 'write {contains: "admins"}' });
  });

  it('takes any claim, of any type, where the profile is open', () => {
    const open = mapping({
      issuer: 'partner',
      match: { tier: 1, groups: { contains: 'admins' }, constructor: 'x' },
    });
    expect(errorsOf(open)).to.deep.equal([]);
  });
});
