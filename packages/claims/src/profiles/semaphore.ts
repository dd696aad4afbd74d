import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';

/** Semaphore: one issuer per organisation, which is also the audience and cannot be chosen. */
export const semaphore = defineProfile({
  provider: 'semaphore',
  title: 'Semaphore',
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  claims: {
    ...registeredClaims('nbf', 'jti'),
    sub: renameable({ idOf: 'prj_id', influencedBy: 'holds the git reference of a pull request' }),
    org: renameable({ idOf: 'org_id' }),
    org_id: immutable(),
    prj: renameable({ idOf: 'prj_id' }),
    prj_id: immutable(),
    repo: renameable({ idOf: 'prj_id' }),
    repo_slug: renameable({ idOf: 'prj_id' }),
    branch: context({ influencedBy: 'the target branch of every pull request, so `main` for all of them' }),
    pr_branch: context({ influencedBy: 'named by whoever opens a pull request', optional: true }),
    pr: context({ optional: true }),
    ref: context(),
    ref_type: context(),
    tag: context({ optional: true }),
    wf_id: context(),
    ppl_id: context(),
    job_id: context(),
    job_type: context(),
    trg: context(),
  },
  events: [
    { claim: 'ref_type', untrusted: ['pull-request'] },
    { claim: 'job_type', untrusted: ['debug_job', 'project_debug_job'] },
  ],
  requiredClaims: ['org_id', 'prj_id', 'job_id'],
  describe: (read) => ({
    kind: 'job',
    ids: [{ prj_id: read('prj_id') }],
    name: read('repo_slug') ?? read('prj'),
    tenant: read('org_id'),
    task: { wf_id: read('wf_id'), job_id: read('job_id') },
    source: { repository: read('repo_slug'), ref: read('ref') },
  }),
});
