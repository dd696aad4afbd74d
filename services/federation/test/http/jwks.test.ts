import { expect } from 'chai';
import { jwksEndpoint } from '../../src/http/jwks.ts';
import { sendTo } from './serve-endpoint.ts';

describe('the key set', () => {
  for (const [publishAhead, maxAge] of [
    [2, 1],
    [5, 2],
    [599, 299],
    [600, 300],
    [86_400, 300],
  ] as const) {
    it(`may be kept for ${maxAge} s where keys are published ${publishAhead} s ahead`, async () => {
      const response = await sendTo(
        jwksEndpoint(() => ({ keys: [{ kid: 'k' }] }), publishAhead),
        '/jwks',
      );
      expect(response.headers.get('cache-control')).to.equal(`public, max-age=${maxAge}`);
      expect(response.headers.get('content-type')).to.match(/^application\/jwk-set\+json/);
      expect(await response.json()).to.deep.equal({ keys: [{ kid: 'k' }] });
    });
  }
});
