import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { UUID } from '../uuid.ts';

const ROOT_ISSUER = 'https://oidc.circleci.com';

/**
 * CircleCI, tokens V1 and V2, with an issuer per organisation, the root issuer, or a CircleCI Server of one's own.
 * The claim names hold a `/`. There is no `jti`. The same keys sign audit-log streams, which have no project.
 */
export const circleci = defineProfile({
  provider: 'circleci',
  title: 'CircleCI',
  issuerPattern: new RegExp(`^https://[A-Za-z0-9.-]+(:[0-9]+)?(/org/${UUID})?$`),
  isShared: (issuer) => issuer === ROOT_ISSUER,
  tenantPins: ['oidc.circleci.com/org-id', 'oidc.circleci.com/project-id'],
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  platformAudiences: [...FIXED_AUDIENCES, new RegExp(`^${UUID}$`)],
  claims: {
    ...registeredClaims(),
    sub: renameable({
      idOf: 'oidc.circleci.com/project-id',
      influencedBy: 'holds who triggered the pipeline and the branch name',
    }),
    'oidc.circleci.com/org-id': immutable(),
    'oidc.circleci.com/project-id': immutable(),
    'oidc.circleci.com/pipeline-definition-id': immutable({ optional: true }),
    'oidc.circleci.com/context-ids': immutable({ types: ['array'], optional: true }),
    'oidc.circleci.com/pipeline-id': context({ optional: true }),
    'oidc.circleci.com/workflow-id': context({ optional: true }),
    'oidc.circleci.com/job-id': context({ optional: true }),
    'oidc.circleci.com/ssh-rerun': context({ types: ['boolean'], optional: true }),
    'oidc.circleci.com/vcs-origin': renameable({ optional: true }),
    'oidc.circleci.com/vcs-ref': context({ optional: true }),
  },
  // A fork that is given secrets has the project's ids, and branches called what its owner likes: its origin alone tells.
  events: [
    { claim: 'oidc.circleci.com/ssh-rerun', untrusted: [true] },
    { claim: 'oidc.circleci.com/vcs-origin', untrusted: 'unnamed' },
  ],
  requiredClaims: ['oidc.circleci.com/org-id', 'oidc.circleci.com/project-id'],
  describe: (read) => {
    const repository = read('oidc.circleci.com/vcs-origin');
    return {
      kind: 'job',
      ids: [{ project_id: read('oidc.circleci.com/project-id') }],
      name: repository ?? read('oidc.circleci.com/project-id'),
      tenant: read('oidc.circleci.com/org-id'),
      task: {
        workflow_id: read('oidc.circleci.com/workflow-id'),
        job_id: read('oidc.circleci.com/job-id'),
      },
      source: { repository, ref: read('oidc.circleci.com/vcs-ref') },
    };
  },
});
