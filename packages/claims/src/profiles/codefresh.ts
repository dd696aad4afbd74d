import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

const PUBLIC_ISSUER = 'https://oidc.codefresh.io';

/**
 * Codefresh, hosted and on premises. `sub` holds whole URLs and branch names as they are: never split it. `scm_*` is
 * missing when nothing was pushed (cron, manual runs). There is no `jti`.
 */
export const codefresh = defineProfile({
  provider: 'codefresh',
  title: 'Codefresh',
  issuer: PUBLIC_ISSUER,
  issuerPattern: /^https:\/\/oidc\.codefresh\.io$/,
  isShared: () => true,
  tenantPins: ['account_id', 'pipeline_id'],
  maxAge: 300,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  platformAudiences: [...FIXED_AUDIENCES, /^https:\/\/g\.codefresh\.io\/?$/],
  claims: {
    ...registeredClaims(),
    sub: renameable({
      idOf: 'pipeline_id',
      influencedBy: 'holds branch names and URLs unescaped, so an author can imitate other parts of it',
    }),
    account_id: immutable(),
    account_name: renameable({ idOf: 'account_id' }),
    pipeline_id: immutable(),
    pipeline_name: renameable({ idOf: 'pipeline_id' }),
    workflow_id: context(),
    initiator: renameable({ influencedBy: 'whoever starts the run by hand', optional: true }),
    scm_user_name: renameable({ influencedBy: 'whoever pushes', optional: true }),
    scm_repo_url: renameable({ optional: true }),
    scm_ref: context({ optional: true }),
    scm_pull_request_target_branch: context({ optional: true }),
    runner_environment: context({ optional: true }),
    platform_url: context({ optional: true }),
  },
  events: [{ claim: 'scm_pull_request_target_branch', untrusted: [] }],
  requiredClaims: ['account_id', 'pipeline_id', 'workflow_id'],
  describe: (read) => ({
    kind: 'job',
    ids: [{ pipeline_id: read('pipeline_id') }],
    name: workloadName([read('account_name'), read('pipeline_name')]),
    tenant: read('account_id'),
    task: { workflow_id: read('workflow_id') },
    source: { repository: read('scm_repo_url'), ref: read('scm_ref') },
  }),
});
