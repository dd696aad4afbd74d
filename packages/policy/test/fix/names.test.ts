import type { JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import type { Fix } from '../../src/index.ts';
import { changed, errorsOf, GITHUB, load, mapping, SHOP } from '../acme.ts';

type Changes = Readonly<Record<string, JsonValue | undefined>>;

/** The fixes of a mapping with members replaced. */
function fixesOf(changes: Changes) {
  return errorsOf(mapping(changes)).flatMap(({ rule, fix }) => (fix === undefined ? [] : [[rule, fix]]));
}

const { match, grant } = SHOP;

describe('misspelt names', () => {
  for (const [what, changes, rule, fix] of [
    [
      'members',
      { ownr: 'x', owner: undefined },
      'unknown-member',
      { kind: 'rename', path: ['ownr'], name: 'owner' },
    ],
    [
      'members of members',
      { grant: { ...grant, lifetim: '5m', lifetime: undefined } },
      'unknown-member',
      { kind: 'rename', path: ['grant', 'lifetim'], name: 'lifetime' },
    ],
    [
      'words of a choice',
      { grant: { ...grant, binding: 'requird' } },
      'schema',
      { kind: 'set', path: ['grant', 'binding'], value: 'required' },
    ],
    [
      'claims of the provider',
      { match: { ...match, environmnt: 'x', environment: undefined } },
      'unknown-claim',
      { kind: 'rename', path: ['match', 'environmnt'], name: 'environment' },
    ],
    [
      'claims of an actor',
      { delegation: { actors: [{ issuer: 'github', match: { ...match, repositry: 'x' } }] } },
      'unknown-claim',
      { kind: 'rename', path: ['delegation', 'actors', 0, 'match', 'repositry'], name: 'repository' },
    ],
  ] as readonly [string, Changes, string, Fix][]) {
    it(`are mended in ${what}`, () => {
      expect(fixesOf(changes)).to.deep.include([rule, fix]);
    });
  }

  it('are mended in the kind', () => {
    const [found] = load(changed(GITHUB, { kind: 'Isuer' })).diagnostics;
    expect(found?.fix).to.deep.equal({ kind: 'set', path: ['kind'], value: 'Issuer' });
  });

  for (const [what, changes] of [
    ['a member that is there as well', { ownr: 'x' }],
    ['a claim that is matched as well', { match: { ...match, environmnt: 'x' } }],
    ['a name as near to one as to another', { match: { ...match, ref_: 'x' } }],
    ['a name like none', { zzzzzz: 1 }],
    ['an issuer', { issuer: 'githib' }],
    ['a target', { target: 'deploier' }],
    ['a scope', { grant: { ...grant, scopes: ['deploy:reed'] } }],
    ['a claim in a template', { grant: { ...grant, subject: '{repositry_id}' } }],
  ] as const) {
    it(`are left to people in ${what}`, () => {
      const found = errorsOf(mapping(changes));
      expect(found).not.to.deep.equal([]);
      expect(found.filter(({ fix }) => fix !== undefined)).to.deep.equal([]);
    });
  }
});
