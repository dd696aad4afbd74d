import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import type { ClaimReader } from '../claim-reader.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import type { WorkloadKind } from '../workload.ts';

const PUBLIC_ISSUER = 'https://accounts.google.com';

/**
 * The client id of Google's own command-line tools: the audience of what `gcloud auth print-identity-token` prints
 * for anybody.
 */
const GCLOUD_CLIENT = /^32555940559\.apps\.googleusercontent\.com$/;

/**
 * Google identity tokens of service accounts: metadata server, Cloud Run, Functions, impersonation. The same issuer
 * signs people in; their tokens have an `azp` that is not their `sub`. Only tokens asked for with `format=full` on a
 * virtual machine have `google`. There is no `jti`, and the metadata server hands out one token until it runs out.
 */
export const google = defineProfile({
  provider: 'google',
  title: 'Google Cloud service accounts',
  issuer: PUBLIC_ISSUER,
  issuerPattern: /^(https:\/\/)?accounts\.google\.com$/,
  isShared: () => true,
  tenantPins: ['sub', '/google/compute_engine/project_id', '/google/compute_engine/project_number'],
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'allow',
  platformAudiences: [...FIXED_AUDIENCES, GCLOUD_CLIENT],
  claims: {
    ...registeredClaims(),
    sub: immutable(),
    azp: immutable({ optional: true }),
    email: renameable({ idOf: 'sub', optional: true }),
    email_verified: context({ types: ['boolean'], optional: true }),
    google: context({ types: ['object'], optional: true }),
    '/google/compute_engine': context({ types: ['object'] }),
    '/google/compute_engine/instance_id': immutable(),
    '/google/compute_engine/instance_name': renameable({ idOf: '/google/compute_engine/instance_id' }),
    '/google/compute_engine/instance_creation_timestamp': context({ types: ['number'] }),
    '/google/compute_engine/instance_confidentiality': context({ types: ['number'], optional: true }),
    '/google/compute_engine/license_id': context({ types: ['array'], optional: true }),
    '/google/compute_engine/project_id': immutable(),
    '/google/compute_engine/project_number': immutable({ types: ['number'] }),
    '/google/compute_engine/zone': context(),
  },
  requiredClaims: ['sub'],
  describe: (read) => ({
    kind: kindOf(read),
    ids: [],
    name: read('email'),
    tenant: read('/google/compute_engine/project_id'),
    task: { instance_id: read('/google/compute_engine/instance_id') },
  }),
});

function kindOf(read: ClaimReader): WorkloadKind {
  if (read('/google/compute_engine/instance_id') !== undefined) return 'instance';
  return read('azp') === read('sub') ? 'service' : 'person';
}
