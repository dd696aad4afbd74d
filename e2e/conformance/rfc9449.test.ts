import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { TokenType } from '@cambio/oauth';
import { algNone, type Changes, decode, hs256WithPublicKey, tamperSignature } from '@cambio/testkit';
import { expect } from 'chai';
import type { Gateway } from '../gateway/start-gateway.ts';
import { exchangeForm } from '../shop/shop.ts';
import { errorOf, introspectionOf, postForm, type StatusAnswer } from '../shop/token-status.ts';
import { type Acme, codeOf, openAcme } from './acme.ts';
import { createProver, type Prover } from './prover.ts';
import { API, ARCHIVE, VAULT } from './trust.ts';

/** Where the world finds the gateway: it stands behind a proxy, and a second process beside it. */
const PUBLIC = 'https://sts.acme.example';
const TOKEN = `${PUBLIC}/token`;
const INTROSPECT = `${PUBLIC}/introspect`;

const seconds = () => Math.floor(Date.now() / 1000);

describe('RFC 9449, DPoP', () => {
  let acme: Acme;
  let other: Gateway;
  let prover: Prover;
  before(async () => {
    acme = await openAcme({ args: ['--issuer', PUBLIC] });
    other = await acme.another();
    prover = await createProver(TOKEN);
  });
  after(async () => {
    await other.stop();
    await acme.close();
  });

  const withProof = (dpop: string, address?: string) => acme.exchange({}, { dpop }, address);
  const refuses = async (dpop: string, why?: string) =>
    expect(codeOf(await withProof(dpop)), why ?? dpop.slice(0, 60)).to.equal('400 invalid_dpop_proof');

  describe('at the token endpoint', () => {
    it('DP-01: binds the token to the key of the proof', async () => {
      const { token } = await withProof(await prover.prove());
      expect(token?.token_type).to.equal('DPoP');
      const { claims } = decode(token?.access_token ?? '');
      expect(claims.cnf).to.deep.equal({ jkt: prover.thumbprint });
    });

    it('DP-01: takes proofs by every algorithm that the metadata lists', async () => {
      for (const algorithm of ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256'] as const) {
        const { prove } = await createProver(TOKEN, algorithm);
        expect(codeOf(await withProof(await prove())), algorithm).to.equal('200');
      }
    });

    it('DP-02: refuses two proofs, in two headers or in one', async () => {
      const [first, second] = [await prover.prove(), await prover.prove()];
      await refuses(`${first}, ${second}`, 'in one header');
      await refuses(`${first},${first}`, 'one twice in one header');
      expect(await statusOfTwoHeaders(acme, first, second)).to.equal(400);
    });

    it('DP-03: refuses what is no JWT, lacks a claim or has another typ', async () => {
      for (const junk of ['junk', 'a.b.c', '']) await refuses(junk, `junk: ${junk}`);
      for (const claim of ['jti', 'htm', 'htu', 'iat'])
        await refuses(await prover.prove({ [claim]: undefined }));
      for (const typ of ['JWT', 'at+jwt', 'application/dpop+jwt+x', undefined]) {
        await refuses(await prover.prove({}, { typ }), `typ ${typ}`);
      }
    });

    it('DP-04: refuses a proof that is not signed by the public key that it carries', async () => {
      const proof = await prover.prove();
      const { publicJwk } = prover.key;
      const stranger = await createProver(TOKEN);
      const forged: Readonly<Record<string, string>> = {
        'alg none': algNone(proof),
        HS256: await hs256WithPublicKey(proof, publicJwk),
        'a bad signature': tamperSignature(proof),
        "another's key": await prover.prove({}, { jwk: stranger.jwk }),
        'the private key': await prover.prove({}, { jwk: { ...prover.jwk, d: 'AQAB' } }),
        'a symmetric key': await prover.prove({}, { jwk: { kty: 'oct', k: 'c2VjcmV0' } }),
        'kid for jwk': await prover.prove({}, { jwk: undefined, kid: 'proof' }),
        crit: await prover.prove({}, { crit: ['b64'], b64: true }),
      };
      for (const [what, dpop] of Object.entries(forged)) await refuses(dpop, what);
    });

    it('DP-05: refuses a proof for another method', async () => {
      for (const htm of ['post', 'GET', 'POST ', '']) await refuses(await prover.prove({ htm }), htm);
    });

    it('DP-06: takes a proof for this URL in any normalised spelling, whatever its query', async () => {
      for (const htu of [`${TOKEN}?a=b`, `${TOKEN}#c`, 'https://sts.acme.example:443/token']) {
        expect(codeOf(await withProof(await prover.prove({ htu }))), htu).to.equal('200');
      }
      for (const htu of ['HTTPS://STS.ACME.EXAMPLE/token', 'https://sts.acme.example/%74oken']) {
        expect(codeOf(await withProof(await prover.prove({ htu }))), htu).to.equal('200');
      }
    });

    it('DP-06: refuses a proof for another URL', async () => {
      const others = [
        'https://evil.example/token',
        'http://sts.acme.example/token',
        `${TOKEN}/`,
        `${PUBLIC}/Token`,
        INTROSPECT,
        PUBLIC,
        '/token',
        'https://sts.acme.example:8443/token',
        'https://user@sts.acme.example/token',
      ];
      for (const htu of others) await refuses(await prover.prove({ htu }), htu);
    });

    it('DP-07: goes by its configured URL behind a proxy, whatever a request says', async () => {
      await refuses(await prover.prove({ htu: `${acme.gateway.issuer}/token` }), 'the internal URL');
      const htu = 'https://evil.example/token';
      const names = ['x-forwarded-host', 'x-original-host', 'forwarded', 'host'];
      for (const name of names) {
        const dpop = await prover.prove({ htu });
        const value = name === 'forwarded' ? 'host=evil.example;proto=https' : 'evil.example';
        const answer = await acme.exchange({}, { dpop, [name]: value, 'x-forwarded-proto': 'https' });
        expect(codeOf(answer), name).to.equal('400 invalid_dpop_proof');
      }
    });

    it('DP-08: refuses a proof made more than a minute before or after now', async () => {
      for (const distance of [-50, 0, 50]) {
        const proof = await prover.prove({ iat: seconds() + distance });
        expect(codeOf(await withProof(proof)), `${distance} s`).to.equal('200');
      }
      for (const distance of [-3600, -70, 70, 3600]) {
        await refuses(await prover.prove({ iat: seconds() + distance }), `${distance} s`);
      }
    });

    it('DP-09: takes a proof once, at the same process, at another, and at both at the same time', async () => {
      const proof = await prover.prove();
      expect(codeOf(await withProof(proof))).to.equal('200');
      expect(codeOf(await withProof(proof))).to.equal('400 invalid_dpop_proof');
      expect(codeOf(await withProof(proof, other.issuer))).to.equal('400 invalid_dpop_proof');

      const future = await prover.prove({ iat: seconds() + 50 });
      const addresses = [acme.gateway.issuer, other.issuer];
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) => withProof(future, addresses[index % 2])),
      );
      const codes = answers.map(codeOf).sort();
      expect(codes).to.deep.equal(['200', ...Array(11).fill('400 invalid_dpop_proof')]);
    });

    it('DP-09: tells the same jti by two keys apart', async () => {
      const [jti, another] = ['one-and-the-same', await createProver(TOKEN)];
      expect(codeOf(await withProof(await prover.prove({ jti })))).to.equal('200');
      expect(codeOf(await withProof(await another.prove({ jti })))).to.equal('200');
    });

    it('DP-18: gives no bearer token where the target takes bound ones alone', async () => {
      const credentials = await acme.orders.credentials(PUBLIC);
      for (const who of [{}, credentials]) {
        const { failure, token } = await acme.exchange({ audience: VAULT, ...who });
        expect(failure).to.include({ error: 'invalid_request', reason: 'binding_required' });
        expect(token).to.equal(undefined);
      }
      const bound = await acme.exchange({ audience: VAULT }, { dpop: await prover.prove() });
      expect(bound.token?.token_type).to.equal('DPoP');
    });

    it('DP-19: exchanges a bound token with a proof by its key, and binds the new one to that', async () => {
      const bound = await acme.grant({}, { dpop: await prover.prove() });
      const onward = {
        subject_token: bound,
        subject_token_type: TokenType.accessToken,
        audience: ARCHIVE,
      };
      const stranger = await createProver(TOKEN);
      expect(codeOf(await acme.exchange(onward))).to.equal('400 invalid_request');
      const stolen = await acme.exchange(onward, { dpop: await stranger.prove() });
      expect(codeOf(stolen)).to.equal('400 invalid_request');
      const token = await acme.grant(onward, { dpop: await prover.prove() });
      expect(decode(token).claims.cnf).to.deep.equal({ jkt: prover.thumbprint });
    });

    it('DP-21: refuses a jti without end, and a proof that is too large to be one', async () => {
      await refuses(await prover.prove({ jti: 'x'.repeat(300) }), 'a long jti');
      await refuses(await prover.prove({ more: 'x'.repeat(8000) }), 'a long proof');
      const huge = await prover.prove({ jti: 'x'.repeat(30_000) });
      const body = exchangeForm(await acme.jobs.issue(), { audience: API });
      const answer = await fetch(`${acme.gateway.issuer}/token`, {
        method: 'POST',
        body,
        headers: { dpop: huge },
      });
      expect(answer.status).to.equal(431);
    });

    it('DP-21: marks a proof only once the tokens that came with it are accepted', async () => {
      const dpop = await prover.prove();
      expect(codeOf(await acme.exchange({ subject_token: 'junk' }, { dpop }))).to.equal(
        '400 invalid_request',
      );
      const denied = await acme.jobs.issue({ sub: 'job-9' });
      expect(codeOf(await acme.exchange({ subject_token: denied }, { dpop }))).to.equal('400 invalid_target');
      expect(codeOf(await withProof(dpop))).to.equal('200');
    });
  });

  describe('where a token is used', () => {
    let bound: string;
    before(async () => {
      bound = await acme.grant({}, { dpop: await prover.prove() });
    });

    const ath = (token: string) => createHash('sha256').update(token).digest('base64url');
    const proofFor = (token: string, changed: Changes = {}, by = prover) =>
      by.prove({ htu: INTROSPECT, ath: ath(token), ...changed });
    /** Asks about the token, and proves who asks by it. */
    const introspectBy = (token: string, scheme: string, dpop?: string) =>
      postForm(
        `${acme.gateway.issuer}/introspect`,
        { token },
        { authorization: `${scheme} ${token}`, ...(dpop !== undefined && { dpop }) },
      );
    const refusesUse = (answer: StatusAnswer, error: string, why: string) =>
      expect([answer.status, errorOf(answer)], why).to.deep.equal([401, error]);

    it('DP-13: takes a bound token with a proof that names it', async () => {
      const answer = await introspectBy(bound, 'DPoP', await proofFor(bound));
      expect(introspectionOf(answer).active).to.equal(true);
    });

    it('DP-14: refuses a proof for no token, for another token, or by another key', async () => {
      const [none, another] = [await proofFor(bound, { ath: undefined }), await proofFor('another')];
      const stranger = await createProver(TOKEN);
      refusesUse(await introspectBy(bound, 'DPoP', none), 'invalid_dpop_proof', 'no ath');
      refusesUse(await introspectBy(bound, 'DPoP', another), 'invalid_dpop_proof', 'another ath');
      const stolen = await introspectBy(bound, 'DPoP', await proofFor(bound, {}, stranger));
      refusesUse(stolen, 'invalid_token', 'another key');
      refusesUse(await introspectBy(bound, 'DPoP'), 'invalid_token', 'no proof');
    });

    it('DP-15: refuses a bound token as Bearer, with a proof and without', async () => {
      refusesUse(await introspectBy(bound, 'Bearer'), 'invalid_token', 'without');
      const proof = await proofFor(bound);
      refusesUse(await introspectBy(bound, 'Bearer', proof), 'invalid_token', 'with');
    });

    it('DP-16: refuses an unbound token as DPoP', async () => {
      const token = await acme.grant();
      refusesUse(await introspectBy(token, 'DPoP', await proofFor(token)), 'invalid_token', 'unbound');
      expect(introspectionOf(await introspectBy(token, 'Bearer')).active).to.equal(true);
    });

    it('DP-17: says in the challenge what was wrong, and which algorithms proofs may have', async () => {
      const answer = await introspectBy(bound, 'DPoP', 'junk');
      const challenge = answer.headers.get('www-authenticate');
      expect(challenge).to.match(/^DPoP error="invalid_dpop_proof", algs="ES256 [^"]+"$/);
    });

    it('DP-09: takes no proof for a token at a second endpoint', async () => {
      const dpop = await proofFor(bound, { htu: TOKEN });
      refusesUse(await introspectBy(bound, 'DPoP', dpop), 'invalid_dpop_proof', 'for the token endpoint');
    });

    it('DP-20: says at introspection which key a token is bound to, and how it is used', async () => {
      const form = { token: bound, ...(await acme.orders.credentials(PUBLIC)) };
      const told = introspectionOf(await postForm(`${acme.gateway.issuer}/introspect`, form));
      expect(told).to.deep.include({ token_type: 'DPoP', cnf: { jkt: prover.thumbprint } });
    });

    it('DP-22: asks for no proof of a token that is only named', async () => {
      const token = await acme.grant({}, { dpop: await prover.prove() });
      const revoked = await postForm(`${acme.gateway.issuer}/revoke`, { token });
      expect(revoked.status).to.equal(200);
      const form = { token, ...(await acme.orders.credentials(PUBLIC)) };
      const told = await postForm(`${acme.gateway.issuer}/introspect`, form);
      expect(introspectionOf(told).active).to.equal(false);
    });
  });

  describe('where nonces are required', () => {
    let strict: Acme;
    let beside: Gateway;
    before(async () => {
      strict = await openAcme({ args: ['--issuer', PUBLIC, '--set', 'dpop.nonces=required'] });
      beside = await strict.another();
    });
    after(async () => {
      await beside.stop();
      await strict.close();
    });

    const ask = async (claims: Changes, address?: string) =>
      strict.exchange({}, { dpop: await prover.prove(claims) }, address);
    const nonceOf = ({ headers }: { readonly headers: Pick<Headers, 'get'> }) =>
      headers.get('dpop-nonce') ?? '';

    it('DP-10: refuses a proof without a nonce, and hands one out that nobody keeps', async () => {
      const answer = await ask({});
      expect(codeOf(answer)).to.equal('400 use_dpop_nonce');
      expect(nonceOf(answer)).to.match(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    });

    it('DP-11: takes the nonce of any of its processes, and sends one with each answer', async () => {
      const nonce = nonceOf(await ask({}));
      const answer = await ask({ nonce }, beside.issuer);
      expect(codeOf(answer)).to.equal('200');
      expect(codeOf(await ask({ nonce: nonceOf(answer) }))).to.equal('200');
    });

    it('DP-11: refuses a nonce that it did not make, and hands out one that will do', async () => {
      const foreign = nonceOf(await withProof(await prover.prove()));
      const own = nonceOf(await ask({}));
      for (const nonce of [foreign, 'A'.repeat(own.length), own.slice(1), own.toLowerCase(), '']) {
        const refused = await ask({ nonce });
        expect(codeOf(refused), nonce).to.equal('400 use_dpop_nonce');
        expect(codeOf(await ask({ nonce: nonceOf(refused) }))).to.equal('200');
      }
    });

    it('DP-12: demands a nonce where a token is used, too', async () => {
      const token = await strict.grant({}, { dpop: await prover.prove({ nonce: nonceOf(await ask({})) }) });
      const claims = { htu: INTROSPECT, ath: createHash('sha256').update(token).digest('base64url') };
      const introspect = async (nonce?: string) =>
        postForm(
          `${strict.gateway.issuer}/introspect`,
          { token },
          { authorization: `DPoP ${token}`, dpop: await prover.prove({ ...claims, nonce }) },
        );
      const refused = await introspect();
      expect([refused.status, errorOf(refused)]).to.deep.equal([401, 'use_dpop_nonce']);
      expect(refused.headers.get('www-authenticate')).to.match(/^DPoP error="use_dpop_nonce"/);
      expect(introspectionOf(await introspect(nonceOf(refused))).active).to.equal(true);
    });

    it('DP-23: refuses who never sends a nonce, however often and whatever else', async () => {
      for (const claims of [{}, {}, { jti: 'again' }, { nonce: undefined }, { Nonce: 'x' }]) {
        expect(codeOf(await ask(claims))).to.equal('400 use_dpop_nonce');
      }
      for (const nonce of [null, 1, ['x']]) {
        expect((await ask({ nonce })).status, JSON.stringify(nonce)).to.equal(400);
      }
    });
  });
});

/** Sends two DPoP headers, which `fetch` would join. */
async function statusOfTwoHeaders(acme: Acme, ...proofs: readonly string[]): Promise<number | undefined> {
  const body = exchangeForm(await acme.jobs.issue(), { audience: API }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', dpop: [...proofs] };
  return new Promise((resolve, reject) => {
    const sent = request(`${acme.gateway.issuer}/token`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject).end(body);
  });
}
