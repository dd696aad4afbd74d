import { context, immutable, registeredClaims } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

/** Bitbucket Pipelines (Cloud). UUIDs stand in braces, which are part of the value. There is no `jti`. */
export const bitbucket = defineProfile({
  provider: 'bitbucket',
  title: 'Bitbucket Pipelines',
  issuerPattern:
    /^https:\/\/api\.bitbucket\.org\/2\.0\/workspaces\/[A-Za-z0-9_-]+\/pipelines-config\/identity\/oidc$/,
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  platformAudiences: [...FIXED_AUDIENCES, /^ari:cloud:bitbucket::workspace\//],
  claims: {
    ...registeredClaims(),
    sub: context({ idOf: 'repositoryUuid' }),
    workspaceUuid: immutable(),
    repositoryUuid: immutable(),
    deploymentEnvironmentUuid: immutable({ optional: true }),
    pipelineUuid: context(),
    stepUuid: context(),
    branchName: context({
      influencedBy: 'of a pull request the source branch, named by its author',
      optional: true,
    }),
  },
  requiredClaims: ['workspaceUuid', 'repositoryUuid', 'stepUuid'],
  describe: (read) => ({
    kind: 'job',
    ids: [{ repositoryUuid: read('repositoryUuid') }],
    within: { deploymentEnvironmentUuid: read('deploymentEnvironmentUuid') },
    name: workloadName([read('workspaceUuid'), read('repositoryUuid')]),
    tenant: read('workspaceUuid'),
    task: { pipelineUuid: read('pipelineUuid'), stepUuid: read('stepUuid') },
    source: { repository: read('repositoryUuid'), ref: read('branchName') },
  }),
});
