import { profileOf } from '@cambio/claims';
import type { JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { Memo } from '../../src/compile/memo.ts';
import type { MatcherForm } from '../../src/document/matcher-form.ts';
import { describeMatcher, holds, type Matcher } from '../../src/matcher/matcher.ts';

const profile = profileOf('oidc');
if (profile === undefined) throw new Error('there is no profile oidc');
const provider = new Memo().provider(profile);

function compiled(form: MatcherForm): Matcher {
  const condition = provider.entry('claim', form);
  if (!condition.ok) throw new Error(condition.error.message);
  return condition.value.matcher;
}

const test = (form: MatcherForm, found: JsonValue | undefined) => holds(compiled(form), found);

describe('holds', () => {
  const table: readonly (readonly [
    form: MatcherForm,
    holding: readonly JsonValue[],
    others: readonly JsonValue[],
  ])[] = [
    ['a', ['a'], ['A', 'a ', '', ['a'], { a: 'a' }, null, true, 1]],
    ['1', ['1'], [1, '01', true]],
    [1, [1], ['1', true, 1.5, [1]]],
    [true, [true], ['true', 1, false]],
    ['a*', ['a*'], ['ab', 'a']],
    ['', [''], [' ', null, false, 0]],
    [
      ['a', 1],
      ['a', 1],
      ['1', 'b', ['a'], ['a', 1]],
    ],
    [{ prefix: 'refs/' }, ['refs/', 'refs/heads'], ['ref', 'xrefs/', ['refs/'], 1]],
    [{ glob: 'refs/*' }, ['refs/a'], ['refs/a/b', ['refs/a']]],
    [{ regex: 'a+' }, ['aa'], ['ba', ['a'], null]],
    [{ contains: 'a' }, [['a'], ['b', 'a']], ['a', ['b'], [['a']], { a: 1 }, []]],
    [{ contains: 1 }, [[1]], [['1'], 1]],
    [{ exists: true }, ['', 0, false, null, [], {}], []],
    [{ exists: false }, [], ['', 0, false, null, [], {}]],
    [{ not: 'a' }, ['b', 1, null, ['a']], ['a']],
    [{ not: ['a', 'b'] }, ['c'], ['a', 'b']],
    [{ not: { prefix: 'a' } }, ['b', 1], ['ab']],
    [{ not: { not: 'a' } }, ['a'], ['b']],
    [{ not: { exists: false } }, ['a'], []],
  ];
  for (const [form, holding, others] of table) {
    for (const found of holding) {
      it(`${JSON.stringify(form)} holds for ${JSON.stringify(found)}`, () =>
        expect(test(form, found)).to.equal(true));
    }
    for (const found of others) {
      it(`${JSON.stringify(form)} does not hold for ${JSON.stringify(found)}`, () => {
        expect(test(form, found)).to.equal(false);
      });
    }
  }

  const scalar = fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean());
  const { form } = fc.letrec<{ form: MatcherForm }>((tie) => ({
    form: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(scalar, { minLength: 1, maxLength: 4 }),
      fc.record({ prefix: fc.string({ minLength: 1 }) }),
      fc.record({ glob: fc.string({ minLength: 1 }) }),
      fc.constantFrom({ regex: 'a+' }, { exists: true }),
      fc.record({ contains: scalar }),
      fc.record({ not: tie('form') }),
    ),
  }));
  const found = fc.oneof(
    scalar,
    fc.constant(null),
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(fc.string(), scalar),
  );

  it('holds for a missing claim under exists: false alone', () => {
    expect(test({ exists: false }, undefined)).to.equal(true);
    fc.assert(fc.property(form, (any) => !test(any, undefined)));
  });

  it('is turned round by not, for every claim that is present', () => {
    fc.assert(fc.property(form, found, (any, value) => test({ not: any }, value) !== test(any, value)));
  });

  it('holds for a list when it does for one of its values', () => {
    const values = fc.array(scalar, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(values, fc.oneof(found, scalar), (list, value) => {
        expect(test(list, value)).to.equal(list.some((one) => test(one, value)));
      }),
    );
  });

  it('never takes a value of one type for one of another', () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        fc.pre(typeof a !== typeof b);
        expect(test(a, b)).to.equal(false);
      }),
    );
  });

  it('is the same for a prefix and the glob of it, on text without separators', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 6 });
    fc.assert(
      fc.property(plain, plain, (start, text) => {
        fc.pre(start !== '');
        expect(test({ prefix: start }, text)).to.equal(test({ glob: `${start}*` }, text));
      }),
    );
  });
});

describe('describeMatcher', () => {
  for (const [form, expected] of [
    ['production', 'equals "production"'],
    [['a', 1], 'is one of "a", 1'],
    [Array.from({ length: 10 }, (_, index) => index), 'is one of 0, 1, 2, 3, 4, 5, 6, 7 and 2 more'],
    [{ prefix: 'refs/' }, 'starts with "refs/"'],
    [{ glob: 'a*' }, 'matches the glob "a*"'],
    [{ regex: 'a+' }, 'matches /a+/ as a whole'],
    [{ contains: 'a' }, 'contains "a"'],
    [{ exists: true }, 'is present'],
    [{ exists: false }, 'is absent'],
    [{ not: 'a' }, 'is present, and not: equals "a"'],
  ] as const) {
    it(`says of ${JSON.stringify(form)} that it ${expected}`, () => {
      expect(describeMatcher(compiled(form))).to.equal(expected);
    });
  }
});
