import { expect } from 'chai';
import { createAdminClient } from '../src/index.ts';

describe('the admin client', () => {
  function clientOf(answer: () => Response) {
    const requests: Request[] = [];
    const admin = createAdminClient({
      gateway: 'https://sts.acme.example/eu',
      fetch: async (request) => {
        requests.push(request);
        return answer();
      },
    });
    return { admin, requests };
  }

  it('asks below the issuer URL, with parameters encoded', async () => {
    const { admin, requests } = clientOf(() => Response.json({ decisions: [] }));
    const { data } = await admin.GET('/decisions', { params: { query: { workload: 'a/b&c', limit: 2 } } });
    expect(data).to.deep.equal({ decisions: [] });
    await admin.GET('/decisions/{id}', { params: { path: { id: '../trust' } } });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'GET https://sts.acme.example/eu/admin/v1/decisions?workload=a%2Fb%26c&limit=2',
      'GET https://sts.acme.example/eu/admin/v1/decisions/..%2Ftrust',
    ]);
  });

  it('sends bodies as JSON', async () => {
    const { admin, requests } = clientOf(() => Response.json({}, { status: 201 }));
    await admin.POST('/revocations', { body: { mapping: 'm', reason: 'r' } });
    expect(requests[0]?.headers.get('content-type')).to.equal('application/json');
    expect(await requests[0]?.json()).to.deep.equal({ mapping: 'm', reason: 'r' });
  });

  it('gives a refusal as a value', async () => {
    const problem = { reason: 'scope_missing', status: 403 };
    const headers = { 'content-type': 'application/problem+json' };
    const { admin } = clientOf(() => new Response(JSON.stringify(problem), { status: 403, headers }));
    const { data, error } = await admin.GET('/status');
    expect([data, error]).to.deep.equal([undefined, problem]);
  });
});
