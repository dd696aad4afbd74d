import { createDpopKey, createNonces, makeDpopProof } from '@cambio/binding';
import { expect } from 'chai';
import { NOW } from '../resource-server/issuer.ts';
import { PUBLIC_URL, proofBy } from '../resource-server/proof.ts';
import { type Answer, type Call, call } from './call.ts';
import { CLIENT } from './certificates.ts';
import {
  ALGS,
  challengeOf,
  describeServices,
  expectRefusal,
  type ServeOptions,
  thumbprintOf,
} from './service-under-test.ts';

describeServices(' and DPoP', ({ issuer, key, serve, ask, boundToken }) => {
  async function withProof(
    token: string,
    proof: string,
    more: Partial<Call> = {},
    options: ServeOptions = {},
  ): Promise<Answer> {
    const service = await serve(options);
    return call(service.url, { headers: ['authorization', `DPoP ${token}`, 'dpop', proof], ...more });
  }

  it('DP-13 takes a bound token with a proof for it', async () => {
    const token = await boundToken();
    const answer = await withProof(token, await proofBy(key(), token));
    expect(answer.status).to.equal(200);
  });

  it('DP-13 knows no case in the scheme', async () => {
    const token = await boundToken();
    const proof = await proofBy(key(), token);
    const answer = await ask(['authorization', `dPoP  ${token}`, 'dpop', proof]);
    expect(answer.status).to.equal(200);
  });

  it('DP-14 takes no proof for another token, nor for none', async () => {
    const token = await boundToken();
    const other = await boundToken({ jti: 'token-2' });
    const { accessToken: _, ...unnamed } = { accessToken: '', key: key(), method: 'GET', now: NOW, jti: 'a' };
    const proofs = [
      await proofBy(key(), other),
      await makeDpopProof({ ...unnamed, url: `${PUBLIC_URL}/deploy` }),
    ];
    for (const proof of proofs) expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
  });

  it('DP-14 takes no proof by another key than the token is bound to', async () => {
    const token = await boundToken();
    const proof = await proofBy(await createDpopKey(), token);
    expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
  });

  it('DP-14 takes no bound token without a proof', async () => {
    const token = await boundToken();
    expectRefusal(await ask(['authorization', `DPoP ${token}`]), 401, 'invalid_dpop_proof');
  });

  it('DP-15 takes no bound token as Bearer, with or without a proof', async () => {
    const token = await boundToken();
    const bearer = ['authorization', `Bearer ${token}`];
    expectRefusal(await ask(bearer), 401, 'invalid_token');
    const proof = await proofBy(key(), token);
    expectRefusal(await ask([...bearer, 'dpop', proof]), 401, 'invalid_token');
  });

  it('DP-15 takes no token that is bound in a way it does not know', async () => {
    const thumbprint = 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0';
    const unknown = [
      {},
      { jwk: {} },
      { jkt: 1 },
      { jkt: key().thumbprint, 'x5t#S256': thumbprint },
      { jkt: key().thumbprint, kid: 'a' },
      null,
      'jkt',
    ];
    for (const cnf of unknown) {
      const token = await issuer().issue({ claims: { cnf } });
      expectRefusal(await ask(['authorization', `Bearer ${token}`]), 401, 'invalid_token');
      expectRefusal(await withProof(token, await proofBy(key(), token)), 401, 'invalid_token');
    }
  });

  it('DP-16 takes no unbound token as DPoP', async () => {
    const token = await issuer().issue();
    expectRefusal(await withProof(token, await proofBy(key(), token)), 401, 'invalid_token');
    expectRefusal(await ask(['authorization', `DPoP ${token}`]), 401, 'invalid_token');
  });

  it('DP-16 takes no token bound to a certificate as DPoP', async () => {
    const cnf = { 'x5t#S256': await thumbprintOf(CLIENT.cert) };
    const token = await issuer().issue({ claims: { cnf } });
    expectRefusal(await withProof(token, await proofBy(key(), token)), 401, 'invalid_token');
  });

  it('DP-17 tells the error to the scheme that was used, and the algorithms of proofs', async () => {
    const token = await boundToken();
    const answer = await withProof(token, 'x');
    expect(challengeOf(answer)).to.equal(
      'Bearer, DPoP error="invalid_dpop_proof", ' +
        `error_description="The DPoP proof was not accepted.", algs="${ALGS}"`,
    );
    const downgraded = await ask(['authorization', `Bearer ${token}`]);
    expect(challengeOf(downgraded)).to.equal(
      'Bearer error="invalid_token", ' +
        `error_description="The access token was not accepted.", DPoP algs="${ALGS}"`,
    );
  });

  it('DP-02 takes no two proofs', async () => {
    const token = await boundToken();
    const [one, other] = [await proofBy(key(), token), await proofBy(key(), token)];
    const twice = ['authorization', `DPoP ${token}`, 'dpop', one, 'dpop', other];
    expectRefusal(await ask(twice), 401, 'invalid_dpop_proof');
    expectRefusal(await withProof(token, `${one},${other}`), 401, 'invalid_dpop_proof');
  });

  it('DP-05 takes no proof for another method', async () => {
    const token = await boundToken();
    for (const method of ['get', 'POST']) {
      const proof = await proofBy(key(), token, { method });
      expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
    }
  });

  it('DP-06 takes a proof for its URL however it is written, query aside', async () => {
    const token = await boundToken();
    const urls = ['https://DEPLOYER.example:443/api/deploy', `${PUBLIC_URL}/x/../deplo%79?c=d#e`];
    for (const url of urls) {
      const proof = await proofBy(key(), token, { url });
      const answer = await withProof(token, proof, { target: '/deploy?a=b' });
      expect(answer.status, url).to.equal(200);
    }
  });

  it('DP-06 takes no proof for another URL', async () => {
    const token = await boundToken();
    const urls = [
      'http://deployer.example/api/deploy',
      'https://deployer.example:8443/api/deploy',
      'https://packages.example/api/deploy',
      'https://deployer.example/deploy',
      `${PUBLIC_URL}/deploy/`,
      `${PUBLIC_URL}/Deploy`,
      PUBLIC_URL,
    ];
    for (const url of urls) {
      const proof = await proofBy(key(), token, { url });
      expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
    }
  });

  it('DP-07 goes by its configured URL, whatever a request says', async () => {
    const token = await boundToken();
    const service = await serve();
    const lies = ['forwarded', 'host=evil.example;proto=https', 'x-forwarded-host', 'evil.example'];
    const said = [service.url, 'https://evil.example', 'https://evil.example/api'];
    for (const base of said) {
      const proof = await proofBy(key(), token, { url: `${base}/deploy` });
      const headers = ['authorization', `DPoP ${token}`, 'dpop', proof, ...lies];
      expectRefusal(await call(service.url, { headers }), 401, 'invalid_dpop_proof');
    }
  });

  it('DP-08 takes no proof that is old or from the future', async () => {
    const token = await boundToken();
    for (const now of [NOW - 3600, NOW - 61, NOW + 61, NOW + 3600]) {
      const proof = await proofBy(key(), token, { now });
      expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
    }
  });

  it('DP-09 takes no proof twice', async () => {
    const token = await boundToken();
    const headers = ['authorization', `DPoP ${token}`, 'dpop', await proofBy(key(), token)];
    const service = await serve();
    expect((await call(service.url, { headers })).status).to.equal(200);
    expectRefusal(await call(service.url, { headers }), 401, 'invalid_dpop_proof');
  });

  it('DP-12 demands its nonce, hands it out, and takes the proof that has it', async () => {
    const nonces = createNonces({ secret: new Uint8Array(32), now: () => NOW });
    const dpop = { publicUrl: PUBLIC_URL, nonces };
    const token = await boundToken();
    const demanded = await withProof(token, await proofBy(key(), token), {}, { dpop });
    expectRefusal(demanded, 401, 'use_dpop_nonce');
    expect(challengeOf(demanded)).to.match(/^Bearer, DPoP error="use_dpop_nonce"/);
    const nonce = String(demanded.headers['dpop-nonce']);
    const answer = await withProof(token, await proofBy(key(), token, { nonce }), {}, { dpop });
    expect(answer.status).to.equal(200);
    expect(answer.headers['dpop-nonce']).to.equal(await nonces.current());
  });

  it('DP-12 takes no nonce that is old or not its own', async () => {
    const nonces = createNonces({ secret: new Uint8Array(32), now: () => NOW });
    const token = await boundToken();
    const old = createNonces({ secret: new Uint8Array(32), now: () => NOW - 3600 });
    const foreign = createNonces({ secret: new Uint8Array(32).fill(1), now: () => NOW });
    for (const nonce of [await old.current(), await foreign.current(), 'guessed']) {
      const proof = await proofBy(key(), token, { nonce });
      const dpop = { publicUrl: PUBLIC_URL, nonces };
      expectRefusal(await withProof(token, proof, {}, { dpop }), 401, 'use_dpop_nonce');
    }
  });

  it('DP-15 takes no bound token at all where it does not check proofs', async () => {
    const token = await boundToken();
    const answer = await withProof(token, await proofBy(key(), token), {}, { dpop: false });
    expect(answer.status).to.equal(401);
    expect(challengeOf(answer)).to.equal('Bearer');
  });
});
