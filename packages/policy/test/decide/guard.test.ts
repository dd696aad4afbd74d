import { profileOf, type VerifiedIdentity } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { decide, explain, loadTrust } from '../../src/index.ts';

const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

const TRUST = `
kind: Issuer
id: people
provider: oidc
url: https://login.acme.example
owner: it@acme.example
require: claims.tier == "staff"
---
kind: Issuer
id: agents
provider: oidc
url: https://agents.acme.example
owner: it@acme.example
require: claims.tier == "reviewed"
---
kind: Target
id: ledger
audience: https://ledger.acme.example
owner: it@acme.example
scopes: { read: Read }
---
kind: Mapping
id: agent-for-jane
owner: it@acme.example
purpose: Let the agent read for Jane
issuer: people
target: ledger
match: { sub: jane }
delegation: { actors: [{ issuer: agents, match: { sub: agent } }] }
grant: { scopes: [read] }
`;

const { trust } = loadTrust([{ path: 'trust.yaml', text: TRUST }], GATEWAY);

function identity(issuer: string, claims: JsonObject): VerifiedIdentity {
  const profile = profileOf('oidc');
  if (profile === undefined) throw new Error('the profile is missing');
  return { issuer, claims, workload: profile.workload(claims) };
}

const jane = (tier: string) => identity('people', { iss: 'https://login.acme.example', sub: 'jane', tier });
const agent = (tier?: string) =>
  identity('agents', {
    iss: 'https://agents.acme.example',
    sub: 'agent',
    ...(tier !== undefined && { tier }),
  });

describe('what an issuer requires of every token', () => {
  const outcomeOf = (subject: VerifiedIdentity, actor?: VerifiedIdentity) => {
    if (trust === undefined) throw new Error('the documents do not load');
    const request = { audience: 'ledger', binding: 'none' } as const;
    const input = { subject, ...(actor && { actor }), request, now: 1_788_220_800 };
    const decision = decide(trust, input);
    const explanation = explain(trust, input);
    expect(explanation.decision).to.deep.equal(decision);
    return { reason: decision.outcome === 'deny' ? decision.reason : 'allowed', before: explanation.before };
  };

  it('lets in whom it holds for', () => {
    expect(outcomeOf(jane('staff'), agent('reviewed')).reason).to.equal('allowed');
  });

  it('keeps out a subject it does not hold for', () => {
    expect(outcomeOf(jane('guest'), agent('reviewed')).reason).to.equal('issuer_condition');
  });

  it("keeps out an actor that its own issuer's does not hold for", () => {
    const { reason, before } = outcomeOf(jane('staff'), agent('draft'));
    expect(reason).to.equal('actor_issuer_condition');
    expect(before).to.deep.equal([
      { kind: 'issuer', what: 'claims.tier == "reviewed"', expected: 'is true', found: false, held: false },
    ]);
  });

  it('keeps out an actor it fails on', () => {
    expect(outcomeOf(jane('staff'), agent()).reason).to.equal('actor_issuer_condition');
  });
});
