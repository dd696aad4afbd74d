import { type IdentityProvider, startIdentityProvider } from '@cambio/testkit';

/** Who can log in to the console of a demo. */
const ADA = {
  id: 'ada',
  name: 'Ada, who may do everything',
  email: 'ada@acme.example',
  groups: ['platform'],
};
const BOB = { id: 'bob', name: 'Bob, who may look', email: 'bob@acme.example', groups: ['sales'] };

/** The id of their Issuer document, and of the gateway at their provider. */
export const PEOPLE = { issuer: 'acme-people', clientId: 'cambio-demo' } as const;

/** An organisation's identity provider, where nobody needs a password; at 8082, or any port that is free. */
export async function startPeople(now: () => number): Promise<IdentityProvider> {
  const at = (port: number) => startIdentityProvider([ADA, BOB], { now, port });
  return at(8082).catch(() => at(0));
}

/** Trust documents by which they log in and administer. */
export const PEOPLE_TRUST = `# People of the demo: who may do what in the console.
kind: Issuer
id: ${PEOPLE.issuer}
owner: platform@acme.example
description: Where the people of Acme log in
provider: oidc
url: http://127.0.0.1:8082
audiences: [${PEOPLE.clientId}]
replay: allow
---
kind: Mapping
id: console-admins
owner: platform@acme.example
purpose: The platform team looks after the gateway
issuer: ${PEOPLE.issuer}
target: admin
match:
  groups: { contains: platform }
grant:
  scopes: [trust:read, trust:write, decisions:read, tokens:revoke, keys:rotate]
  subject: "person/{email}"
---
kind: Mapping
id: console-readers
owner: platform@acme.example
purpose: Everybody at Acme may look at what was decided
issuer: ${PEOPLE.issuer}
target: admin
match:
  groups: { contains: sales }
grant:
  scopes: [trust:read, decisions:read]
  subject: "person/{email}"
`;
