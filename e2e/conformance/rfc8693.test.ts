import { TokenType } from '@cambio/oauth';
import { algNone, type Changes, decode, tamper, tamperSignature, wrongKey } from '@cambio/testkit';
import { answerJson, type EvilIssuer, startEvilIssuer } from '@cambio/testkit/evil';
import { expect } from 'chai';
import { recordedDecisions } from '../gateway/recorded-decisions.ts';
import { createDpopKey } from '../shop/dpop-key.ts';
import { type Acme, codeOf, type Form, openAcme } from './acme.ts';
import { twinOf } from './raw-token.ts';
import { API, ARCHIVE, ARCHIVE_2025, apiMapping, BOOKS } from './trust.ts';
import { createUpstream, type Upstream } from './upstream.ts';

const seconds = () => Math.floor(Date.now() / 1000);
const TYPE = 'urn:ietf:params:oauth:token-type';

describe('RFC 8693, token exchange', () => {
  let acme: Acme;
  let evil: EvilIssuer;
  /** Its tokens are taken once. */
  let once: Upstream;
  /** Its keys are fetched. */
  let remote: Upstream;
  before(async () => {
    evil = await startEvilIssuer();
    once = await createUpstream('once', { sub: 'job-1', replay: 'once' });
    remote = await createUpstream('remote', {
      sub: 'job-1',
      keys: () => ({ jwksUri: `${evil.url}/keys` }),
      members: { allowPrivateNetwork: true },
    });
    evil.answer('/keys', answerJson({ keys: [remote.key.publicJwk] }));
    const likeJobs = [once, remote].map(({ document, id }) => document + apiMapping(id));
    acme = await openAcme({ moreTrust: likeJobs.join('') });
  });
  after(async () => {
    await acme.close();
    await evil.close();
  });

  /** Ada's token as the subject, and a job's as the actor, with claims changed. */
  const forAda = async (ada: Changes = {}, job: Changes = {}): Promise<Form> => ({
    subject_token: await acme.people.issue(ada),
    actor_token: await acme.jobs.issue(job),
    actor_token_type: TokenType.jwt,
  });
  /** A token of this gateway as the subject, for the archive. */
  const onward = (token: string): Form => ({
    subject_token: token,
    subject_token_type: TokenType.accessToken,
    audience: ARCHIVE,
  });

  describe('the request', () => {
    const malformed = async (changed: Form) =>
      expect(codeOf(await acme.exchange(changed)), JSON.stringify(changed)).to.equal('400 invalid_request');

    it('TX-03: refuses a request without a subject_token, or with an empty one', async () => {
      await malformed({ subject_token: undefined });
      await malformed({ subject_token: '' });
    });

    it('TX-04: refuses a subject_token_type that is missing, empty, unknown or no URI', async () => {
      for (const type of [undefined, '', `${TYPE}:shibboleth`, 'jwt', 'https://jwt']) {
        await malformed({ subject_token_type: type });
      }
    });

    it('TX-05: refuses an actor_token without its type', async () => {
      await malformed({ actor_token: await acme.jobs.issue() });
      await malformed({ actor_token: await acme.jobs.issue(), actor_token_type: '' });
    });

    it('TX-06: refuses an actor_token_type without its token', async () => {
      await malformed({ actor_token_type: TokenType.jwt });
      await malformed({ actor_token: '', actor_token_type: TokenType.jwt });
    });

    it('TX-07: issues an access token where no type is requested, and says so', async () => {
      for (const requested_token_type of [undefined, TokenType.accessToken, '']) {
        const { token } = await acme.exchange({ requested_token_type });
        expect(token?.issued_token_type).to.equal(TokenType.accessToken);
      }
      const { token } = await acme.exchange({ requested_token_type: TokenType.jwt });
      expect(token).to.include({ issued_token_type: TokenType.jwt, token_type: 'Bearer' });
    });

    it('TX-08: refuses a requested_token_type it does not issue', async () => {
      for (const type of [`${TYPE}:saml1`, `${TYPE}:refresh_token`, TokenType.idToken, 'junk']) {
        await malformed({ requested_token_type: type });
      }
    });

    it('TX-09: takes audience and resource for one target, and refuses every other combination whole', async () => {
      const agreeing = await acme.exchange({ audience: 'api', resource: API });
      expect(decode(agreeing.token?.access_token ?? '').claims.aud).to.equal(API);
      const others: readonly Form[] = [
        { audience: [API, BOOKS] },
        { audience: [API, API] },
        { audience: undefined, resource: [API, ARCHIVE] },
        { resource: ARCHIVE },
      ];
      for (const form of others) {
        expect(codeOf(await acme.exchange(form)), JSON.stringify(form)).to.equal('400 invalid_target');
      }
    });

    it('TX-10: grants no scope across several targets', async () => {
      const form = { audience: [API, ARCHIVE], scope: 'read write' };
      expect(codeOf(await acme.exchange(form))).to.equal('400 invalid_target');
    });

    it('TX-11: refuses a resource that is relative, has a fragment, is no URI or is very long', async () => {
      for (const resource of ['/api', `${API}#x`, `${API}#`, 'not a uri', `${API}/${'x'.repeat(40_000)}`]) {
        const answer = await acme.exchange({ audience: undefined, resource });
        expect(codeOf(answer), resource.slice(0, 40)).to.equal('400 invalid_target');
      }
    });

    it('TX-16: refuses SAML before anybody parses it', async () => {
      const xml = `<!DOCTYPE a [<!ENTITY x SYSTEM "${evil.url}/xxe">]><a>&x;</a>`;
      const subject_token = Buffer.from(xml).toString('base64url');
      for (const type of ['saml1', 'saml2']) {
        await malformed({ subject_token, subject_token_type: `${TYPE}:${type}` });
      }
      expect(evil.requests('/xxe')).to.equal(0);
    });

    it('TX-35: refuses what is too large or too odd at once, and goes on', async () => {
      const large = await acme.exchange({ subject_token: 'x'.repeat(2_000_000) });
      expect(codeOf(large)).to.equal('413 invalid_request');
      await malformed({ subject_token: '.'.repeat(60_000) });
      await malformed({ subject_token: `${'a.'.repeat(8_000)}a` });
      expect(codeOf(await acme.exchange())).to.equal('200');
    });
  });

  describe('the answer', () => {
    it('TX-01: has access_token, issued_token_type, token_type and expires_in', async () => {
      const { status, token } = await acme.exchange();
      expect(status).to.equal(200);
      expect(token).to.include({ issued_token_type: TokenType.accessToken, expires_in: 600 });
      expect(token?.access_token.split('.')).to.have.length(3);
    });

    it('TX-02: says Bearer, or DPoP for a token that is bound', async () => {
      const key = await createDpopKey();
      const dpop = await key.prove(`${acme.gateway.issuer}/token`);
      expect((await acme.exchange()).token?.token_type).to.equal('Bearer');
      expect((await acme.exchange({}, { dpop })).token?.token_type).to.equal('DPoP');
    });

    it('TX-17: says the scope where it is not the one asked for', async () => {
      const reading = await acme.grant({ scope: 'read' });
      const { token } = await acme.exchange({ ...onward(reading), scope: 'read write' });
      expect(token?.scope).to.equal('read');
    });

    it('TX-18: has no refresh token', async () => {
      const { token } = await acme.exchange({ scope: 'read' });
      expect(token).not.to.have.property('refresh_token');
    });

    it('TX-31: carries a token whose scope is one string', async () => {
      expect(decode(await acme.grant()).claims.scope).to.equal('read write');
    });

    it('TX-32: carries a token whose client_id is the client of this request', async () => {
      const subject_token = await acme.jobs.issue({ client_id: 'upstream' });
      expect(decode(await acme.grant({ subject_token })).claims.client_id).to.equal('mapping:job-api');
      const credentials = await acme.orders.credentials(acme.gateway.issuer);
      const asked = await acme.grant({ subject_token, ...credentials });
      expect(decode(asked).claims.client_id).to.equal('order-service');
    });

    it('TX-33: carries a token with nothing of the upstream one that no mapping copies', async () => {
      const loud = { email: 'a@acme.example', groups: ['admin'], roles: ['admin'], scope: 'admin' };
      const { claims } = decode(await acme.grant({ subject_token: await acme.jobs.issue(loud) }));
      expect(claims).to.have.all.keys(
        ...['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id', 'scope', 'txn'],
      );
      expect(claims.scope).to.equal('read write');
    });
  });

  describe('the target', () => {
    it('TX-12: tells an unknown target from one that is not granted by nothing but a reason', async () => {
      const [unknown, forbidden] = await Promise.all(
        ['https://unknown.example', 'https://nobodys.acme.example'].map((audience) =>
          acme.exchange({ audience }),
        ),
      );
      expect(unknown?.status).to.equal(400);
      expect(unknown?.failure?.error).to.equal('invalid_target');
      expect(unknown?.failure?.error_description).to.equal(forbidden?.failure?.error_description);
      expect(unknown?.failure?.error).to.equal(forbidden?.failure?.error);
    });

    it('TX-13: takes the one target there could be where none is named, and refuses where there are several', async () => {
      const ada = await acme.exchange({ subject_token: await acme.people.issue(), audience: undefined });
      expect(decode(ada.token?.access_token ?? '').claims.aud).to.equal(API);
      const credentials = await acme.orders.credentials(acme.gateway.issuer);
      const several = await acme.exchange({ audience: undefined, ...credentials });
      expect(several.failure).to.include({ error: 'invalid_target', reason: 'ambiguous_target' });
      const none = { subject_token: await acme.jobs.issue({ sub: 'job-9' }), audience: undefined };
      expect(codeOf(await acme.exchange(none))).to.equal('400 invalid_target');
    });
  });

  describe('the subject', () => {
    it('TX-14: refuses a subject token that is not acceptable with invalid_request', async () => {
      const token = await acme.jobs.issue();
      const unacceptable: Readonly<Record<string, string>> = {
        expired: await acme.jobs.issue({ iat: seconds() - 900, exp: seconds() - 600 }),
        'other claims': tamper(token, { sub: 'job-2' }),
        'another key': await wrongKey(token),
        'an untrusted issuer': await acme.jobs.issue({ iss: 'https://other.example' }),
        'for somebody else': await acme.jobs.issue({ aud: 'https://other.example' }),
        'against the rule of its issuer': await acme.people.issue({ suspended: true }),
      };
      for (const [what, subject_token] of Object.entries(unacceptable)) {
        expect(codeOf(await acme.exchange({ subject_token })), what).to.equal('400 invalid_request');
      }
    });

    it('TX-14: refuses a token that was used already, by whichever process', async () => {
      const other = await acme.another();
      const subject_token = await once.issue();
      const addresses = Array.from({ length: 8 }, (_, index) =>
        index % 2 === 0 ? acme.gateway.issuer : other.issuer,
      );
      const answers = await Promise.all(
        addresses.map((address) => acme.exchange({ subject_token }, {}, address)),
      );
      await other.stop();
      const codes = answers.map(codeOf).sort();
      expect(codes).to.deep.equal(['200', ...Array(7).fill('400 invalid_request')]);
    });

    it('TX-15: validates a token as what it is called', async () => {
      const token = await acme.jobs.issue();
      const access = await acme.jobs.issue({}, { typ: 'at+jwt' });
      const named = (subject_token: string, subject_token_type: string) =>
        acme.exchange({ subject_token, subject_token_type });
      expect(codeOf(await named(token, TokenType.idToken))).to.equal('200');
      expect(codeOf(await named(access, TokenType.accessToken))).to.equal('200');
      expect(codeOf(await named(token, TokenType.accessToken))).to.equal('400 invalid_request');
      expect(codeOf(await named(access, TokenType.idToken))).to.equal('400 invalid_request');
      expect(codeOf(await named(access, TokenType.jwt))).to.equal('400 invalid_request');
    });

    it('TX-19: serves who does not authenticate where a mapping says so, and never who failed to', async () => {
      const credentials = await acme.orders.credentials(acme.gateway.issuer);
      expect(codeOf(await acme.exchange({ audience: BOOKS }))).to.equal('400 invalid_target');
      expect(codeOf(await acme.exchange({ audience: BOOKS, ...credentials }))).to.equal('200');
      for (const client of [{ client_id: 'order-service' }, { client_id: 'nobody' }, credentials]) {
        expect(codeOf(await acme.exchange(client))).to.equal('401 invalid_client');
      }
    });

    it('TX-27: lets a client act as the subject where a mapping says so, and records it', async () => {
      const credentials = await acme.orders.credentials(acme.gateway.issuer);
      const { token } = await acme.exchange({ audience: BOOKS, ...credentials });
      expect(decode(token?.access_token ?? '').claims).not.to.have.property('act');
      const decision = (await recordedDecisions(acme.folder)).get(token?.decision_id ?? '');
      expect(decision?.asked.client).to.equal('order-service');
      expect(decision?.subject.workload).to.contain('job-1');
    });

    it('TX-34: reads no token, and asks for no keys, on behalf of a client that failed to authenticate', async () => {
      expect(codeOf(await acme.exchange({ subject_token: await remote.issue() }))).to.equal('200');
      const subject_token = await remote.issue({}, { kid: 'new' });
      const { client_assertion = '', ...credentials } = await acme.orders.credentials(acme.gateway.issuer);
      const forged = { ...credentials, client_assertion: tamperSignature(client_assertion) };
      const asked = evil.requests('/keys');
      expect(codeOf(await acme.exchange({ subject_token, ...forged }))).to.equal('401 invalid_client');
      expect(codeOf(await acme.exchange({ subject_token: 'junk', ...forged }))).to.equal(
        '401 invalid_client',
      );
      expect(evil.requests('/keys')).to.equal(asked);
      expect(codeOf(await acme.exchange({ subject_token }))).to.equal('400 invalid_request');
      expect(evil.requests('/keys')).to.equal(asked + 1);
    });
  });

  describe('delegation', () => {
    it('TX-20: names the subject as sub, and who acts as act', async () => {
      const { claims } = decode(await acme.grant(await forAda()));
      expect(claims.sub).to.equal('person.ada');
      expect(claims.act).to.deep.equal({ sub: 'job-1', iss: acme.jobs.url });
    });

    it('TX-21: nests earlier actors below the one who acts now', async () => {
      const first = await acme.grant(await forAda());
      const second = await acme.grant({ ...(await forAda({}, { sub: 'job-2' })), ...onward(first) });
      expect(decode(second).claims).to.deep.include({
        sub: 'person.ada',
        act: { sub: 'job-2', iss: acme.jobs.url, act: { sub: 'job-1', iss: acme.jobs.url } },
      });
    });

    it('TX-22: says of an actor who it is, and nothing else', async () => {
      const loud = { scope: 'admin', roles: ['admin'], email: 'job@acme.example' };
      const { claims } = decode(await acme.grant(await forAda({}, loud)));
      expect(claims.act).to.have.all.keys('sub', 'iss');
    });

    it('TX-23: judges by who acts now, not by who acted before', async () => {
      const first = await acme.grant(await forAda());
      const again = { ...(await forAda({}, { sub: 'job-1' })), ...onward(first) };
      expect((await acme.exchange(again)).failure).to.include({ reason: 'actor_mismatch' });
    });

    it('TX-24: lets nobody act but whom may_act names', async () => {
      const named = await acme.exchange(await forAda({ may_act: { sub: 'job-1' } }));
      expect(codeOf(named)).to.equal('200');
      const another = await acme.exchange(await forAda({ may_act: { sub: 'job-2' } }));
      expect(codeOf(another)).to.equal('400 invalid_target');
      expect(another.failure?.reason).to.equal('may_act_mismatch');
    });

    it('TX-25: exchanges no token that says somebody acts, or may, without an actor', async () => {
      for (const marker of [{ may_act: { sub: 'job-1' } }, { act: { sub: 'job-1' } }]) {
        const { failure } = await acme.exchange({ subject_token: await acme.people.issue(marker) });
        expect(failure).to.include({ error: 'invalid_target', reason: 'actor_required' });
      }
      const delegated = await acme.grant(await forAda());
      expect((await acme.exchange(onward(delegated))).failure?.reason).to.equal('actor_required');
    });

    it('TX-25: takes no token for the actor that says somebody acts, or may, for its own subject', async () => {
      const marked = [
        { actor_token: await acme.jobs.issue({ may_act: { sub: 'job-2' } }) },
        { actor_token: await acme.jobs.issue({ act: { sub: 'job-2' } }) },
        { actor_token: await acme.grant(await forAda()), actor_token_type: TokenType.accessToken },
      ];
      for (const actor of marked) {
        const { failure } = await acme.exchange({ ...(await forAda()), ...actor });
        expect(failure).to.include({ error: 'invalid_request', reason: 'actor_is_delegated' });
      }
    });

    it('TX-26: takes a may_act for what every member of it says, and none that it cannot read', async () => {
      const exact = { sub: 'job-1', iss: acme.jobs.url };
      expect(codeOf(await acme.exchange(await forAda({ may_act: exact })))).to.equal('200');
      const refused: readonly Changes[] = [
        { may_act: 'job-1' },
        { may_act: ['job-1'] },
        { may_act: {} },
        { may_act: { iss: acme.jobs.url } },
        { may_act: { sub: 'job-1', iss: acme.people.url } },
        { may_act: { sub: 'job-1', client_id: 'x' } },
        { may_act: { sub: ['job-1'] } },
      ];
      for (const ada of refused) {
        expect((await acme.exchange(await forAda(ada))).status, JSON.stringify(ada)).to.equal(400);
      }
    });

    it('TX-28: refuses a bad actor token, and never serves the subject alone instead', async () => {
      const job = await acme.jobs.issue();
      const bad = [
        'junk',
        algNone(job),
        tamperSignature(job),
        await wrongKey(job),
        tamper(job, { sub: 'x' }),
      ];
      const expired = await acme.jobs.issue({ iat: seconds() - 900, exp: seconds() - 600 });
      for (const actor_token of [...bad, expired]) {
        const answer = await acme.exchange({ ...(await forAda()), actor_token });
        expect(codeOf(answer), actor_token.slice(0, 40)).to.equal('400 invalid_request');
      }
    });

    it('TX-29: refuses one token as both, the two swapped, and an actor of another issuer', async () => {
      const { subject_token, actor_token } = await forAda();
      const both = await acme.exchange({ ...(await forAda()), subject_token: actor_token, actor_token });
      expect(both.failure).to.include({ error: 'invalid_request', reason: 'actor_is_subject' });
      const twin = { ...(await forAda()), subject_token: twinOf(String(actor_token)), actor_token };
      expect((await acme.exchange(twin)).failure).to.include({ reason: 'actor_is_subject' });
      const swapped = { ...(await forAda()), subject_token: actor_token, actor_token: subject_token };
      expect(codeOf(await acme.exchange(swapped))).to.equal('400 invalid_target');
      const stranger = { ...(await forAda()), actor_token: await acme.people.issue({ sub: 'job-1' }) };
      expect(codeOf(await acme.exchange(stranger))).to.equal('400 invalid_target');
    });
  });

  describe('a token of this gateway', () => {
    it('TX-30: is exchanged for no wider scope, no other audience and no longer life', async () => {
      const reading = await acme.grant({ scope: 'read' });
      const wider = await acme.exchange({ ...onward(reading), scope: 'write' });
      expect(codeOf(wider)).to.equal('400 invalid_scope');
      const elsewhere = await acme.exchange({ ...onward(reading), audience: BOOKS });
      expect(codeOf(elsewhere)).to.equal('400 invalid_target');
      const narrowed = await acme.grant({ ...onward(reading), resource: ARCHIVE_2025 });
      expect(decode(narrowed).claims.scope).to.equal('read');
      expect(decode(narrowed).claims.exp).to.equal(decode(reading).claims.exp);
    });

    it('TX-30: is exchanged with the key it is bound to, and for a token that is bound to it', async () => {
      const [key, stranger] = [await createDpopKey(), await createDpopKey()];
      const url = `${acme.gateway.issuer}/token`;
      const bound = await acme.grant({}, { dpop: await key.prove(url) });
      expect(codeOf(await acme.exchange(onward(bound)))).to.equal('400 invalid_request');
      const stolen = await acme.exchange(onward(bound), { dpop: await stranger.prove(url) });
      expect(stolen.failure).to.include({ error: 'invalid_request', reason: 'key_not_proven' });
      const narrowed = await acme.grant(onward(bound), { dpop: await key.prove(url) });
      expect(decode(narrowed).claims.cnf).to.deep.equal({ jkt: key.thumbprint });
    });
  });
});
