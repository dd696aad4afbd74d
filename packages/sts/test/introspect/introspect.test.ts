import { err, ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { createIntrospect, type RevocationSelector } from '../../src/index.ts';
import { GATEWAY, NOW } from '../exchange-under-test.ts';
import { ARCHIVE, DEPLOYER, type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';

const INACTIVE = ok({ active: false });

async function isActive({ introspect }: GatewayUnderTest, token: string): Promise<boolean> {
  const answer = await introspect(token, [DEPLOYER, ARCHIVE]);
  return answer.ok && answer.value.active;
}

describe('introspect', () => {
  it('gives all claims of an active token, and how it is used', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue({ scope: 'deploy:read' });
    expect(await gateway.introspect(token, [ARCHIVE, DEPLOYER])).to.deep.equal(
      ok({
        active: true,
        token_type: 'Bearer',
        iss: GATEWAY,
        sub: 'repo/712345678',
        aud: DEPLOYER,
        exp: NOW + 600,
        iat: NOW,
        jti: 'jti-1',
        client_id: 'mapping:shop-deploy',
        scope: 'deploy:read',
        txn: 'decision-1',
        repository: 'acme/payments-api',
      }),
    );
  });

  it('names the key of a bound token, and its scheme', async () => {
    const gateway = gatewayUnderTest();
    const proof = { kind: 'dpop', proof: 'key-1', method: 'POST', url: `${GATEWAY}/token` } as const;
    const answer = await gateway.introspect(await gateway.issue({}, proof), [DEPLOYER]);
    expect(answer.ok && answer.value).to.deep.include({ token_type: 'DPoP', cnf: { jkt: 'key-1' } });
  });

  for (const audiences of [[], [ARCHIVE], [`${DEPLOYER}/`], ['']]) {
    it(`says nothing to who stands for ${JSON.stringify(audiences)}`, async () => {
      const gateway = gatewayUnderTest();
      expect(await gateway.introspect(await gateway.issue(), audiences)).to.deep.equal(INACTIVE);
    });
  }

  for (const token of ['', 'subject', 'signed jti-9', 'x'.repeat(100_000)]) {
    it(`calls inactive what is not ours: ${JSON.stringify(token.slice(0, 20))}`, async () => {
      const gateway = gatewayUnderTest();
      await gateway.issue();
      expect(await gateway.introspect(token, [DEPLOYER])).to.deep.equal(INACTIVE);
    });
  }

  it('calls a token inactive from the second it expires', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    gateway.wait(599);
    expect(await isActive(gateway, token)).to.equal(true);
    gateway.wait(1);
    expect(await gateway.introspect(token, [DEPLOYER])).to.deep.equal(INACTIVE);
  });

  it('calls inactive what is signed by us and on no record', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    gateway.ledger.kept.clear();
    expect(await gateway.introspect(token, [DEPLOYER])).to.deep.equal(INACTIVE);
  });

  it('has no answer without the ledger', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const issued = { lineage: async () => err('unavailable' as const) };
    const introspect = createIntrospect({ ...gateway.ports, issued });
    expect(await introspect(token, [DEPLOYER])).to.deep.equal(err('unavailable'));
  });

  it('has no answer without keys', async () => {
    const ownTokens = { verify: async () => err({ reason: 'keys_unavailable', detail: '' } as const) };
    const introspect = createIntrospect({ ...gatewayUnderTest().ports, ownTokens });
    expect(await introspect('signed jti-1', [DEPLOYER])).to.deep.equal(err('unavailable'));
  });
});

describe("introspect, by today's trust", () => {
  const withdrawn: readonly [string, string | RegExp, string][] = [
    ['its mapping is gone', /kind: Mapping\nid: shop-deploy\n(.*\n)*?---\n/, ''],
    ['its mapping is disabled', 'id: shop-deploy\n', 'id: shop-deploy\nenabled: false\n'],
    ['its mapping has expired', 'id: shop-deploy\n', 'id: shop-deploy\nexpires: 2026-01-01\n'],
    ['its mapping matches another', 'ref: refs/heads/main', 'ref: refs/heads/release'],
    ['its mapping grants less', "scopes: ['deploy:read', 'deploy:write']", "scopes: ['deploy:read']"],
    ['its mapping names it otherwise', "subject: 'repo/{repository_id}'", "subject: 'id/{repository_id}'"],
    ['its mapping demands more', 'match: { repository_id', 'when: claims.ref == "x"\nmatch: { repository_id'],
    ['its issuer is disabled', 'id: github\n', 'id: github\nenabled: false\n'],
    ['its issuer demands more', 'id: github\n', 'id: github\nrequire: claims.ref == "x"\n'],
    ['its target is disabled', 'id: deployer\n', 'id: deployer\nenabled: false\n'],
    ['its target has another audience', `audience: ${DEPLOYER}`, 'audience: https://new.acme.example'],
    [
      'its target wants tokens bound',
      `audience: ${DEPLOYER}`,
      `audience: ${DEPLOYER}\ntoken: { binding: dpop }`,
    ],
    [
      'a mapping denies it',
      'kind: Mapping\nid: shop-agent',
      [
        'kind: Mapping\nid: stop\neffect: deny\nowner: a@acme.example\npurpose: Stop it',
        "issuer: github\ntarget: '*'\nmatch: { repository_id: '712345678' }\n---\nkind: Mapping\nid: shop-agent",
      ].join('\n'),
    ],
  ];
  for (const [why, from, to] of withdrawn) {
    it(`calls a token inactive once ${why}`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      expect(await isActive(gateway, token)).to.equal(true);
      gateway.changeTrust(from, to);
      expect(await gateway.introspect(token, [DEPLOYER])).to.deep.equal(INACTIVE);
    });
  }

  it('keeps a token active that it would still grant, whatever else has changed', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue({ scope: 'deploy:read' });
    gateway.changeTrust("scopes: ['deploy:read', 'deploy:write']", "scopes: ['deploy:read']");
    expect(await isActive(gateway, token)).to.equal(true);
  });

  it('gives no token a longer life than its mapping gives today', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    gateway.changeTrust('lifetime: 10m', 'lifetime: 2m');
    gateway.wait(119);
    expect(await isActive(gateway, token)).to.equal(true);
    gateway.wait(1);
    expect(await isActive(gateway, token)).to.equal(false);
  });

  const delegated = { subject_token: 'agent subject', actor_token: 'actor', actor_token_type: TokenType.jwt };
  const overActor: readonly [string, string, string][] = [
    ['is disabled', 'id: cluster\n', 'id: cluster\nenabled: false\n'],
    ['has another address', 'https://kubernetes.acme.example', 'https://elsewhere.acme.example'],
    ['no longer vouches for an actor', 'agents:runner', 'agents:other'],
  ];
  for (const [what, from, to] of overActor) {
    it(`calls a token inactive once the issuer of its actor ${what}`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue(delegated);
      expect(await isActive(gateway, token)).to.equal(true);
      gateway.changeTrust(from, to);
      expect(await isActive(gateway, token)).to.equal(false);
    });
  }

  it('withdraws with a token what was made from it', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const made = await gateway.issue({ subject_token: token, audience: ARCHIVE });
    expect(await isActive(gateway, made)).to.equal(true);
    gateway.changeTrust('ref: refs/heads/main', 'ref: refs/heads/release');
    expect(await isActive(gateway, made)).to.equal(false);
  });
});

describe('introspect, by revocations', () => {
  const by = { author: 'ann', reason: 'leaked' };
  const selectors: readonly RevocationSelector[] = [
    { by: 'token', value: 'jti-1' },
    { by: 'mapping', value: 'shop-deploy' },
    { by: 'issuer', value: 'github' },
    { by: 'before', time: NOW * 1000 + 250 },
  ];
  for (const selector of selectors) {
    it(`calls a token inactive once it is revoked by ${JSON.stringify(selector)}`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      await gateway.revokeBySelector(selector, by);
      expect(await gateway.introspect(token, [DEPLOYER])).to.deep.equal(INACTIVE);
    });
  }

  it('covers exactly the tokens issued up to the moment of the revocation, in whatever order things happen', async () => {
    const happening = fc.array(fc.constantFrom('issue', 'revoke', 'wait'), { maxLength: 12 });
    const run = fc.asyncProperty(happening, async (happenings) => {
      const gateway = gatewayUnderTest();
      const issued: { readonly token: string; active: boolean }[] = [];
      let revokedNow = false;
      for (const what of happenings) {
        if (what === 'issue') issued.push({ token: await gateway.issue(), active: !revokedNow });
        if (what === 'wait') gateway.wait(1);
        if (what === 'revoke') {
          await gateway.revokeBySelector({ by: 'mapping', value: 'shop-deploy' }, by);
          for (const each of issued) each.active = false;
        }
        if (what !== 'issue') revokedNow = what === 'revoke';
      }
      for (const { token, active } of issued) expect(await isActive(gateway, token)).to.equal(active);
    });
    await fc.assert(run, { numRuns: 50 });
  });

  it('revokes with a token what was made from it, at any remove', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const made = await gateway.issue({ subject_token: token, audience: ARCHIVE });
    await gateway.revokeBySelector({ by: 'token', value: 'jti-1' }, by);
    expect(await isActive(gateway, made)).to.equal(false);
  });
});
