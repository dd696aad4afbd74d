import { freePort, type IdentityProvider, startIdentityProvider } from '@cambio/testkit';
import { type Gateway, type GatewayOptions, startGateway } from '../gateway/start-gateway.ts';

/** The platform team may do everything, sales may look at decisions, and everybody else nothing. */
const ADA = { id: 'ada-1', name: 'Ada', email: 'ada@acme.example', groups: ['platform'] };
const BOB = { id: 'bob-2', name: 'Bob', email: 'bob@acme.example', groups: ['sales'] };
const GRACE = { id: 'grace-4', name: 'Grace', email: 'grace@acme.example', groups: ['platform'] };
const EVE = { id: 'eve-3', name: 'Eve', email: 'eve@acme.example', groups: [] };

const EVERYTHING = ['trust:read', 'trust:write', 'decisions:read', 'tokens:revoke', 'keys:rotate'];

/** A gateway with its console, and where people log in. */
export interface Workplace {
  readonly gateway: Gateway;
  readonly provider: IdentityProvider;
  readonly close: () => Promise<void>;
}

/** Its trust documents stand beside those by which people log in. By default they only fill an empty ledger: the console changes them. */
export type WorkplaceOptions = Pick<GatewayOptions, 'trust' | 'trustSource' | 'args' | 'files'>;

export async function openWorkplace({
  trust = '',
  trustSource = 'ledger',
  args = [],
  ...options
}: WorkplaceOptions = {}): Promise<Workplace> {
  const provider = await startIdentityProvider([ADA, BOB, EVE, GRACE], { now: Date.now });
  const gateway = await startGateway({
    trust: [staffTrust(provider.issuer), trust].filter((text) => text !== '').join('\n---\n'),
    trustSource,
    path: '/sts',
    port: await freePort(),
    args: ['--set', 'admin.login.issuer=staff', '--set', 'admin.login.clientId=cambio', ...args],
    ...options,
  });
  return {
    gateway,
    provider,
    close: async () => {
      await gateway.stop();
      await provider.close();
    },
  };
}

/** Trust documents by which people log in and administer. Any JSON is YAML too. */
function staffTrust(url: string): string {
  const admins = (id: string, group: string, scopes: readonly string[]) => ({
    kind: 'Mapping',
    id,
    purpose: `The ${group} team looks after the gateway`,
    issuer: 'staff',
    target: 'admin',
    match: { groups: { contains: group } },
    grant: { scopes, subject: 'person/{sub}' },
  });
  return [
    {
      kind: 'Issuer',
      id: 'staff',
      provider: 'oidc',
      url,
      allowPrivateNetwork: true,
      audiences: ['cambio'],
      replay: 'allow',
    },
    admins('platform-team', 'platform', EVERYTHING),
    admins('sales-team', 'sales', ['decisions:read']),
  ]
    .map((document) => JSON.stringify({ owner: 'platform@acme.example', ...document }))
    .join('\n---\n');
}
