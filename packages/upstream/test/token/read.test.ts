import { expect } from 'chai';
import fc from 'fast-check';
import { createTokenReader } from '../../src/token/read.ts';
import { token } from '../fixture.ts';

const read = createTokenReader(4096);

function reasonOf(text: string): string | undefined {
  const result = read(text);
  return result.ok ? undefined : result.error.reason;
}

function encode(part: string | Buffer): string {
  return Buffer.from(part).toString('base64url');
}

const HEADER = encode('{"alg":"RS256"}');
const PAYLOAD = encode('{"iss":"a"}');

describe('token reader', () => {
  it('takes a token apart', async () => {
    const compact = await token();
    const result = read(compact);
    if (!result.ok) expect.fail(result.error.detail);
    const [header, payload, signature] = compact.split('.');
    expect(result.value.header.kid).to.equal('key-1');
    expect(result.value.payload.sub).to.equal('job-7');
    expect(result.value.signingInput).to.equal(`${header}.${payload}`);
    expect(result.value.signature).to.equal(signature);
  });

  it('does not mix up tokens read one after the other', () => {
    const first = read(`${HEADER}.${PAYLOAD}.AAAA`);
    read(`${encode('{"alg":"ES256"}')}.${encode('{"iss":"other"}')}.BBBB`);
    if (!first.ok) expect.fail(first.error.detail);
    expect(first.value.payload).to.deep.equal({ iss: 'a' });
    expect(first.value.signature).to.equal('AAAA');
    expect(first.value.signingInput).to.equal(`${HEADER}.${PAYLOAD}`);
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['nothing', '', 'malformed_token'],
    ['no dot', 'abc', 'malformed_token'],
    ['two parts', `${HEADER}.${PAYLOAD}`, 'malformed_token'],
    ['four parts', `${HEADER}.${PAYLOAD}.AA.AA`, 'malformed_token'],
    ['a JWE of five parts', `${HEADER}.${PAYLOAD}.AA.AA.AA`, 'malformed_token'],
    ['dots alone', '..', 'malformed_token'],
    ['an empty header', `.${PAYLOAD}.AA`, 'malformed_token'],
    ['an empty payload', `${HEADER}..AA`, 'malformed_token'],
    ['an empty signature', `${HEADER}.${PAYLOAD}.`, 'malformed_token'],
    ['a trailing dot', `${HEADER}.${PAYLOAD}.AA.`, 'malformed_token'],
    ['padding', `${HEADER}.${PAYLOAD}.AA==`, 'malformed_token'],
    ['a plus', `${HEADER}.${PAYLOAD}.A+AA`, 'malformed_token'],
    ['a slash', `${HEADER}.${PAYLOAD}.A/AA`, 'malformed_token'],
    ['a blank', `${HEADER}.${PAYLOAD}.AA AA`, 'malformed_token'],
    ['a blank in front', ` ${HEADER}.${PAYLOAD}.AA`, 'malformed_token'],
    ['a line feed at the end', `${HEADER}.${PAYLOAD}.AA\n`, 'malformed_token'],
    ['a non-ASCII character', `${HEADER}.${PAYLOAD}.AAÀA`, 'malformed_token'],
    ['a character that looks like one after cutting', `${HEADER}.${PAYLOAD}.AA\u0141A`, 'malformed_token'],
    ['one character too many', `${HEADER}.${PAYLOAD}.AAAAA`, 'malformed_token'],
    ['stray bits in the last of two', `${HEADER}.${PAYLOAD}.AB`, 'malformed_token'],
    ['stray bits in the last of three', `${HEADER}.${PAYLOAD}.AAB`, 'malformed_token'],
    ['flattened JSON serialization', `{"protected":"${HEADER}","payload":"${PAYLOAD}"}`, 'malformed_token'],
    ['JSON that hides a compact token', `{"x":".${HEADER}.${PAYLOAD}.AA"}`, 'malformed_token'],
    ['more than the limit', `${HEADER}.${PAYLOAD}.${'A'.repeat(4096)}`, 'token_too_large'],
    ['a header that is no JSON', `${encode('{alg}')}.${PAYLOAD}.AA`, 'malformed_token'],
    ['a header that is a list', `${encode('[]')}.${PAYLOAD}.AA`, 'malformed_token'],
    [
      'a header with a member twice',
      `${encode('{"alg":"RS256","alg":"none"}')}.${PAYLOAD}.AA`,
      'duplicate_member',
    ],
    ['a payload that is text', `${HEADER}.${encode('"a"')}.AA`, 'malformed_token'],
    ['a payload that is a list', `${HEADER}.${encode('[{}]')}.AA`, 'malformed_token'],
    ['a payload that is null', `${HEADER}.${encode('null')}.AA`, 'malformed_token'],
    ['a payload that is a token', `${HEADER}.${encode(`${HEADER}.${PAYLOAD}.AA`)}.AA`, 'malformed_token'],
    ['a payload with a member twice', `${HEADER}.${encode('{"aud":"a","aud":"b"}')}.AA`, 'duplicate_member'],
    [
      'a payload too deep',
      `${HEADER}.${encode(`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`)}.AA`,
      'nesting_too_deep',
    ],
    ['an imprecise number', `${HEADER}.${encode('{"exp":9223372036854775808}')}.AA`, 'imprecise_number'],
    ['a payload in UTF-16', `${HEADER}.${encode(Buffer.from('{"a":1}', 'utf16le'))}.AA`, 'malformed_token'],
  ];
  for (const [what, text, reason] of refused) {
    it(`refuses ${what}`, () => expect(reasonOf(text)).to.equal(reason));
  }

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), tokenLike()), (text) => {
        expect(read(text)).to.have.property('ok');
      }),
      { numRuns: 3000 },
    );
  });

  it('accepts one text alone for what it means: a changed character is refused or means something else', () => {
    const compact = `${HEADER}.${PAYLOAD}.${encode(Buffer.alloc(256, 7))}`;
    const before = read(compact);
    fc.assert(
      fc.property(
        fc.nat(compact.length - 1),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (at, character) => {
          const changed = compact.slice(0, at) + character + compact.slice(at + 1);
          if (changed !== compact) expect(read(changed)).to.not.deep.equal(before);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

function tokenLike(): fc.Arbitrary<string> {
  const part = fc.oneof(
    fc.json().map(encode),
    fc.uint8Array().map((bytes) => encode(Buffer.from(bytes))),
    fc.base64String(),
    fc.constant(HEADER),
  );
  return fc.array(part, { minLength: 2, maxLength: 5 }).map((parts) => parts.join('.'));
}
