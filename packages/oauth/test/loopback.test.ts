import { expect } from 'chai';
import { isLoopback } from '../src/index.ts';

describe('isLoopback', () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    '127.8.9.10',
    '[::1]',
    'localhost:8080',
    '127.0.0.1:1',
    '[::1]:443',
  ]) {
    it(`takes ${host}`, () => {
      expect(isLoopback(host)).to.equal(true);
    });
  }

  for (const host of [
    '',
    '0.0.0.0',
    '[::]',
    '::1',
    '127.1',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil.localhost',
    'LOCALHOST',
    'localhost:',
    'localhost:80:80',
    '127.0.0.1\n',
    'user@localhost',
  ]) {
    it(`does not take ${JSON.stringify(host)}`, () => {
      expect(isLoopback(host)).to.equal(false);
    });
  }
});
