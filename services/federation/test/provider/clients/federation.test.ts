import { profileOf, type TokenRefusal, type VerifiedToken } from '@cambio/claims';
import { type Digest, err, ok, type Result } from '@cambio/oauth';
import { loadTrust } from '@cambio/policy';
import type { Marks, Presented } from '@cambio/sts';
import { expect } from 'chai';
import { createFederation } from '../../../src/provider/clients/federation.ts';

const ISSUER = 'https://sts.acme.example';
const NOW = 1_788_220_860;

const trustWith = (binding: string) => `
kind: Issuer
id: idp
provider: oidc
url: https://idp.acme.example
owner: a@acme.example
---
kind: Target
id: clients
audience: ${ISSUER}
scopes: { stock: Be the stock service, orders: Be the order service }
token: { binding: ${binding} }
owner: a@acme.example
---
kind: Mapping
id: stock-is-its-account
owner: a@acme.example
purpose: The stock service authenticates
issuer: idp
target: clients
match: { sub: stock-account }
grant: { scopes: [stock] }
---
kind: Mapping
id: stock-by-a-token-of-ours
owner: a@acme.example
purpose: What no mapping can bring about
issuer: self
target: clients
match: { sub: stock-account }
grant: { scopes: [stock] }
`;

const claims = { iss: 'https://idp.acme.example', sub: 'stock-account', aud: ISSUER };

function tokenWith(
  changed: object = {},
  more: Partial<VerifiedToken> = {},
): Result<VerifiedToken, TokenRefusal> {
  const all = { ...claims, ...changed };
  const workload = profileOf('oidc')?.workload(all);
  if (workload === undefined) throw new Error('the profile is missing');
  return ok({
    identity: { issuer: 'idp', claims: all, workload },
    digest: 'digest' as Digest,
    replayId: 'id',
    replay: 'once',
    expiresAt: NOW + 60,
    clockSkew: 30,
    ...more,
  });
}

/** A token that says the same, of another issuer. */
function tokenOf(issuer: string): Result<VerifiedToken, TokenRefusal> {
  const token = tokenWith();
  return token.ok ? ok({ ...token.value, identity: { ...token.value.identity, issuer } }) : token;
}

interface Setting {
  readonly token?: Result<VerifiedToken, TokenRefusal>;
  readonly client?: string;
  readonly mark?: Awaited<ReturnType<Marks['reserve']>>;
  readonly binding?: string;
  readonly presented?: Presented;
}

async function federate({
  token = tokenWith(),
  client = 'stock',
  mark = ok('reserved'),
  binding = 'optional',
  presented = { kind: 'none' },
}: Setting = {}) {
  const gateway = { issuer: ISSUER, lifetime: 300, maxLifetime: 900 };
  const { trust, diagnostics } = loadTrust([{ path: 'trust.yaml', text: trustWith(binding) }], gateway);
  if (trust === undefined) throw new Error(JSON.stringify(diagnostics));
  const reserved: Parameters<Marks['reserve']>[] = [];
  const marks: Marks = {
    reserve: async (...asked) => {
      reserved.push(asked);
      return mark;
    },
  };
  const run = createFederation({
    issuer: ISSUER,
    verifier: { verify: async () => token },
    trust: { current: () => ({ revision: 'r1', trust }) },
    marks,
    now: () => NOW * 1000,
  });
  return { result: await run('token', client, { presented }), reserved };
}

describe('authentication by an upstream token', () => {
  it('lets in the service that a mapping names, and uses the token up', async () => {
    const { result, reserved } = await federate();
    expect(result.ok).to.equal(true);
    expect(reserved.map(([, until, stated]) => [until, stated])).to.deep.equal([
      [NOW + 60 + 30 + 5, NOW + 60],
    ]);
  });

  it('marks nothing where the issuer allows reuse', async () => {
    const { result, reserved } = await federate({ token: tokenWith({}, { replay: 'allow' }) });
    expect(result.ok).to.equal(true);
    expect(reserved).to.deep.equal([]);
  });

  const refused: readonly [string, Setting, string][] = [
    [
      'a token that does not verify',
      { token: err({ reason: 'invalid_signature', detail: '' }) },
      'invalid_signature',
    ],
    [
      'one for somebody else too',
      { token: tokenWith({ aud: [ISSUER, 'https://other.example'] }) },
      'wrong_audience',
    ],
    [
      'one for somebody else, whom its issuer lets it name',
      { token: tokenWith({ aud: 'https://other.example' }) },
      'wrong_audience',
    ],
    ['one that this gateway issued', { token: tokenOf('self') }, 'unknown_issuer'],
    ['another account', { token: tokenWith({ sub: 'other' }) }, 'claim_mismatch'],
    ['the account for another service', { client: 'orders' }, 'scope_not_granted'],
    ['the account for a service that no target names', { client: 'billing' }, 'scope_not_granted'],
    ['a token that was used', { mark: ok('exists') }, 'assertion_replayed'],
    ['no proof where the target demands one', { binding: 'required' }, 'binding_required'],
    [
      'a proof that nobody has judged',
      { binding: 'required', presented: { kind: 'dpop', proof: 'x', method: 'POST', url: ISSUER } },
      'binding_required',
    ],
  ];
  for (const [what, setting, reason] of refused) {
    it(`refuses ${what}`, async () => {
      const { result } = await federate(setting);
      expect(result).to.deep.equal(err({ kind: 'unauthenticated', reason }));
    });
  }

  it('counts a certificate for a binding', async () => {
    const presented = { kind: 'mtls', thumbprint: 'x' } as const;
    expect((await federate({ binding: 'mtls', presented })).result.ok).to.equal(true);
  });

  it('lets nobody in while keys or marks cannot be had', async () => {
    const withoutKeys = await federate({ token: err({ reason: 'keys_unavailable', detail: '' }) });
    expect(withoutKeys.result).to.deep.equal(
      err({ kind: 'unavailable', outage: 'upstream_keys_unavailable' }),
    );
    const withoutMarks = await federate({ mark: err('unavailable') });
    expect(withoutMarks.result).to.deep.equal(err({ kind: 'unavailable', outage: 'marks_unavailable' }));
  });
});
