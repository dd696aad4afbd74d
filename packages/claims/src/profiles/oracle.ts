import { context, immutable, registeredClaims } from '../claim-fact.ts';
import type { ClaimReader } from '../claim-reader.ts';
import { defineProfile } from '../define-profile.ts';
import type { WorkloadKind } from '../workload.ts';

const PUBLIC_ISSUER = 'https://identity.oraclecloud.com/';

/**
 * Oracle Cloud instances and functions, by a token of their identity domain. All tenancies have the same `iss`: the
 * domain's own keys and the `tenant` claim are what tells them apart, so both are needed. Oracle chooses the
 * audience.
 */
export const oracle = defineProfile({
  provider: 'oracle',
  title: 'Oracle Cloud',
  issuer: PUBLIC_ISSUER,
  issuerPattern: /^https:\/\/identity\.oraclecloud\.com\/$/,
  isShared: () => true,
  tenantPins: ['tenant'],
  maxAge: 300,
  maxLifetime: 86_400,
  replay: 'once',
  claims: {
    ...registeredClaims(),
    sub: immutable(),
    sub_type: context({ optional: true }),
    tok_type: context(),
    tenant: immutable(),
    tenant_ocid: immutable({ optional: true }),
    compartment_ocid: immutable({ optional: true }),
    scope: context({ optional: true }),
  },
  requiredClaims: ['sub', 'tenant'],
  kindClaims: [{ claim: 'tok_type', pattern: /^AT$/ }],
  describe: (read) => ({
    kind: kindOf(read),
    ids: [{ tenant: read('tenant'), sub: read('sub') }],
    name: read('sub'),
    tenant: read('tenant'),
  }),
});

function kindOf(read: ClaimReader): WorkloadKind {
  const sub = read('sub') ?? '';
  if (sub.startsWith('ocid1.instance.')) return 'instance';
  return sub.startsWith('ocid1.fnfunc.') ? 'function' : 'service';
}
