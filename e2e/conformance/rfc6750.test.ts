import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { z } from 'zod';
import { type Administration, openAdministration } from './admin.ts';
import { createProver } from './prover.ts';
import { API } from './trust.ts';

const Problem = z.strictObject({
  type: z.string().startsWith('urn:cambio:problem:'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  reason: z.string(),
});

describe('RFC 6750, access tokens at the admin API', () => {
  let acme: Administration;
  before(async () => {
    acme = await openAdministration();
  });
  after(() => acme.close());

  /** Status, and the errors of the challenges. Every refusal is problem details, and nobody keeps it. */
  async function refusalOf(response: Response): Promise<readonly [number, string | undefined]> {
    expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(response.headers.get('cache-control')).to.equal('no-store');
    expect(Problem.parse(await response.json()).status).to.equal(response.status);
    return [response.status, /error="(\w+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1]];
  }

  it('OA-25 takes an access token from the header alone, and from one header', async () => {
    const token = await acme.adminToken();
    expect((await acme.call('trust', { token })).status).to.equal(200);
    const inQuery = `${acme.admin}/v1/trust?access_token=${token}`;
    expect(await refusalOf(await fetch(inQuery))).to.deep.equal([401, undefined]);
    const twice = await acme.call(`trust?access_token=${token}`, { token });
    expect(await refusalOf(twice)).to.deep.equal([400, 'invalid_request']);
    const inForm = await fetch(`${acme.admin}/v1/revocations`, {
      method: 'POST',
      body: new URLSearchParams({ access_token: token }),
    });
    expect(await refusalOf(inForm)).to.deep.equal([401, undefined]);
  });

  it('OA-26 challenges who comes without a token, and tells of no error', async () => {
    for (const path of ['trust', 'decisions', 'decisions/x']) {
      expect(await refusalOf(await fetch(`${acme.admin}/v1/${path}`))).to.deep.equal([401, undefined]);
    }
  });

  it('SB-07: writes no token to its log', async () => {
    const token = await acme.adminToken();
    await acme.call('trust', { token });
    await acme.call(`trust?access_token=${token}`, { token });
    await acme.call('revocations', { token, body: { token: 'x', reason: 'Nothing to do with anybody' } });
    await acme.gateway.log.find(z.looseObject({ msg: z.literal('tokens revoked') }));
    expect(JSON.stringify(acme.gateway.log.lines)).not.to.contain(token);
  });

  it('takes no token but its own for itself', async () => {
    const others = {
      'of another audience': await acme.grant({ audience: API }),
      'of the platform': await acme.jobs.issue({ aud: acme.admin }),
      'of nobody': 'x',
    };
    for (const [what, token] of Object.entries(others)) {
      expect(await refusalOf(await acme.call('trust', { token })), what).to.deep.equal([
        401,
        'invalid_token',
      ]);
    }
  });

  it('takes a token no longer than it is active', async () => {
    const token = await acme.adminToken();
    expect((await acme.call('trust', { token })).status).to.equal(200);
    const revoked = await fetch(`${acme.gateway.issuer}/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
    });
    expect(revoked.status).to.equal(200);
    expect(await refusalOf(await acme.call('trust', { token }))).to.deep.equal([401, 'invalid_token']);
  });

  it('takes a bound token with a proof by its key for this very request, and not otherwise', async () => {
    const atToken = await createProver(`${acme.gateway.issuer}/token`);
    const token = await acme.adminToken('trust:read', { dpop: await atToken.prove() });
    const url = `${acme.admin}/v1/trust`;
    const ath = createHash('sha256').update(token).digest('base64url');
    const call = async (claims: object, authorization = `DPoP ${token}`) => {
      const dpop = await atToken.prove({ htu: url, htm: 'GET', ath, ...claims });
      return acme.call('trust', { headers: { authorization, dpop } });
    };
    expect((await call({})).status).to.equal(200);
    expect(await refusalOf(await call({}, `Bearer ${token}`))).to.deep.equal([401, 'invalid_token']);
    for (const claims of [{ ath: 'x' }, { htu: acme.admin }, { htm: 'POST' }]) {
      expect(await refusalOf(await call(claims))).to.deep.equal([401, 'invalid_dpop_proof']);
    }
  });
});
