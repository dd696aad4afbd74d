import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

/** Fly.io Machines: one issuer per organisation. `image_digest` says exactly what runs. */
export const flyio = defineProfile({
  provider: 'flyio',
  title: 'Fly.io',
  issuerPattern: /^https:\/\/oidc\.fly\.io\/[a-z0-9][a-z0-9-]*$/,
  maxAge: 600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  platformAudiences: [...FIXED_AUDIENCES, /^https:\/\/fly\.io\/[^/]+\/?$/],
  claims: {
    ...registeredClaims('nbf', 'jti'),
    sub: renameable({ idOf: 'app_id' }),
    org_id: immutable(),
    org_name: renameable({ idOf: 'org_id' }),
    app_id: immutable(),
    app_name: renameable({ idOf: 'app_id' }),
    machine_id: immutable(),
    machine_name: renameable({ idOf: 'machine_id', influencedBy: 'whoever creates the Machine' }),
    machine_version: context(),
    image: renameable({ idOf: 'image_digest' }),
    image_digest: immutable(),
    region: context(),
  },
  requiredClaims: ['org_id', 'app_id', 'machine_id'],
  describe: (read) => ({
    kind: 'instance',
    ids: [{ app_id: read('app_id') }],
    name: workloadName([read('org_name'), read('app_name')]),
    tenant: read('org_id'),
    task: { machine_id: read('machine_id') },
  }),
});
