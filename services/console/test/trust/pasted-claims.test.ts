import { expect } from 'chai';
import { readPasted } from '../../src/pages/trust/edit/pasted-claims.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('readPasted', () => {
  it('takes claims as they are', () => {
    expect(readPasted(' {"iss":"a"} ')).to.deep.equal({
      ok: true,
      value: { claims: { iss: 'a' }, token: undefined },
    });
  });

  it('takes a token apart, and keeps it', () => {
    const token = `${part({ alg: 'none' })}.${part({ sub: 'größe ≠ 1' })}.x`;
    expect(readPasted(`${token}\n`)).to.deep.equal({
      ok: true,
      value: { claims: { sub: 'größe ≠ 1' }, token },
    });
  });

  for (const text of [
    '',
    'x',
    'a.b',
    'a.b.c',
    'a.b.c.d',
    '{',
    '[]',
    `x.${part([1])}.y`,
    `x.${part('a')}.y`,
  ]) {
    it(`takes ${JSON.stringify(text)} for neither`, () => {
      expect(readPasted(text))
        .to.have.property('error')
        .that.matches(/^These are no claims|^This is neither/);
    });
  }
});
