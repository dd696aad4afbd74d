import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { createDpopKey, type HeldToken, type TokenProvider, tokenProvider } from '../../src/index.ts';
import { GRANTED, serveGateway } from '../gateway.ts';
import { closeServers, NOW, type Reply } from '../server.ts';
import { brokenSource, mintingSource, testIo } from './held.ts';

/** Answers with tokens in turn: `issued-1`, `issued-2`, … */
const granting = (count: number, more: object = {}): readonly Reply[] =>
  Array.from({ length: count }, (_, index) => ({
    body: { ...GRANTED, access_token: `issued-${index + 1}`, ...more },
  }));

const away: Reply = { status: 503, body: { error: 'temporarily_unavailable' } };
const denied: Reply = { status: 400, body: { error: 'invalid_target', reason: 'claim_mismatch' } };

async function start(replies: readonly Reply[], random?: number) {
  const gateway = await serveGateway({ replies });
  const io = testIo(random === undefined ? {} : { random });
  const source = mintingSource();
  const provider = tokenProvider({ gateway: gateway.issuer, audience: 'deployer', source }, io);
  return { gateway, io, source, provider };
}

async function held(
  provider: TokenProvider,
  target?: Parameters<TokenProvider['token']>[0],
): Promise<HeldToken> {
  const token = await provider.token(target);
  if (!token.ok) expect.fail(`no token: ${JSON.stringify(token.error)}`);
  return token.value;
}

/** Any renewal in the background. */
const answers = () => setTimeout(50);

const tokenOf = async (...asked: Parameters<typeof held>) => (await held(...asked)).accessToken;

describe('tokenProvider', () => {
  afterEach(closeServers);

  it('asks once, and then gives what it has', async () => {
    const { gateway, provider } = await start(granting(2));
    expect([await tokenOf(provider), await tokenOf(provider)]).to.deep.equal(['issued-1', 'issued-1']);
    expect(gateway.asked()).to.have.length(1);
  });

  it('asks once for any number of callers', async () => {
    const { gateway, provider } = await start(granting(2));
    const tokens = await Promise.all(Array.from({ length: 50 }, () => tokenOf(provider)));
    expect(new Set(tokens)).to.deep.equal(new Set(['issued-1']));
    expect(gateway.asked()).to.have.length(1);
  });

  it('keeps a token for each target and its scopes, whatever their order', async () => {
    const { gateway, provider } = await start(granting(9));
    const targets = [
      undefined,
      { audience: 'deployer' },
      { audience: 'packages' },
      { audience: 'deployer', scopes: ['a', 'b'] },
      { audience: 'deployer', scopes: ['b', 'a'] },
      { audience: 'deployer', scopes: ['a'] },
      { audience: 'deployer', scopes: [] },
      { audience: 'deployer', mapping: 'm' },
      { resource: 'deployer' },
    ];
    const tokens: string[] = [];
    for (const target of targets) tokens.push(await tokenOf(provider, target));
    const numbers = [1, 1, 2, 3, 3, 4, 5, 6, 7];
    expect(tokens).to.deep.equal(numbers.map((number) => `issued-${number}`));
    expect(gateway.asked()[2]?.form).to.include({ audience: 'deployer', scope: 'a b' });
  });

  it("does not mix the provider's own target into another", async () => {
    const gateway = await serveGateway();
    const own = { audience: 'deployer', scopes: ['a'], mapping: 'm' };
    const provider = tokenProvider(
      { gateway: gateway.issuer, source: mintingSource(), sourceAudience: 'else', ...own },
      testIo(),
    );
    await held(provider);
    await held(provider, { audience: 'packages' });
    const forms = gateway.asked().map(({ form }) => [form.audience, form.scope, form.mapping]);
    expect(forms).to.deep.equal([
      ['deployer', 'a', 'm'],
      ['packages', undefined, undefined],
    ]);
  });

  describe('renewal', () => {
    for (const [random, renewAt] of [
      [0, 210],
      [0.5, 240],
      [0.999, 270],
    ] as const) {
      it(`falls at ${renewAt} s of 300, where chance is ${random}`, async () => {
        const { provider } = await start(granting(1), random);
        expect(await held(provider)).to.include({ expiresAt: NOW + 300, renewAt: NOW + renewAt });
      });
    }

    it('lets nobody wait: the token at hand is given meanwhile', async () => {
      const { gateway, io, provider } = await start(granting(3));
      await held(provider);
      io.pass(239);
      expect(await tokenOf(provider)).to.equal('issued-1');
      expect(gateway.asked()).to.have.length(1);
      io.pass(1);
      expect(await Promise.all([tokenOf(provider), tokenOf(provider)])).to.deep.equal([
        'issued-1',
        'issued-1',
      ]);
      expect((await provider.renew()).ok).to.equal(true);
      expect(await tokenOf(provider)).to.equal('issued-2');
      expect(gateway.asked()).to.have.length(2);
    });

    for (const [left, expected] of [
      [6, 'issued-1'],
      [5, 'issued-2'],
      [0, 'issued-2'],
      [-1000, 'issued-2'],
    ] as const) {
      it(`gives ${expected} with ${left} s left`, async () => {
        const { io, provider } = await start(granting(2));
        await held(provider);
        io.pass(300 - left);
        expect(await tokenOf(provider)).to.equal(expected);
      });
    }

    it('gives a token that lives for seconds', async () => {
      const { gateway, provider } = await start(granting(2, { expires_in: 4 }));
      expect([await tokenOf(provider), await tokenOf(provider)]).to.deep.equal(['issued-1', 'issued-1']);
      expect(gateway.asked()).to.have.length(1);
    });

    it('is done at once where somebody asks for it', async () => {
      const { provider } = await start(granting(2));
      await held(provider);
      const renewed = await provider.renew();
      expect(renewed.ok && renewed.value.accessToken).to.equal('issued-2');
      expect(await tokenOf(provider)).to.equal('issued-2');
    });
  });

  describe('while the gateway is away', () => {
    it('gives the token at hand to its end, then says so', async () => {
      const { gateway, io, provider } = await start([...granting(1), away]);
      await held(provider);
      io.pass(250);
      expect(await provider.renew()).to.have.nested.property('error.error', 'temporarily_unavailable');
      expect(await tokenOf(provider)).to.equal('issued-1');
      io.pass(45);
      const ended = await provider.token();
      expect(ended).to.have.nested.property('error.error', 'temporarily_unavailable');
      expect(gateway.asked()).to.have.length(3);
    });

    it('rests before it asks again', async () => {
      const { gateway, io, provider } = await start([...granting(1), away]);
      await held(provider);
      io.pass(250);
      await provider.renew();
      for (let passed = 0; passed < 7; passed++) {
        await held(provider);
        io.pass(1);
      }
      expect(gateway.asked()).to.have.length(2);
      io.pass(1);
      await held(provider);
      await provider.renew();
      expect(gateway.asked()).to.have.length(3);
    });

    it('rests for as long as the gateway wants', async () => {
      const busy: Reply = { status: 503, headers: { 'retry-after': '40' }, body: away.body };
      const { gateway, io, provider } = await start([...granting(1), busy]);
      await held(provider);
      io.pass(240);
      await provider.renew();
      io.pass(39);
      await held(provider);
      await answers();
      expect(gateway.asked()).to.have.length(2);
      io.pass(1);
      await held(provider);
      await answers();
      expect(gateway.asked()).to.have.length(3);
    });

    it('recovers', async () => {
      const { io, provider } = await start([away, ...granting(1)]);
      expect(await provider.token()).to.have.nested.property('error.error', 'temporarily_unavailable');
      io.pass(1);
      expect(await tokenOf(provider)).to.equal('issued-1');
    });
  });

  it('serves a token no longer once the gateway denies the next', async () => {
    const { io, provider } = await start([...granting(1), denied]);
    await held(provider);
    io.pass(250);
    await provider.renew();
    expect(await provider.token()).to.have.nested.property('error.reason', 'claim_mismatch');
  });

  it('keeps a token to its end where the platform has no other to renew it with, and asks no more until then', async () => {
    const replayed: Reply = { status: 400, body: { error: 'invalid_request', reason: 'replayed' } };
    const { gateway, io, provider } = await start([...granting(1), replayed]);
    await held(provider);
    io.pass(250);
    expect(await provider.renew()).to.have.nested.property('error.reason', 'replayed');
    const asked = gateway.asked().length;
    for (let passed = 250; passed < 295; passed++) {
      expect(await tokenOf(provider)).to.equal('issued-1');
      io.pass(1);
    }
    expect(gateway.asked()).to.have.length(asked);
    expect(await provider.token()).to.have.nested.property('error.reason', 'replayed');
  });

  it('gets another token for one that it is to forget, and for no other', async () => {
    const { provider } = await start(granting(3));
    const [first, other] = [await held(provider), await held(provider, { audience: 'packages' })];
    provider.forget(first);
    expect(await tokenOf(provider)).to.equal('issued-3');
    expect(await held(provider, { audience: 'packages' })).to.equal(other);
    provider.forget(first);
    expect(await tokenOf(provider)).to.equal('issued-3');
  });

  it('tells of a source that fails', async () => {
    const { issuer } = await serveGateway();
    const provider = tokenProvider({ gateway: issuer, source: brokenSource }, testIo());
    expect(await provider.token()).to.have.nested.property('error.source', 'broken');
  });

  it('finds a source by itself, at the first use', async () => {
    const gateway = await serveGateway();
    const io = testIo({ env: { CAMBIO_SUBJECT_TOKEN: 'found-here' } });
    const provider = tokenProvider({ gateway: gateway.issuer, audience: 'deployer' }, io);
    await held(provider);
    expect(gateway.asked()[0]?.form.subject_token).to.equal('found-here');
  });

  it('says where it looked, where there is no source', async () => {
    const { issuer } = await serveGateway();
    const outcome = await tokenProvider({ gateway: issuer }, testIo()).token();
    expect(outcome).to.have.nested.property('error.kind', 'no_source');
    expect(outcome).to.have.nested.property('error.looked').with.length.above(10);
  });

  it('binds its tokens to its key', async () => {
    const gateway = await serveGateway({ replies: granting(1, { token_type: 'DPoP' }) });
    const dpop = await createDpopKey();
    const provider = tokenProvider({ gateway: gateway.issuer, source: mintingSource(), dpop }, testIo());
    expect(await held(provider)).to.include({ tokenType: 'DPoP' });
    expect(provider.dpop).to.equal(dpop);
    expect(gateway.asked()[0]?.headers.dpop).to.be.a('string');
  });

  describe('revoke', () => {
    it('ends every token it has, those under way too, and gives none of them again', async () => {
      const { gateway, provider } = await start(granting(3));
      await held(provider);
      const underWay = held(provider, { audience: 'packages' });
      expect(await provider.revoke()).to.have.property('ok', true);
      await underWay;
      const revoked = gateway.received.filter(({ target }) => target === '/revoke').map(({ body }) => body);
      expect(revoked.sort()).to.deep.equal(['token=issued-1', 'token=issued-2']);
      expect(await tokenOf(provider)).to.equal('issued-3');
    });

    it('ends those too that were replaced or not taken, and none that has ended', async () => {
      const { gateway, io, provider } = await start(granting(4));
      await held(provider);
      io.pass(300);
      await provider.renew();
      io.pass(100);
      await provider.renew();
      provider.forget(await held(provider));
      expect(await provider.revoke()).to.have.property('ok', true);
      const revoked = gateway.received.filter(({ target }) => target === '/revoke').map(({ body }) => body);
      expect(revoked.sort()).to.deep.equal(['token=issued-2', 'token=issued-3']);
    });

    it('does nothing where there is none', async () => {
      const { gateway, provider } = await start(granting(1));
      expect(await provider.revoke()).to.have.property('ok', true);
      expect(gateway.received).to.deep.equal([]);
    });

    it('says where one could not be ended, and tries the others', async () => {
      const { gateway, provider } = await start(granting(2));
      gateway.refuseRevocationOf('issued-1');
      await held(provider);
      await held(provider, { audience: 'packages' });
      expect(await provider.revoke()).to.have.property('ok', false);
      expect(gateway.received.filter(({ target }) => target === '/revoke')).to.have.length(2);
    });
  });
});
