import { type JsonObject, TokenType } from '@cambio/oauth';
import {
  algNone,
  type Changes,
  decode,
  generateKey,
  hs256WithPublicKey,
  type SigningKey,
  sign,
  signText,
} from '@cambio/testkit';
import { answerJson, type EvilIssuer, startEvilIssuer } from '@cambio/testkit/evil';
import { expect } from 'chai';
import { CompactEncrypt, importJWK } from 'jose';
import { z } from 'zod';
import { type Acme, codeOf, openAcme } from './acme.ts';
import { get } from './metadata.ts';
import { oddKeys } from './odd-keys.ts';
import { resign, signRaw } from './raw-token.ts';
import { API, apiMapping } from './trust.ts';
import { createUpstream, RECIPIENT, type Upstream } from './upstream.ts';

const seconds = () => Math.floor(Date.now() / 1000);

describe('RFC 7515, 7517, 7518 and 7519, tokens accepted and issued', () => {
  let acme: Acme;
  let evil: EvilIssuer;
  /** Publishes one good key. */
  let remote: Upstream;
  /** Publishes one good key among such as nobody should use. */
  let motley: Upstream;
  /** Publishes two good keys. */
  let twofold: Upstream;
  let second: SigningKey;
  let unusable: readonly { readonly what: string; readonly token: () => Promise<string> }[];
  let header: JsonObject;
  before(async () => {
    evil = await startEvilIssuer();
    const at = (path: string) => ({
      sub: 'job-1',
      keys: () => ({ jwksUri: evil.url + path }),
      members: { allowPrivateNetwork: true },
    });
    remote = await createUpstream('remote', at('/remote'));
    motley = await createUpstream('motley', at('/motley'));
    twofold = await createUpstream('twofold', at('/twofold'));
    second = await generateKey('second', 'ES256');
    const odd = await oddKeys(motley.claims);
    unusable = odd.tokens;
    evil.answer('/remote', answerJson({ keys: [remote.key.publicJwk] }));
    evil.answer('/motley', answerJson({ keys: [...odd.published, motley.key.publicJwk] }));
    evil.answer('/twofold', answerJson({ keys: [twofold.key.publicJwk, second.publicJwk] }));
    const others = [remote, motley, twofold].map(({ id, document }) => document + apiMapping(id));
    acme = await openAcme({ moreTrust: others.join('') });
    header = { alg: 'ES256', kid: acme.jobs.key.kid };
  });
  after(async () => {
    await acme.close();
    await evil.close();
  });

  const accepts = async (subject_token: string, why: string) =>
    expect(codeOf(await acme.exchange({ subject_token })), why).to.equal('200');
  const refuses = async (subject_token: string, why: string) =>
    expect(codeOf(await acme.exchange({ subject_token })), why).to.equal('400 invalid_request');
  /** A token with this text for one of its claims. */
  const withText = (name: string, text: string) => {
    const claims = JSON.stringify(acme.jobs.claims({ [name]: '@' })).replace('"@"', text);
    return signText(claims, acme.jobs.key);
  };

  describe('accepted', () => {
    it('JW-01: are in compact serialization, and of its characters alone', async () => {
      const token = await acme.jobs.issue();
      const [protectedHeader, payload, signature] = token.split('.');
      const flattened = { payload, protected: protectedHeader, signature };
      const general = { payload, signatures: [{ protected: protectedHeader, signature }] };
      await accepts(token, 'as it is');
      await refuses(JSON.stringify(flattened), 'flattened');
      await refuses(JSON.stringify(general), 'general');
      for (const odd of ['+', '/', '=', ' ', '\n', '\0', 'é', '%', '~']) {
        await refuses(`${token.slice(0, 10)}${odd}${token.slice(11)}`, JSON.stringify(odd));
      }
    });

    it('JW-02: have no crit', async () => {
      const claims = acme.jobs.claims();
      await accepts(await signRaw(acme.jobs.key, header, claims), 'without');
      const criticals: readonly JsonObject[] = [
        { crit: ['x'], x: 1 },
        { crit: [] },
        { crit: ['alg'] },
        { crit: ['x'] },
        { crit: 'x' },
        { crit: null },
      ];
      for (const crit of criticals) {
        await refuses(await signRaw(acme.jobs.key, { ...header, ...crit }, claims), JSON.stringify(crit));
      }
    });

    it('JW-03: have no unencoded payload', async () => {
      const claims = acme.jobs.claims();
      for (const b64 of [{ b64: false }, { b64: false, crit: ['b64'] }, { b64: true, crit: ['b64'] }]) {
        await refuses(await signRaw(acme.jobs.key, { ...header, ...b64 }, claims), JSON.stringify(b64));
      }
    });

    it('JW-04: are signed by an asymmetric algorithm that their issuer lists', async () => {
      const token = await acme.jobs.issue();
      const { key } = acme.jobs;
      await refuses(await signRaw(key, { kid: key.kid }, acme.jobs.claims()), 'no alg');
      for (const none of ['none', 'None', 'nOnE', 'NONE']) await refuses(algNone(token, {}, none), none);
      await refuses(await hs256WithPublicKey(token, key.publicJwk), 'HS256');
      for (const alg of ['es256', 'ES384', 'ES256K', 'RS256', '']) {
        await refuses(await signRaw(key, { ...header, alg }, acme.jobs.claims()), alg);
      }
    });

    it('JW-05: have no member twice', async () => {
      const { key } = acme.jobs;
      const text = JSON.stringify(acme.jobs.claims());
      const twice = (members: string) => `${text.slice(0, -1)},${members}}`;
      await refuses(await signRaw(key, header, twice(`"aud":"${RECIPIENT}"`)), 'aud');
      await refuses(await signRaw(key, header, twice('"sub":"job-1"')), 'sub');
      await refuses(await signRaw(key, header, twice('"s\\u0075b":"job-1"')), 'sub, escaped');
      await refuses(await signRaw(key, header, twice('"x":{"a":1,"a":2}')), 'inside');
      await refuses(await signRaw(key, '{"alg":"ES256","alg":"ES256"}', text), 'alg');
    });

    it('JW-06: lead to no key that they name themselves, and to no request', async () => {
      const { privateKey, ...stranger } = await generateKey(acme.jobs.key.kid, 'ES256');
      const before = evil.requests();
      const pointers: readonly Changes[] = [
        { jku: `${evil.url}/keys` },
        { x5u: `${evil.url}/chain` },
        { jwk: stranger.publicJwk },
        { x5c: ['MIIB'] },
        { kid: `${evil.url}/key` },
      ];
      for (const pointer of pointers) {
        const forged = await sign(acme.jobs.claims(), { ...stranger, privateKey }, pointer);
        await refuses(forged, JSON.stringify(pointer));
      }
      expect(evil.requests()).to.equal(before);
    });

    it('JW-07: lead to one look for a new kid, and without a kid to the only key there is', async () => {
      await accepts(await remote.issue({}, { kid: undefined }), 'one key, no kid');
      await refuses(await twofold.issue({}, { kid: undefined }), 'two keys, no kid');
      await accepts(await sign(twofold.claims(), second), 'two keys, a kid');
      const before = evil.requests('/remote');
      for (const kid of ['new', 'newer', 'newest']) await refuses(await remote.issue({}, { kid }), kid);
      expect(evil.requests('/remote')).to.equal(before + 1);
    });

    it('JW-08 JW-10: are verified by no key that is weak, or for something else', async () => {
      await accepts(await motley.issue(), 'the good key');
      for (const { what, token } of unusable) await refuses(await token(), what);
    });

    it('JW-09: are verified by the good keys of a set, whatever else is in it', async () => {
      await accepts(await motley.issue(), 'the good key');
      await accepts(await motley.issue({}, { kid: undefined }), 'the good key, unnamed');
    });

    it('JW-10: have an ECDSA signature of two numbers in full length, and in range', async () => {
      const token = await acme.jobs.issue();
      const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
      const half = (signature: Buffer, part: 0 | 1) => signature.subarray(32 * part, 32 * part + 32);
      const forms: Readonly<Record<string, (signature: Buffer) => Uint8Array>> = {
        short: (signature) => signature.subarray(0, 63),
        long: (signature) => Buffer.concat([signature, Buffer.alloc(1)]),
        DER: (signature) => der(half(signature, 0), half(signature, 1)),
        'r = 0': (signature) => Buffer.concat([Buffer.alloc(32), half(signature, 1)]),
        's = 0': (signature) => Buffer.concat([half(signature, 0), Buffer.alloc(32)]),
        'both 0': () => Buffer.alloc(64),
        'r = n': (signature) => Buffer.concat([order, half(signature, 1)]),
        's = n': (signature) => Buffer.concat([half(signature, 0), order]),
        'all ones': () => Buffer.alloc(64, 0xff),
      };
      for (const [what, form] of Object.entries(forms)) await refuses(resign(token, form), what);
      await accepts(
        resign(token, (signature) => signature),
        'as it was',
      );
    });

    it('JW-11: have an exp that is a whole number of seconds in our time', async () => {
      const exp = seconds() + 300;
      await accepts(await withText('exp', `${exp}`), 'a number');
      await accepts(await withText('exp', `${exp}.0`), 'a whole number with a point');
      for (const text of [
        `"${exp}"`,
        `${exp}.5`,
        '-1',
        '1e400',
        '1e20',
        `${2n ** 63n}`,
        'null',
        '[]',
        'true',
      ]) {
        await refuses(await withText('exp', text), text);
      }
    });

    it('JW-12: are taken half a minute after exp and before nbf, and no longer', async () => {
      const iat = seconds() - 200;
      await accepts(await acme.jobs.issue({ iat, exp: seconds() - 15 }), 'just expired');
      await refuses(await acme.jobs.issue({ iat, exp: seconds() - 31 }), 'expired');
      await accepts(await acme.jobs.issue({ nbf: seconds() + 15 }), 'nearly valid');
      await refuses(await acme.jobs.issue({ nbf: seconds() + 45 }), 'not yet valid');
    });

    it('JW-13: have an iat that is not ahead, and live no longer than they may', async () => {
      await accepts(await acme.jobs.issue({ iat: seconds() + 15 }), 'a little ahead');
      await refuses(await acme.jobs.issue({ iat: seconds() + 45 }), 'ahead');
      await refuses(await acme.jobs.issue({ iat: undefined }), 'absent');
      await refuses(await acme.jobs.issue({ iat: seconds() - 7200 }), 'old');
      await refuses(await acme.jobs.issue({ exp: seconds() + 100_000 }), 'long');
    });

    it('JW-14: are for us, and for nobody else', async () => {
      for (const aud of [RECIPIENT, [RECIPIENT]]) await accepts(await acme.jobs.issue({ aud }), `${aud}`);
      const others: readonly JsonObject[string][] = [
        [RECIPIENT, 'https://other.example'],
        [],
        [RECIPIENT, 1],
        { a: RECIPIENT },
        `${RECIPIENT}/`,
        RECIPIENT.toUpperCase(),
        '',
        null,
      ];
      for (const aud of others) await refuses(await acme.jobs.issue({ aud }), JSON.stringify(aud));
      await refuses(await acme.jobs.issue({ aud: undefined }), 'absent');
    });

    it('JW-15: name their issuer byte for byte', async () => {
      const others = [
        `${acme.jobs.url}/`,
        'https://JOBS.acme.example',
        'HTTPS://jobs.acme.example',
        `${acme.jobs.url}:443`,
        'https://%6aobs.acme.example',
        'https://jobs.acme.example.',
        'https://ｊobs.acme.example',
        `${acme.jobs.url} `,
      ];
      for (const iss of others) await refuses(await acme.jobs.issue({ iss }), iss);
      await refuses(await acme.jobs.issue({ iss: undefined }), 'absent');
      await refuses(await acme.jobs.issue({ iss: [acme.jobs.url] }), 'a list');
    });

    it('JW-16: have a payload that is one JSON object, in UTF-8', async () => {
      const { key } = acme.jobs;
      const text = JSON.stringify(acme.jobs.claims());
      const payloads: Readonly<Record<string, string | Uint8Array>> = {
        'a list': `[${text}]`,
        'a string': JSON.stringify(text),
        number: '1',
        null: 'null',
        nothing: '',
        'two objects': `${text}${text}`,
        'a byte order mark': `\uFEFF${text}`,
        'invalid UTF-8': Buffer.from(text.replace('job-1', 'job-1\xff'), 'latin1'),
        NUL: text.replace('job-1', 'job-1\\u0000'),
        'half a surrogate pair': text.replace('job-1', 'job-1\\ud800'),
      };
      for (const [what, payload] of Object.entries(payloads)) {
        await refuses(await signRaw(key, header, payload), what);
      }
    });

    it('JW-17: are of a type that their issuer makes', async () => {
      for (const typ of [undefined, 'JWT', 'jwt', 'application/JWT']) {
        await accepts(await acme.jobs.issue({}, { typ }), `${typ}`);
      }
      for (const typ of ['dpop+jwt', 'secevent+jwt', 'logout+jwt', 'at+jwt', 'JOSE', '']) {
        await refuses(await acme.jobs.issue({}, { typ }), typ);
      }
      const own = { subject_token: await acme.grant(), subject_token_type: TokenType.jwt };
      expect(codeOf(await acme.exchange(own))).to.equal('400 invalid_request');
    });

    it('JW-18: are not encrypted', async () => {
      const { keys } = await keySet(acme);
      const recipient = await importJWK({ ...PublicKey.parse(keys[0]), use: 'enc' }, 'ECDH-ES');
      const encrypted = await new CompactEncrypt(Buffer.from(await acme.jobs.issue()))
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', cty: 'JWT' })
        .encrypt(recipient);
      await refuses(encrypted, 'a signed token inside');
      await refuses(
        await signRaw(acme.jobs.key, { ...header, cty: 'JWT' }, encrypted),
        'inside a signed one',
      );
      await refuses(`${encrypted.split('.').slice(0, 4).join('.')}.`, 'without a tag');
    });

    it('JW-19: have three parts, in the one spelling of base64url', async () => {
      const token = await acme.jobs.issue();
      const [first = '', payload = '', signature = ''] = token.split('.');
      const last = signature.slice(-1);
      const others: Readonly<Record<string, string>> = {
        'two parts': `${first}.${payload}`,
        'four parts': `${token}.${signature}`,
        'no signature': `${first}.${payload}.`,
        'a dot behind': `${token}.`,
        padding: `${token}==`,
        'white space': `${token} `,
        'a line break': `${first}.\n${payload}.${signature}`,
        'another last character': `${token.slice(0, -1)}${String.fromCharCode(last.charCodeAt(0) + 1)}`,
      };
      for (const [what, other] of Object.entries(others)) await refuses(other, what);
    });
  });

  describe('issued', () => {
    it('JW-20: verify with public keys, each with a name, a use and an algorithm', async () => {
      const { status, headers, text } = await get(`${acme.gateway.issuer}/jwks`);
      expect(status).to.equal(200);
      expect(headers['content-type']).to.match(/^application\/jwk-set\+json/);
      const { keys } = z.strictObject({ keys: z.array(PublicKey).min(1) }).parse(JSON.parse(text));
      expect(new Set(keys.map(({ kid }) => kid)).size).to.equal(keys.length);
    });

    it('JW-22: have a name of their own, of 96 random bits or more, whichever process issued them', async () => {
      const other = await acme.another();
      const names = await Promise.all(
        Array.from({ length: 120 }, async (_, index) => {
          const { token } = await acme.exchange({}, {}, index % 2 === 0 ? other.issuer : undefined);
          return String(decode(token?.access_token ?? '').claims.jti);
        }),
      );
      await other.stop();
      expect(new Set(names).size).to.equal(names.length);
      for (const jti of names) expect(Buffer.from(jti, 'base64url').length).to.be.at.least(12);
    });

    it('JW-23: have whole times, the issuer of the metadata, and no claim that nobody documents', async () => {
      const { claims } = decode(await acme.grant());
      const metadata = await get(`${acme.gateway.issuer}/.well-known/oauth-authorization-server`);
      expect(claims.iss).to.equal(JSON.parse(metadata.text).issuer);
      expect(Object.keys(claims)).to.have.members([
        'iss',
        'sub',
        'aud',
        'exp',
        'iat',
        'jti',
        'client_id',
        'scope',
        'txn',
      ]);
      for (const name of ['exp', 'iat']) expect(Number.isInteger(claims[name]), name).to.equal(true);
      expect(claims.aud).to.equal(API);
    });

    it('JW-24: name their key and a listed algorithm, and carry no key', async () => {
      const { header } = decode(await acme.grant());
      const { keys } = await keySet(acme);
      expect(header).to.have.all.keys('alg', 'kid', 'typ');
      expect(keys.some(({ kid, alg }) => kid === header.kid && alg === header.alg)).to.equal(true);
    });
  });
});

const PublicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('ES256'),
});

async function keySet(acme: Acme) {
  const { text } = await get(`${acme.gateway.issuer}/jwks`);
  return z.object({ keys: z.array(PublicKey) }).parse(JSON.parse(text));
}

/** An ECDSA signature as X.509 has it. */
function der(r: Buffer, s: Buffer): Buffer {
  const integer = (octets: Buffer) => Buffer.concat([Buffer.from([2, octets.length + 1, 0]), octets]);
  const content = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}
