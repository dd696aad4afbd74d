import { expect } from 'chai';
import fc from 'fast-check';
import { type Ids, idsInKey, installationOf } from '../src/workload-key.ts';
import { anyText } from './arbitrary.ts';

const PUBLIC = { provider: 'gitlab', issuer: 'https://gitlab.com' };
const PRIVATE = { provider: 'kubernetes' };

describe('the key of a workload', () => {
  for (const [title, profile, iss, ids, key] of [
    ['names ids alone for the public issuer', PUBLIC, 'https://gitlab.com', { id: '7' }, 'gitlab:id=7'],
    [
      'names the installation for any other',
      PUBLIC,
      'https://gitlab.acme.example:8443/git',
      { id: '7' },
      'gitlab@gitlab.acme.example%3A8443%2Fgit:id=7',
    ],
    [
      'keeps a scheme that is not https',
      PUBLIC,
      'http://gitlab.com',
      { id: '7' },
      'gitlab@@http%3A%2F%2Fgitlab.com:id=7',
    ],
    ['keeps an issuer without a scheme apart', PUBLIC, 'gitlab.com', { id: '7' }, 'gitlab@@gitlab.com:id=7'],
    ['keeps a missing issuer apart from the public one', PUBLIC, undefined, { id: '7' }, 'gitlab@@:id=7'],
    [
      'names no installation where tokens need no issuer',
      PRIVATE,
      undefined,
      { sub: 'a' },
      'kubernetes:sub=a',
    ],
    ['keeps a final slash', PRIVATE, 'https://a.example/', { sub: 'a' }, 'kubernetes@a.example%2F:sub=a'],
    ['leaves out what has no value', PUBLIC, PUBLIC.issuer, { id: '7', env: undefined }, 'gitlab:id=7'],
    [
      'encodes what could pass for a separator',
      PUBLIC,
      PUBLIC.issuer,
      { id: '7:env=prod', env: 'a@b' },
      'gitlab:id=7%3Aenv%3Dprod:env=a%40b',
    ],
  ] as const) {
    it(title, () => {
      expect(keyOf(profile, iss, ids)).to.equal(key);
    });
  }

  it('never gives one key to two inputs', () => {
    const iss = fc.option(
      fc.oneof(
        fc.constantFrom('https://gitlab.com', 'https://gitlab.com/', 'http://gitlab.com', 'gitlab.com'),
        anyText.map((text) => `https://${text}`),
        anyText.filter((text) => text !== ''),
      ),
      { nil: undefined },
    );
    const id = fc.option(fc.oneof(anyText, fc.constantFrom('1', '1:b=2', '=', ':')), { nil: undefined });
    const input = fc.record({ iss, ids: fc.record({ a: id, b: id }) });
    const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    fc.assert(
      fc.property(input, input, (one, other) => {
        const keys = [one, other].map((given) => keyOf(PUBLIC, given.iss, given.ids));
        expect(keys[0] === keys[1]).to.equal(same(one, other));
      }),
      { numRuns: 2000 },
    );
  });
});

function keyOf(profile: Parameters<typeof installationOf>[0], iss: string | undefined, ids: Ids): string {
  return installationOf(profile, iss) + idsInKey(ids);
}
