import { checkDpopProof, createDpopKey } from '@cambio/binding';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { type ExchangeIo, exchange, variableSource } from '../src/index.ts';
import { countingSource, exchangeAt, ioThatNotes, source } from './exchange-under-test.ts';
import { GRANTED } from './gateway.ts';
import { closeServers, NOW, type Reply, serve } from './server.ts';

describe('exchange', () => {
  afterEach(closeServers);

  it('sends what RFC 8693 §2.1 asks for and gives the token', async () => {
    const { gateway, outcome } = await exchangeAt({});
    const [request] = gateway.asked();
    expect(request?.method).to.equal('POST');
    expect(request?.headers['content-type']).to.match(/^application\/x-www-form-urlencoded/);
    expect(request?.form).to.deep.equal({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: 'subject-canary',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      audience: 'deployer',
    });
    expect(outcome).to.deep.equal(
      ok({
        accessToken: 'issued-canary',
        tokenType: 'Bearer',
        issuedTokenType: GRANTED.issued_token_type,
        expiresIn: 300,
        scopes: ['deploy:read', 'deploy:write'],
        decisionId: '01J000',
      }),
    );
  });

  it('sends all that is asked for', async () => {
    const actor = variableSource('TOKEN', { env: { TOKEN: 'actor-canary' } });
    const { gateway } = await exchangeAt(
      {},
      { resource: 'https://r.example/?a=b&c', scopes: ['a', 'b'], mapping: 'm', actor },
    );
    expect(gateway.asked()[0]?.form).to.include({
      resource: 'https://r.example/?a=b&c',
      scope: 'a b',
      mapping: 'm',
      actor_token: 'actor-canary',
      actor_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    });
  });

  it('finds a gateway below a path', async () => {
    const { gateway, outcome } = await exchangeAt({ path: '/sts/v1' });
    expect(outcome.ok).to.equal(true);
    expect(gateway.received.map(({ target }) => target)).to.deep.equal([
      '/.well-known/oauth-authorization-server/sts/v1',
      '/sts/v1/token',
    ]);
  });

  it("asks the source for the gateway's audience, or for another", async () => {
    const counting = countingSource();
    const { gateway } = await exchangeAt({}, { source: counting });
    await exchangeAt({}, { source: counting, sourceAudience: 'else' });
    expect(counting.audiences).to.deep.equal([gateway.issuer, 'else']);
  });

  it('gives the failure of a source without asking for a token', async () => {
    const { gateway, outcome } = await exchangeAt({}, { source: variableSource('TOKEN', { env: {} }) });
    const failure = {
      kind: 'source',
      source: 'environment-variable',
      reason: 'not_configured',
      detail: 'TOKEN is not set',
    };
    expect(outcome).to.deep.equal(err(failure));
    expect(gateway.asked()).to.deep.equal([]);
    const acting = await exchangeAt({}, { actor: variableSource('TOKEN', { env: {} }) });
    expect(acting.outcome).to.deep.equal(err(failure));
  });

  describe('with a key', () => {
    const bound = { ...GRANTED, token_type: 'DPoP' };

    it('proves it at the token endpoint', async () => {
      const dpop = await createDpopKey();
      const { gateway, outcome } = await exchangeAt({ replies: [{ body: bound }] }, { dpop });
      const checked = await checkDpopProof({
        proof: String(gateway.asked()[0]?.headers.dpop),
        method: 'POST',
        url: `${gateway.issuer}/token`,
        now: NOW,
        reserve: async () => ok('reserved'),
      });
      expect(checked).to.deep.equal(ok(dpop.thumbprint));
      expect(outcome.ok && outcome.value.tokenType).to.equal('DPoP');
    });

    it('makes another proof for each attempt', async () => {
      const replies = [
        { status: 503, headers: { 'retry-after': '1' }, body: { error: 'temporarily_unavailable' } },
        { body: bound },
      ];
      const { gateway } = await exchangeAt({ replies }, { dpop: await createDpopKey() });
      const proofs = gateway.asked().map(({ headers }) => headers.dpop);
      expect(new Set(proofs).size).to.equal(2);
    });

    it('DP-11 proves it again with the nonce that is demanded, for the same token', async () => {
      const demanded = (nonce: string): Reply => ({
        status: 400,
        headers: { 'dpop-nonce': nonce },
        body: { error: 'use_dpop_nonce' },
      });
      const replies = [demanded('first'), { body: bound }];
      const counting = countingSource();
      const dpop = await createDpopKey();
      const { gateway, outcome } = await exchangeAt({ replies }, { dpop, source: counting });
      expect(outcome.ok).to.equal(true);
      const proofs = gateway.asked().map(({ headers }) => decodeJwt(String(headers.dpop)));
      expect(proofs.map(({ nonce }) => nonce)).to.deep.equal([undefined, 'first']);
      expect(new Set(proofs.map(({ jti }) => jti)).size).to.equal(2);
      expect(gateway.asked().map(({ form }) => form.subject_token)).to.deep.equal(['token-1', 'token-1']);
    });

    it('DP-23 does not go on for ever where no nonce will do', async () => {
      const reply = { status: 400, headers: { 'dpop-nonce': 'n' }, body: { error: 'use_dpop_nonce' } };
      const { gateway, outcome } = await exchangeAt({ replies: [reply] }, { dpop: await createDpopKey() });
      expect(outcome).to.deep.equal(err({ kind: 'refused', status: 400, error: 'use_dpop_nonce' }));
      expect(gateway.asked()).to.have.length(2);
    });

    it('does not take a nonce for a demand', async () => {
      const replies = [
        { status: 400, headers: { 'dpop-nonce': 'n' }, body: { error: 'invalid_target' } },
        { status: 400, body: { error: 'use_dpop_nonce' } },
      ];
      for (const reply of replies) {
        const { gateway } = await exchangeAt({ replies: [reply] }, { dpop: await createDpopKey() });
        expect(gateway.asked()).to.have.length(1);
      }
    });

    it('takes a token that is not bound for a failure', async () => {
      const { outcome } = await exchangeAt({}, { dpop: await createDpopKey() });
      expect(outcome).to.deep.equal(
        err({ kind: 'unexpected_answer', status: 200, detail: 'the token is not bound to the key' }),
      );
    });
  });

  describe('when refused', () => {
    it('carries what the gateway tells', async () => {
      const body = {
        error: 'invalid_target',
        error_description: 'not allowed',
        reason: 'claim_mismatch',
        decision_id: '01J001',
      };
      const { outcome } = await exchangeAt({ replies: [{ status: 400, body }] });
      expect(outcome).to.deep.equal(
        err({
          kind: 'refused',
          status: 400,
          error: 'invalid_target',
          description: 'not allowed',
          reason: 'claim_mismatch',
          decisionId: '01J001',
        }),
      );
    });

    it('carries what the mapping demands, where the gateway lets callers know', async () => {
      const failed_conditions = [{ condition: 'ref', expected: 'equals "refs/heads/main"' }];
      const body = { error: 'invalid_target', reason: 'claim_mismatch', failed_conditions };
      const { outcome } = await exchangeAt({ replies: [{ status: 400, body }] });
      expect(outcome).to.have.deep.nested.property('error.failedConditions', failed_conditions);
    });

    it('carries no more than that', async () => {
      const { outcome } = await exchangeAt({
        replies: [{ status: 400, body: { error: 'invalid_request' } }],
      });
      expect(outcome).to.deep.equal(err({ kind: 'refused', status: 400, error: 'invalid_request' }));
    });
  });

  describe('an answer that is none', () => {
    const { access_token: _, ...withoutToken } = GRANTED;
    const answers: readonly (readonly [string, Reply, string])[] = [
      ['no JSON', { body: '<html>' }, 'the answer holds no token'],
      ['no token', { body: withoutToken }, 'the answer holds no token'],
      ['an unknown token type', { body: { ...GRANTED, token_type: 'mac' } }, 'the answer holds no token'],
      ['a lifetime in text', { body: { ...GRANTED, expires_in: '300' } }, 'the answer holds no token'],
      ['an error without a code', { status: 500, body: {} }, 'the answer is not one of a token endpoint'],
      ['a page', { status: 502, body: '<html>' }, 'the answer is not one of a token endpoint'],
    ];
    for (const [name, reply, detail] of answers) {
      it(`is told as such: ${name}`, async () => {
        const { outcome } = await exchangeAt({ replies: [reply] });
        expect(outcome).to.deep.equal(
          err({ kind: 'unexpected_answer', status: reply.status ?? 200, detail }),
        );
      });
    }

    it('is one that points elsewhere, and nothing is sent there', async () => {
      const elsewhere = await serve(() => ({ body: GRANTED }));
      for (const status of [302, 307, 308]) {
        const reply = { status, headers: { location: `${elsewhere.url}/token` } };
        const { outcome } = await exchangeAt({ replies: [reply] });
        expect(outcome.ok || outcome.error.kind).to.equal('unexpected_answer');
      }
      expect(elsewhere.received).to.deep.equal([]);
    });
  });

  describe('metadata', () => {
    const refused = [
      [
        'names another issuer',
        { issuer: 'https://other.example' },
        'its metadata names another issuer: give the URL exactly as the gateway has it',
      ],
      [
        'names no token endpoint',
        { token_endpoint: undefined },
        'its metadata names no issuer or token_endpoint',
      ],
      [
        'leads off this machine in the clear',
        { token_endpoint: 'http://tokens.example/token' },
        'its token_endpoint is not an https URL',
      ],
      ['leads nowhere', { token_endpoint: '/token' }, 'its token_endpoint is not an https URL'],
    ] as const;
    for (const [name, metadata, detail] of refused) {
      it(`is not followed where it ${name}`, async () => {
        const { gateway, outcome } = await exchangeAt({ metadata });
        expect(outcome).to.deep.equal(err({ kind: 'gateway', detail }));
        expect(gateway.asked()).to.deep.equal([]);
      });
    }

    it('has to be there', async () => {
      const server = await serve(() => ({ status: 404 }));
      const outcome = await exchange({ gateway: server.url, source, audience: 'a' }, ioThatNotes());
      expect(outcome).to.deep.equal(
        err({ kind: 'unexpected_answer', status: 404, detail: 'there is no metadata' }),
      );
    });

    it('is asked for over https, or on this machine, alone', async () => {
      const nothing: ExchangeIo = { ...ioThatNotes(), fetch: () => expect.fail('nothing may be sent') };
      for (const gateway of ['http://tokens.example', 'ftp://localhost', 'tokens.example', '']) {
        const outcome = await exchange({ gateway, source, audience: 'a' }, nothing);
        expect(outcome, gateway).to.deep.equal(
          err({ kind: 'gateway', detail: 'the gateway is not an https URL' }),
        );
      }
    });
  });

  it('never puts a token in an error', async () => {
    const echoing: readonly Reply[] = [
      { status: 400, body: 'subject-canary' },
      { status: 400, body: { message: 'subject-canary' } },
      { status: 200, body: { ...GRANTED, token_type: 'mac' } },
      { status: 302, headers: { location: 'http://127.0.0.1/?subject-canary' } },
    ];
    for (const reply of echoing) {
      const { outcome } = await exchangeAt({ replies: [reply] });
      expect(outcome.ok).to.equal(false);
      expect(JSON.stringify(outcome)).not.to.include('canary');
    }
  });
});
