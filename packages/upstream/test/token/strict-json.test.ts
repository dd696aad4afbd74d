import { expect } from 'chai';
import fc from 'fast-check';
import { type JsonFlaw, parseStrictJson, TOKEN_JSON } from '../../src/token/strict-json.ts';

function flawOf(text: string | Buffer): JsonFlaw | undefined {
  const result = parseStrictJson(Buffer.from(text), TOKEN_JSON);
  return result.ok ? undefined : result.error;
}

describe('parseStrictJson', () => {
  it('gives what JSON.parse gives, for every JSON there is', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false, maxDepth: 8 }), fc.nat(4), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const result = parseStrictJson(Buffer.from(text), { maxDepth: 16, numbers: 'any' });
        // A text with a NUL or a lone surrogate in it is refused for that alone.
        if (/\\u0000|\\ud[89a-f]/.test(text)) return;
        expect(result).to.deep.equal({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('never throws, whatever the bytes, and accepts nothing that JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string().map(Buffer.from), jsonLike()), (bytes) => {
        const result = parseStrictJson(Buffer.from(bytes), TOKEN_JSON);
        if (result.ok) expect(result.value).to.deep.equal(JSON.parse(Buffer.from(bytes).toString('utf8')));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a member given twice, wherever it is put', () => {
    const members = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(members, fc.nat(), fc.nat(), fc.nat(3), (names, which, where, depth) => {
        const once = names.map((name) => `${JSON.stringify(name)}:{"x":1}`);
        const twice = once.toSpliced(where % (names.length + 1), 0, once[which % names.length] ?? '');
        const wrap = (list: readonly string[]) => `${'{"a":['.repeat(depth)}{${list}}${']}'.repeat(depth)}`;
        if (names.some((name) => name.includes('\0'))) return;
        expect(flawOf(wrap(once))).to.equal(undefined);
        expect(flawOf(wrap(twice))).to.equal('duplicate_member');
      }),
    );
  });

  const refused: readonly (readonly [string, string | Buffer, JsonFlaw])[] = [
    ['a member twice', '{"sub":"a","sub":"b"}', 'duplicate_member'],
    ['a member twice, once escaped', '{"sub":"a","\\u0073ub":"b"}', 'duplicate_member'],
    ['a member twice, the first an object', '{"a":{"b":1,"c":2},"a":1}', 'duplicate_member'],
    ['a nested member twice', '{"a":[{"b":1,"b":1}]}', 'duplicate_member'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}', 'duplicate_member'],
    ['seventeen levels', '['.repeat(17) + ']'.repeat(17), 'nesting_too_deep'],
    ['a million levels', '['.repeat(1_000_000), 'nesting_too_deep'],
    ['2^53', '{"n":9007199254740992}', 'imprecise_number'],
    ['a number no double holds', '{"exp":18446744073709551617}', 'imprecise_number'],
    ['an overflow', '{"exp":1e400}', 'imprecise_number'],
    ['a negative overflow', '[-1e400]', 'imprecise_number'],
    ['an underflow', '[1e-400]', 'imprecise_number'],
    ['digits a double drops', '[0.1000000000000000055511151231257827]', 'imprecise_number'],
    ['a byte order mark', '\ufeff{}', 'malformed'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'malformed'],
    ['an overlong encoding', Buffer.from([0x22, 0xc0, 0xa2, 0x22]), 'malformed'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'malformed'],
    ['a NUL', '{"sub":"a\\u0000b"}', 'malformed'],
    ['a NUL in a name', '{"su\\u0000b":1}', 'malformed'],
    ['a lone surrogate', '{"sub":"\\ud800"}', 'malformed'],
    ['an unclosed string', '{"a":"b', 'malformed'],
    ['a string that ends in a backslash', '"\\', 'malformed'],
    ['a trailing comma', '{"a":1,}', 'malformed'],
    ['a comment', '{}//', 'malformed'],
    ['two values', '{}{}', 'malformed'],
    ['nothing', '', 'malformed'],
    ['NaN', 'NaN', 'malformed'],
    ['a leading zero', '01', 'malformed'],
    ['half a number', '[1e]', 'malformed'],
  ];
  for (const [what, text, flaw] of refused) {
    it(`refuses ${what}`, () => expect(flawOf(text)).to.equal(flaw));
  }

  const accepted: readonly (readonly [string, string])[] = [
    ['sixteen levels', '['.repeat(16) + ']'.repeat(16)],
    ['2^53 - 1', '9007199254740991'],
    ['an exact fraction', '0.1'],
    ['a number with an exponent', '[1.8e9,-2.50E+3,1e-7,-0]'],
    ['colons, braces and quotes in strings', '{"a:{":"\\":[{}]\\\\","b":"\\\\\\":"}'],
    ['an escaped pair of surrogates', '"\\ud83d\\ude00"'],
    ['__proto__ once', '{"__proto__":{"iss":"x"}}'],
    ['the same name in two objects', '[{"a":1},{"a":1}]'],
  ];
  for (const [what, text] of accepted) {
    it(`accepts ${what}`, () => expect(flawOf(text)).to.equal(undefined));
  }
});

/** Text made of the characters that JSON is made of. */
function jsonLike(): fc.Arbitrary<Buffer> {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '\\',
    '\\u',
    '0',
    '1e9',
    '-',
    'a',
    'true',
    ' ',
    'é',
    '\0',
  ];
  return fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((list) => Buffer.from(list.join('')));
}
