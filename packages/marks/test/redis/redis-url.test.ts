import { expect } from 'chai';
import fc from 'fast-check';
import { readRedisUrl } from '../../src/redis/redis-url.ts';

const NODE = { host: 'redis', port: 6379 };
const STANDALONE = { tls: false, topology: 'standalone', node: NODE, database: 0 };

describe('readRedisUrl', () => {
  const cases: readonly [string, unknown][] = [
    ['redis://redis', STANDALONE],
    ['redis://redis:6380/3', { ...STANDALONE, node: { host: 'redis', port: 6380 }, database: 3 }],
    ['rediss://redis', { ...STANDALONE, tls: true }],
    ['redis://[::1]:1', { ...STANDALONE, node: { host: '::1', port: 1 } }],
    ['redis://:s%40%2Fcret@redis', { ...STANDALONE, password: 's@/cret' }],
    ['redis://me:secret@redis', { ...STANDALONE, username: 'me', password: 'secret' }],
    [
      'redis+sentinel://a:1,b/main',
      {
        tls: false,
        topology: 'sentinel',
        nodes: [
          { host: 'a', port: 1 },
          { host: 'b', port: 26379 },
        ],
        master: 'main',
      },
    ],
    [
      'rediss+cluster://me:x@a:1,[::1]',
      {
        tls: true,
        topology: 'cluster',
        nodes: [
          { host: 'a', port: 1 },
          { host: '::1', port: 6379 },
        ],
        username: 'me',
        password: 'x',
      },
    ],
  ];
  for (const [url, expected] of cases) {
    it(`reads ${url}`, () => expect(readRedisUrl(url)).to.deep.equal(expected));
  }

  const refused = [
    '',
    'redis:redis',
    'redis://',
    'redis://a,b',
    'redis://a:port',
    'redis://a/name',
    'redis://a?x=1',
    'redis://a:1,b:2/0',
    'redis+sentinel://a:1',
    'redis+sentinel://a,,b/m',
    'redis+cluster://a:1/0',
    'redis+other://a',
    'redis://%zz@a',
    'http://a',
  ];
  for (const url of refused)
    it(`does not read ${url || 'nothing'}`, () => expect(readRedisUrl(url)).to.equal(undefined));

  it('reads any password that is percent-encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (password) => {
        const read = readRedisUrl(`redis://me:${encodeURIComponent(password)}@redis`);
        expect(read).to.include({ username: 'me', password });
      }),
    );
  });
});
