import { err, ok } from '@cambio/oauth';
import type { RevokeToken } from '@cambio/sts';
import { expect } from 'chai';
import { revocationEndpoint } from '../../src/http/revoke.ts';
import { postTo } from './serve-endpoint.ts';

const endpoint = (revokeToken: RevokeToken) =>
  revocationEndpoint({
    revokeToken,
    bodyLimit: 1000,
  });

describe('POST /revoke', () => {
  it('revokes for nobody by name, and answers nothing', async () => {
    const asked: unknown[][] = [];
    const revoke: RevokeToken = async (...question) => {
      asked.push(question);
      return ok(undefined);
    };
    const response = await postTo(endpoint(revoke), 'token=t&token_type_hint=x');
    expect([response.status, await response.text()]).to.deep.equal([200, '']);
    expect(response.headers.get('cache-control')).to.equal('no-store');
    expect(asked).to.deep.equal([['t', undefined]]);
  });

  it('leaves whoever names a client to the service door', async () => {
    const response = await postTo(
      endpoint(async () => ok(undefined)),
      'token=t&client_id=a',
    );
    expect(await response.json()).to.deep.equal({ left: 'token=t&client_id=a' });
  });

  for (const [refusal, status, error] of [
    ['client_required', 401, 'invalid_client'],
    ['unavailable', 503, 'temporarily_unavailable'],
  ] as const) {
    it(`answers ${refusal} with ${status} ${error}`, async () => {
      const response = await postTo(
        endpoint(async () => err(refusal)),
        'token=t',
      );
      expect(response.status).to.equal(status);
      expect(await response.json()).to.include({ error });
    });
  }
});
