import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalName } from '../src/distinguished-name.ts';

const NAME = 'CN=orders,OU=Shop,O=Acme\\, Inc.,C=CH';

describe('a distinguished name', () => {
  const same: readonly [string, string, string][] = [
    ['with attribute types in lower case', NAME, 'cn=orders,ou=Shop,o=Acme\\, Inc.,c=CH'],
    ['with OIDs for attribute types', NAME, '2.5.4.3=orders,2.5.4.11=Shop,2.5.4.10=Acme\\, Inc.,2.5.4.6=CH'],
    ['with spaces around separators', NAME, 'CN = orders, OU = Shop , O=Acme\\, Inc., C=CH'],
    ['with hex for special characters', NAME, 'CN=orders,OU=Shop,O=Acme\\2C Inc.,C=CH'],
    ['with needless escapes', NAME, 'CN=orders,OU=Shop,O=Acme\\,\\20Inc.,C=\\43H'],
    ['with UTF-8 in hex', 'O=Zürich', 'O=Z\\C3\\BCrich'],
    ['with the parts of one RDN in another order', 'UID=7+CN=orders,O=Acme', 'CN=orders+UID=7,O=Acme'],
    ['with a space that is escaped either way', 'CN=a\\ ,O=b', 'CN=a\\20,O=b'],
  ];
  for (const [what, one, other] of same) {
    it(`is the same ${what}`, () => {
      expect(canonicalName(one)).to.be.a('string').and.equal(canonicalName(other));
    });
  }

  const different: readonly [string, string][] = [
    ['of another value', 'CN=orders2,OU=Shop,O=Acme\\, Inc.,C=CH'],
    ['of another case', 'CN=Orders,OU=Shop,O=Acme\\, Inc.,C=CH'],
    ['in another order', 'C=CH,O=Acme\\, Inc.,OU=Shop,CN=orders'],
    ['with one part more', `${NAME},DC=x`],
    ['with one part less', 'CN=orders,OU=Shop,O=Acme\\, Inc.'],
    ['with two parts in one RDN', 'CN=orders+OU=Shop,O=Acme\\, Inc.,C=CH'],
    ['of another type', 'CN=orders,O=Shop,O=Acme\\, Inc.,C=CH'],
    ['with a space inside', 'CN=or ders,OU=Shop,O=Acme\\, Inc.,C=CH'],
    ['with a comma that is no separator', 'CN=orders\\,OU=Shop,O=Acme\\, Inc.,C=CH'],
  ];
  for (const [what, other] of different) {
    it(`is another one ${what}`, () => {
      expect(canonicalName(other)).to.be.a('string').and.not.equal(canonicalName(NAME));
    });
  }

  const none: readonly string[] = [
    '',
    ' ',
    'orders',
    '=orders',
    'CN=',
    'CN= ,O=Acme',
    'CN=orders,',
    ',CN=orders',
    'CN=orders++UID=7',
    'C N=orders',
    '1=orders',
    'CN=#0C066F7264657273',
    'CN="orders"',
    'CN=a;O=b',
    'CN=a<b',
    'CN=a\\',
    'CN=\\FF',
    'CN=a\0b',
  ];
  for (const text of none) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(canonicalName(text)).to.equal(undefined);
    });
  }

  it('keeps whatever its values hold apart from separators', () => {
    const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
        const escaped = (text: string) =>
          [...Buffer.from(text)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
        const canonical = canonicalName(values.map((text) => `CN=${escaped(text)}`).join(','));
        const read: string[][] = JSON.parse(canonical ?? '[]');
        expect(read.map(([one = '']) => JSON.parse(one)[1])).to.deep.equal(values);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(canonicalName(text)).to.satisfy((name: unknown) => name === undefined || name !== '');
      }),
    );
  });
});
