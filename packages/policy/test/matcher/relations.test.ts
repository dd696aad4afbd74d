import { lookUp } from '@cambio/claims';
import type { JsonObject, JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { excludes } from '../../src/matcher/excludes.ts';
import { compileGlob } from '../../src/matcher/glob.ts';
import { implies, impliesAll } from '../../src/matcher/implies.ts';
import { type ClaimCondition, holds, type Matcher } from '../../src/matcher/matcher.ts';
import { compileRegex } from '../../src/matcher/regex.ts';

const scalar = fc.constantFrom('a', 'ab', 'a/b', 'b', '', 1, true, '1');
const pattern = fc.constantFrom('*', '**', 'a*', 'a/*', '?', 'ab', 'b**', 'a?');
const start = fc.constantFrom('a', 'ab', 'a/', 'b');

function regex(source: string): Matcher {
  const compiled = compileRegex(source);
  if (!compiled.ok) throw new Error(compiled.error);
  return { kind: 'regex', pattern: source, regex: compiled.value };
}

const matcher: fc.Arbitrary<Matcher> = fc.letrec<{ matcher: Matcher }>((tie) => ({
  matcher: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar.map((value): Matcher => ({ kind: 'equals', value })),
    fc
      .array(scalar, { minLength: 1, maxLength: 3 })
      .map((values): Matcher => ({ kind: 'oneOf', values: new Set(values) })),
    start.map((prefix): Matcher => ({ kind: 'prefix', prefix })),
    pattern.map((text): Matcher => ({ kind: 'glob', pattern: text, glob: compileGlob(text) })),
    fc.constantFrom('a|b', '.*', 'a.').map(regex),
    scalar.map((value): Matcher => ({ kind: 'contains', value })),
    fc.boolean().map((present): Matcher => ({ kind: 'exists', present })),
    tie('matcher').map((inner): Matcher => ({ kind: 'not', inner })),
  ),
})).matcher;

/** Values that tell the matchers above apart. */
const VALUES: readonly (JsonValue | undefined)[] = [
  ...['a', 'ab', 'a/b', 'a/bc', 'b', 'b/c/d', '', '1', 'c', 'abc'],
  ...[1, 2, true, false, null, undefined, [], ['a'], ['b', 1], {}, { b: 'a' }],
];

const path = fc.constantFrom<ClaimCondition['path']>(
  { text: 'a', segments: ['a'] },
  { text: '/a', segments: ['a'] },
  { text: '/a/b', segments: ['a', 'b'] },
  { text: 'b', segments: ['b'] },
);
const condition: fc.Arbitrary<ClaimCondition> = fc.record({ path, matcher });

/** Claims that the conditions above can be about. */
const CLAIMS: readonly JsonObject[] = VALUES.flatMap((a) =>
  ['a', undefined].map((b) => ({ ...(a !== undefined && { a }), ...(b !== undefined && { b }) })),
);

const satisfied = (claims: JsonObject) => (each: ClaimCondition) =>
  holds(each.matcher, lookUp(claims, each.path));

describe('implies', () => {
  it('is right: what satisfies the first satisfies the second', () => {
    let count = 0;
    fc.assert(
      fc.property(matcher, matcher, (a, b) => {
        if (!implies(a, b)) return;
        count++;
        for (const value of VALUES)
          if (holds(a, value)) expect(holds(b, value), JSON.stringify(value)).to.equal(true);
      }),
      { numRuns: 3000 },
    );
    expect(count).to.be.greaterThan(100);
  });

  it('holds of every matcher and itself', () => {
    fc.assert(fc.property(matcher, (a) => implies(a, a)));
  });

  it('holds of all conditions and some of them, in any order', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), fc.nat(4), (conditions, count) => {
        expect(impliesAll(conditions, [...conditions].reverse().slice(0, count))).to.equal(true);
      }),
    );
  });

  it('is right of conditions: no token satisfies the first and not the second', () => {
    const conditions = fc.array(condition, { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(conditions, conditions, (some, others) => {
        if (!impliesAll(some, others)) return;
        for (const claims of CLAIMS) {
          if (some.every(satisfied(claims))) expect(others.every(satisfied(claims))).to.equal(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  for (const [a, b, expected] of [
    [{ kind: 'equals', value: 'a' }, { kind: 'oneOf', values: new Set(['a', 'b']) }, true],
    [{ kind: 'oneOf', values: new Set(['a', 'b']) }, { kind: 'equals', value: 'a' }, false],
    [{ kind: 'prefix', prefix: 'refs/heads/' }, { kind: 'prefix', prefix: 'refs/' }, true],
    [{ kind: 'prefix', prefix: 'refs/' }, { kind: 'glob', pattern: '**', glob: compileGlob('**') }, true],
    [{ kind: 'equals', value: 'x' }, { kind: 'exists', present: true }, true],
    [{ kind: 'equals', value: 'x' }, { kind: 'not', inner: { kind: 'equals', value: 'y' } }, true],
  ] as readonly [Matcher, Matcher, boolean][]) {
    it(`is ${expected} of ${a.kind} and ${b.kind}`, () => {
      expect(implies(a, b)).to.equal(expected);
    });
  }
});

describe('excludes', () => {
  it('is right: no token satisfies both', () => {
    let count = 0;
    fc.assert(
      fc.property(condition, condition, (a, b) => {
        if (!excludes(a, b)) return;
        count++;
        for (const claims of CLAIMS) {
          expect(satisfied(claims)(a) && satisfied(claims)(b), JSON.stringify(claims)).to.equal(false);
        }
      }),
      { numRuns: 3000 },
    );
    expect(count).to.be.greaterThan(100);
  });

  it('is the same whichever comes first', () => {
    fc.assert(fc.property(condition, condition, (a, b) => excludes(a, b) === excludes(b, a)));
  });

  it('finds every pair of exact conditions on a claim without a value in common', () => {
    const values = fc.uniqueArray(scalar, { minLength: 1 });
    const at = { text: 'a', segments: ['a'] };
    const exact = (list: readonly (string | number | boolean)[]): ClaimCondition => ({
      path: at,
      matcher: { kind: 'oneOf', values: new Set(list) },
    });
    fc.assert(
      fc.property(values, values, (some, others) => {
        expect(excludes(exact(some), exact(others))).to.equal(!some.some((each) => others.includes(each)));
      }),
    );
  });

  for (const [a, b] of [
    ['refs/heads/', 'refs/tags/'],
    ['acme', 'b'],
  ]) {
    it(`tells texts that start with ${a} from those that start with ${b}, as glob or prefix`, () => {
      const at = { text: 'a', segments: ['a'] };
      const prefix: ClaimCondition = { path: at, matcher: { kind: 'prefix', prefix: a ?? '' } };
      const glob: ClaimCondition = {
        path: at,
        matcher: { kind: 'glob', pattern: `${b}*`, glob: compileGlob(`${b}*`) },
      };
      expect(excludes(prefix, glob)).to.equal(true);
    });
  }
});
