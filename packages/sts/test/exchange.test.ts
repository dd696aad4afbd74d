import { sampleClaims } from '@cambio/claims';
import { type Digest, err, ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import type { Marks, Ports } from '../src/index.ts';
import { ask, exchangeUnderTest, GATEWAY, NOW, verified } from './exchange-under-test.ts';

const github = sampleClaims('github-actions') ?? {};
const kubernetes = sampleClaims('kubernetes') ?? {};
const onMain = { ...github, repository_id: '712345678', ref: 'refs/heads/main' };
const subject = verified('subject', 'github', onMain);
const actor = verified('actor', 'cluster', { ...kubernetes, sub: 'system:serviceaccount:agents:runner' });
const agentSubject = verified('subject', 'github', { ...github, repository_id: '512345601' });

const reason = (result: Awaited<ReturnType<typeof ask>>): string => {
  if (result.ok) return 'ok';
  switch (result.error.kind) {
    case 'request':
      return result.error.defect;
    case 'unauthentic':
      return `unauthentic: ${result.error.refusal.reason}`;
    case 'denied':
      return result.error.reason;
    case 'interrupted':
      return result.error.outage;
  }
};

describe('exchange', () => {
  it('answers with a token for one audience and leaves one record of it', async () => {
    const { exchange, records, minted } = exchangeUnderTest({ subject });
    const result = await ask(exchange, { scope: 'deploy:read' });
    expect(result).to.deep.equal({
      ok: true,
      value: {
        access_token: 'signed jti-1',
        issued_token_type: TokenType.accessToken,
        token_type: 'Bearer',
        expires_in: 600,
        scope: 'deploy:read',
        decision_id: 'decision-1',
      },
    });
    expect(minted).to.deep.equal([
      {
        iss: GATEWAY,
        sub: 'repo/712345678',
        aud: 'https://deployer.acme.example',
        exp: NOW + 600,
        iat: NOW,
        jti: 'jti-1',
        client_id: 'mapping:shop-deploy',
        scope: 'deploy:read',
        txn: 'decision-1',
        additional: { repository: 'acme/payments-api' },
      },
    ]);
    expect(records).to.have.length(1);
    expect(records[0]).to.include({
      id: 'decision-1',
      outcome: 'allow',
      mapping: 'shop-deploy',
      revision: 'r1',
    });
    expect(records[0]?.issued).to.include({ jti: 'jti-1', expiresAt: NOW + 600 });
  });

  it('never puts a credential in a record', async () => {
    const { exchange, records } = exchangeUnderTest({ subject });
    await ask(exchange);
    expect(JSON.stringify(records)).not.to.contain('signed jti-1');
    expect(records[0]?.subject.tokenDigest).to.equal('digest of subject');
  });

  const malformed: readonly [
    string,
    Readonly<Record<string, string | readonly string[] | undefined>>,
    string,
  ][] = [
    ['no subject token', { subject_token: undefined }, 'parameter_missing'],
    ['an empty subject token', { subject_token: '' }, 'parameter_missing'],
    ['no subject token type', { subject_token_type: undefined }, 'parameter_missing'],
    ['an unknown subject token type', { subject_token_type: 'urn:x' }, 'token_type_unsupported'],
    [
      'a SAML requested type',
      { requested_token_type: 'urn:ietf:params:oauth:token-type:saml2' },
      'requested_token_type_unsupported',
    ],
    ['an actor token without its type', { actor_token: 'actor' }, 'actor_token_type_missing'],
    ['an actor token type without a token', { actor_token_type: TokenType.jwt }, 'actor_token_missing'],
    [
      'an empty actor token with a type',
      { actor_token: '', actor_token_type: TokenType.jwt },
      'actor_token_missing',
    ],
    ['a repeated scope', { scope: ['deploy:read', 'deploy:read'] }, 'parameter_repeated'],
    ['a repeated unknown parameter', { colour: ['red', 'red'] }, 'parameter_repeated'],
    ['two audiences', { audience: ['deployer', 'deployer'] }, 'target_repeated'],
    ['a relative resource', { resource: '/deploy' }, 'resource_malformed'],
    ['a resource with a fragment', { resource: 'https://deployer.acme.example#x' }, 'resource_malformed'],
    ['a scope with a tab', { scope: 'deploy:read\tdeploy:write' }, 'scope_malformed'],
  ];
  for (const [what, changed, expected] of malformed) {
    it(`refuses ${what}, before looking at any token`, async () => {
      const { exchange, records } = exchangeUnderTest({ subject });
      expect(reason(await ask(exchange, changed))).to.equal(expected);
      expect(records).to.be.empty;
    });
  }

  it('records nothing of a token whose signature did not verify', async () => {
    const { exchange, records } = exchangeUnderTest({});
    expect(reason(await ask(exchange))).to.equal('unauthentic: invalid_signature');
    expect(records).to.be.empty;
  });

  it('records the refusal of an authentic token', async () => {
    if (!subject.ok) throw new Error('the fixture is a verified token');
    const { identity, digest } = subject.value;
    const expired = err({ reason: 'token_expired', detail: '', authentic: { identity, digest } } as const);
    const { exchange, records } = exchangeUnderTest({ subject: expired });
    expect(reason(await ask(exchange))).to.equal('token_expired');
    expect(records.map((record) => [record.outcome, record.reason])).to.deep.equal([
      ['deny', 'token_expired'],
    ]);
  });

  it('records a denial with its explanation', async () => {
    const branch = verified('subject', 'github', { ...onMain, ref: 'refs/heads/x' });
    const { exchange, records } = exchangeUnderTest({ subject: branch });
    expect(reason(await ask(exchange))).to.equal('claim_mismatch');
    const nearest = records[0]?.explanation?.candidates[0];
    expect(nearest?.mapping).to.equal('shop-deploy');
    expect(
      nearest?.conditions.filter(({ held }) => !held).map(({ what, found }) => [what, found]),
    ).to.deep.equal([['ref', 'refs/heads/x']]);
  });

  it('takes a token once under `once`, whatever the target', async () => {
    const { exchange, records } = exchangeUnderTest({ subject });
    expect(reason(await ask(exchange))).to.equal('ok');
    expect(reason(await ask(exchange))).to.equal('replayed');
    expect(records.map((record) => record.outcome)).to.deep.equal(['allow', 'deny']);
  });

  it('has its mark kept by when the token expires', async () => {
    const asked: Parameters<Marks['reserve']>[] = [];
    const marks: Marks = {
      reserve: async (...mark) => {
        asked.push(mark);
        return ok('reserved');
      },
    };
    const { exchange } = exchangeUnderTest({ subject }, { marks });
    expect(reason(await ask(exchange))).to.equal('ok');
    expect(asked.map(([, until, stated]) => [until, stated])).to.deep.equal([[NOW + 335, NOW + 300]]);
  });

  it('does not use a token up by denying it', async () => {
    const { exchange } = exchangeUnderTest({ subject });
    expect(reason(await ask(exchange, { scope: 'deploy:admin' }))).to.equal('scope_not_granted');
    expect(reason(await ask(exchange))).to.equal('ok');
  });

  it('takes a token again under `allow`', async () => {
    const { exchange } = exchangeUnderTest({
      subject: verified('subject', 'github', onMain, { replay: 'allow' }),
    });
    expect(reason(await ask(exchange))).to.equal('ok');
    expect(reason(await ask(exchange))).to.equal('ok');
  });
});

describe('exchange, delegated', () => {
  const delegated = { actor_token: 'actor', actor_token_type: TokenType.jwt };

  it('names the actor in the token', async () => {
    const { exchange, minted, records } = exchangeUnderTest({ subject: agentSubject, actor });
    expect(reason(await ask(exchange, delegated))).to.equal('ok');
    expect(minted[0]?.act).to.include({ sub: 'system:serviceaccount:agents:runner' });
    expect(records[0]?.actor?.issuer).to.equal('cluster');
  });

  it('does not serve the subject alone when the actor is refused', async () => {
    const { exchange, records } = exchangeUnderTest({ subject: agentSubject });
    expect(reason(await ask(exchange, delegated))).to.equal('actor_invalid_signature');
    expect(records.map((record) => record.outcome)).to.deep.equal(['deny']);
  });

  it('does not take one token for both', async () => {
    const { exchange } = exchangeUnderTest({ subject: agentSubject, actor: agentSubject });
    expect(reason(await ask(exchange, delegated))).to.equal('actor_is_subject');
  });

  it('does not take one token for both under another signature of it', async () => {
    const claims = { ...github, repository_id: '512345601' };
    const twin = verified('subject', 'github', claims, { digest: 'digest of its twin' as Digest });
    const { exchange } = exchangeUnderTest({ subject: agentSubject, actor: twin });
    expect(reason(await ask(exchange, delegated))).to.equal('actor_is_subject');
  });

  it('uses the actor token up as well', async () => {
    const other = verified('other', 'github', { ...github, repository_id: '512345601' });
    const { exchange } = exchangeUnderTest({ subject: agentSubject, other, actor });
    expect(reason(await ask(exchange, delegated))).to.equal('ok');
    expect(reason(await ask(exchange, { ...delegated, subject_token: 'other' }))).to.equal('replayed');
  });
});

describe('exchange, sender-constrained', () => {
  const proof = { kind: 'dpop', proof: 'key-1', method: 'POST', url: `${GATEWAY}/token` } as const;
  const boundTo = (cnf: Record<string, string>) => ({
    subject: verified('subject', 'github', { ...onMain, cnf }),
  });

  it('binds the token to the proven key', async () => {
    const { exchange, minted } = exchangeUnderTest({ subject });
    const result = await ask(exchange, {}, proof);
    expect(result.ok && result.value.token_type).to.equal('DPoP');
    expect(minted[0]?.cnf).to.deep.equal({ jkt: 'key-1' });
  });

  it('serves a bound token with a proof by its key', async () => {
    const { exchange } = exchangeUnderTest(boundTo({ jkt: 'key-1' }));
    expect(reason(await ask(exchange, {}, proof))).to.equal('ok');
  });

  const stolen: readonly [string, Record<string, string>, typeof proof | undefined][] = [
    ['without a proof', { jkt: 'key-1' }, undefined],
    ['with a proof by another key', { jkt: 'key-2' }, proof],
    ['bound in a way nobody here can prove', { jkt: 'key-1', kid: 'x' }, proof],
    ['bound to nothing at all', {}, proof],
  ];
  for (const [what, cnf, presented] of stolen) {
    it(`refuses a bound token ${what}`, async () => {
      const { exchange } = exchangeUnderTest(boundTo(cnf));
      expect(reason(await ask(exchange, {}, presented))).to.equal('key_not_proven');
    });
  }
});

describe('exchange, when something is down', () => {
  const down = async () => err('unavailable' as const);
  const cases: readonly [string, Partial<Ports>, string, number][] = [
    ['marks', { marks: { reserve: down } }, 'marks_unavailable', 1],
    ['the signer', { minter: { mint: down } }, 'signer_unavailable', 1],
    ['the ledger', { decisions: { record: down } }, 'ledger_unavailable', 0],
  ];
  for (const [what, broken, outage, recorded] of cases) {
    it(`issues nothing without ${what}`, async () => {
      const { exchange, records } = exchangeUnderTest({ subject }, broken);
      expect(reason(await ask(exchange))).to.equal(outage);
      expect(records).to.have.length(recorded);
      expect(records.every((record) => record.outcome === 'deny')).to.equal(true);
    });
  }

  it('says so when the issuer of the token has no keys', async () => {
    const keyless = err({ reason: 'keys_unavailable', detail: '' } as const);
    const { exchange } = exchangeUnderTest({ subject: keyless });
    expect(reason(await ask(exchange))).to.equal('upstream_keys_unavailable');
  });

  it('says so when the issuer of the actor has no keys', async () => {
    const keyless = err({ reason: 'keys_unavailable', detail: '' } as const);
    const { exchange } = exchangeUnderTest({ subject: agentSubject, actor: keyless });
    const delegated = { actor_token: 'actor', actor_token_type: TokenType.jwt };
    expect(reason(await ask(exchange, delegated))).to.equal('upstream_keys_unavailable');
  });
});

describe('the digest in a record', () => {
  it('is of the issued token', async () => {
    const { exchange, records } = exchangeUnderTest({ subject });
    await ask(exchange);
    const digest: Digest | undefined = records[0]?.issued?.digest;
    expect(digest).to.match(/^[0-9a-f]{64}$/);
  });
});
