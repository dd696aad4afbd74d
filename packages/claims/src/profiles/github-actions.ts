import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

const PUBLIC_ISSUER = 'https://token.actions.githubusercontent.com';

const PULL_REQUEST_AUTHOR = 'named by whoever opens a pull request';

/**
 * GitHub Actions: github.com (also with an enterprise slug), data residency (ghe.com) and Enterprise Server.
 * Every claim of its own is a string, booleans and numbers included.
 */
export const githubActions = defineProfile({
  provider: 'github-actions',
  title: 'GitHub Actions',
  issuer: PUBLIC_ISSUER,
  issuerPattern:
    /^https:\/\/(token\.actions\.(githubusercontent\.com|[a-z0-9-]+\.ghe\.com)(\/[A-Za-z0-9][A-Za-z0-9-]*)?|[A-Za-z0-9.-]+(:[0-9]+)?\/_services\/token)$/,
  isShared: (issuer) => issuer === PUBLIC_ISSUER,
  tenantPins: ['repository_id', 'repository_owner_id', 'enterprise_id'],
  maxAge: 600,
  maxLifetime: 3600,
  replay: 'once-per-target',
  platformAudiences: [
    ...FIXED_AUDIENCES,
    /^https:\/\/github\.com\/[^/]+\/?$/,
    /^https:\/\/[a-z0-9-]+\.ghe\.com\/[^/]+\/?$/,
  ],
  claims: {
    ...registeredClaims('nbf', 'jti'),
    sub: renameable({
      idOf: 'repository_id',
      influencedBy: 'put together from names, by a template that administrators of the repository choose',
    }),
    repository: renameable({ idOf: 'repository_id' }),
    repository_id: immutable(),
    repository_owner: renameable({ idOf: 'repository_owner_id' }),
    repository_owner_id: immutable(),
    repository_visibility: context(),
    enterprise: renameable({ idOf: 'enterprise_id', optional: true }),
    enterprise_id: immutable({ optional: true }),
    environment: renameable({ optional: true }),
    environment_node_id: context({ optional: true }),
    actor: renameable({ idOf: 'actor_id', influencedBy: 'whoever starts the run, by any event' }),
    actor_id: immutable({ influencedBy: 'whoever starts the run, by any event' }),
    event_name: context(),
    ref: context(),
    ref_type: context(),
    ref_protected: context(),
    head_ref: context({ influencedBy: PULL_REQUEST_AUTHOR }),
    base_ref: context({ influencedBy: 'chosen by whoever opens a pull request' }),
    sha: context(),
    workflow: renameable({ influencedBy: 'written in the workflow file, which a pull request can change' }),
    workflow_ref: renameable(),
    workflow_sha: context(),
    job_workflow_ref: renameable(),
    job_workflow_sha: context(),
    run_id: context(),
    run_number: context(),
    run_attempt: context(),
    runner_environment: context(),
    check_run_id: context({ optional: true }),
  },
  claimPrefixes: { repo_property_: context() },
  events: [
    {
      claim: 'event_name',
      untrusted: [
        'pull_request',
        'pull_request_target',
        'pull_request_review',
        'pull_request_review_comment',
        'workflow_run',
        'issue_comment',
        'issues',
        'discussion',
        'discussion_comment',
      ],
    },
  ],
  // With an environment alone: what else a job's `sub` says depends on its event as well.
  subjectForms: [
    {
      pattern: /^repo:[\w.-]+@(\d+)\/[\w.-]+@(\d+):environment:([\w.-]+)$/,
      claims: ['repository_owner_id', 'repository_id', 'environment'],
    },
    {
      pattern: /^repo:([\w.-]+\/[\w.-]+):environment:([\w.-]+)$/,
      claims: ['repository', 'environment'],
    },
  ],
  requiredClaims: ['repository_id', 'repository_owner_id', 'run_id'],
  describe: (read) => {
    const repository = read('repository');
    const environment = read('environment');
    return {
      kind: 'job',
      ids: [{ repository_id: read('repository_id') }],
      within: { environment },
      name: workloadName([repository], environment),
      tenant: read('repository_owner_id'),
      task: { run_id: read('run_id'), run_attempt: read('run_attempt') },
      source: { repository, ref: read('ref'), commit: read('sha') },
    };
  },
});
