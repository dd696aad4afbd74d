import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import type { ClaimFact } from '../profile.ts';
import { workloadName } from '../workload-name.ts';

const PUBLIC_ISSUER = 'https://gitlab.com';

/** `null` where GitLab has no value, and not left out. */
const aboutTrigger = (idOf: string): ClaimFact =>
  renameable({ types: ['string', 'null'], idOf, influencedBy: 'describes whoever triggers the pipeline' });

/**
 * GitLab CI: gitlab.com, self-managed and Dedicated. In a merge-request pipeline of a fork, `project_*`,
 * `namespace_*`, `ref` and `sub` speak of the fork and `job_project_*`, `job_namespace_*` of the project it runs in:
 * such a job is a workload of its own, neither the fork's nor the parent's.
 */
export const gitlab = defineProfile({
  provider: 'gitlab',
  title: 'GitLab CI',
  issuer: PUBLIC_ISSUER,
  isShared: (issuer) => issuer === PUBLIC_ISSUER,
  tenantPins: ['project_id', 'job_project_id', 'namespace_id', 'job_namespace_id'],
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  platformAudiences: [...FIXED_AUDIENCES, /^https:\/\/gitlab\.com\/?$/],
  claims: {
    ...registeredClaims('nbf', 'jti'),
    sub: renameable({
      idOf: 'project_id',
      influencedBy: 'holds the branch name, and in a merge request of a fork the name of the fork',
    }),
    namespace_id: immutable(),
    namespace_path: renameable({ idOf: 'namespace_id' }),
    project_id: immutable(),
    project_path: renameable({ idOf: 'project_id' }),
    project_visibility: context({ optional: true }),
    job_namespace_id: immutable({ optional: true }),
    job_namespace_path: renameable({ idOf: 'job_namespace_id', optional: true }),
    job_project_id: immutable({ optional: true }),
    job_project_path: renameable({ idOf: 'job_project_id', optional: true }),
    user_id: immutable({
      types: ['string', 'null'],
      influencedBy: 'describes whoever triggers the pipeline',
    }),
    user_login: aboutTrigger('user_id'),
    user_email: aboutTrigger('user_id'),
    user_access_level: { ...aboutTrigger('user_id'), optional: true },
    user_identities: context({ types: ['array'], optional: true }),
    groups_direct: renameable({
      types: ['array'],
      influencedBy: 'describes whoever triggers the pipeline',
      optional: true,
    }),
    pipeline_id: context(),
    pipeline_source: context(),
    job_id: context(),
    job_source: context({ optional: true }),
    ref: context(),
    ref_type: context(),
    ref_path: context({ optional: true }),
    ref_protected: context(),
    environment: renameable({ optional: true }),
    environment_protected: context({ optional: true }),
    environment_action: context({ optional: true }),
    deployment_tier: context({ optional: true }),
    runner_id: context({ types: ['number'], optional: true }),
    runner_environment: context({ optional: true }),
    sha: context({ optional: true }),
    ci_config_ref_uri: renameable({ types: ['string', 'null'], optional: true }),
    ci_config_sha: context({ types: ['string', 'null'], optional: true }),
    target_audience: context({ optional: true }),
  },
  events: [{ claim: 'pipeline_source', untrusted: ['merge_request_event', 'external_pull_request_event'] }],
  subjectForms: [
    {
      pattern: /^project_path:([^:]+):ref_type:(branch|tag):ref:([^:]+)$/,
      claims: ['project_path', 'ref_type', 'ref'],
    },
  ],
  requiredClaims: ['project_id', 'pipeline_id', 'job_id'],
  kindClaims: [{ claim: 'sub', pattern: /^project_path:/ }],
  describe: (read) => {
    const repository = read('project_path');
    const environment = read('environment');
    return {
      kind: 'job',
      ids: [{ project_id: read('project_id') }],
      within: { job_project_id: unlessSame(read('job_project_id'), read('project_id')), environment },
      name: workloadName([repository], environment),
      tenant: unlessDifferent(read('namespace_id'), read('job_namespace_id')),
      task: { pipeline_id: read('pipeline_id'), job_id: read('job_id') },
      source: { repository, ref: read('ref_path') ?? read('ref'), commit: read('sha') },
    };
  },
});

function unlessSame(value: string | undefined, other: string | undefined): string | undefined {
  return value === other ? undefined : value;
}

/** A job between two namespaces is of neither. Before the claim existed there was only one. */
function unlessDifferent(value: string | undefined, other: string | undefined): string | undefined {
  return other === undefined || value === other ? value : undefined;
}
