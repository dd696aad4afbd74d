import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalJson } from '../../src/chain/canonical-json.ts';

describe('canonicalJson', () => {
  it('writes the example of RFC 8785 §3.2.2 as §3.2.3 does', () => {
    const value = {
      numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]'),
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).to.equal(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts names by UTF-16 code units, as RFC 8785 §3.2.3 shows', () => {
    const names = ['€', '\r', '\ufb33', '1', '😀', '\u0080', 'ö'];
    const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(text).to.equal('{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"😀":0,"\ufb33":0}');
  });

  it('has members that look like numbers in the order of their text', () => {
    expect(canonicalJson({ 9: 0, 10: 0, a: 0 })).to.equal('{"10":0,"9":0,"a":0}');
  });

  it('escapes half a surrogate pair, keeps __proto__, and leaves out what is undefined', () => {
    expect(canonicalJson('\ud800')).to.equal('"\\ud800"');
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).to.equal('{"__proto__":1}');
    expect(canonicalJson(JSON.parse('{"a":1}', (key, value) => (key === 'a' ? undefined : value)))).to.equal(
      '{}',
    );
  });

  it('says the same as JSON.stringify, and the same however members are ordered', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        const text = canonicalJson(plain);
        expect(JSON.parse(text)).to.deep.equal(plain);
        expect(canonicalJson(reversed(plain))).to.equal(text);
      }),
    );
  });

  it('writes objects with the same names, one after the other, as it would each alone', () => {
    const name = fc.constantFrom('jti', 'sub', 'a', 'b', '9', '10', 'ö', '\ud800', '__proto__');
    const names = fc.uniqueArray(name, { minLength: 1 });
    const values = fc.array(fc.jsonValue(), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(names, fc.array(values, { minLength: 2 }), (members, rows) => {
        for (const row of rows) {
          const entries = members.map(
            (member, index) => `${JSON.stringify(member)}:${JSON.stringify(row[index])}`,
          );
          const value = JSON.parse(`{${entries.join(',')}}`);
          expect(canonicalJson(value)).to.equal(memberByMember(value));
        }
      }),
    );
  });
});

function memberByMember(value: Parameters<typeof canonicalJson>[0]): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(memberByMember).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${memberByMember(member)}`).join(',')}}`;
}

function reversed(value: Parameters<typeof canonicalJson>[0]): Parameters<typeof canonicalJson>[0] {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toReversed();
  return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]));
}
