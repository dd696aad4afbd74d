import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { readNamedToken } from '../../src/http/named-token.ts';

const missing = err('token is missing.');
const repeated = err('A parameter is given more than once.');

describe('readNamedToken', () => {
  const cases = [
    [{ token: ['t'] }, ok('t')],
    [{ token: ['t'], token_type_hint: ['foo'], other: ['x'] }, ok('t')],
    [{}, missing],
    [{ token: [''] }, missing],
    [{ token: ['t', 't'] }, repeated],
    [{ token: ['t'], token_type_hint: ['a', 'b'] }, repeated],
    [{ token: ['t'], other: ['a', 'a'] }, repeated],
  ] as const;
  for (const [parameters, expected] of cases) {
    it(`reads ${JSON.stringify(parameters)}`, () => {
      expect(readNamedToken(new Map(Object.entries(parameters)))).to.deep.equal(expected);
    });
  }
});
