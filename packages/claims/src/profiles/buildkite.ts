import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

const PUBLIC_ISSUER = 'https://agent.buildkite.com';

/**
 * Buildkite. The immutable ids are in a token only when the job asks for them, by `--claim`. Without them a workload is
 * named by its `sub`, which is another one for every commit and step.
 */
export const buildkite = defineProfile({
  provider: 'buildkite',
  title: 'Buildkite',
  issuer: PUBLIC_ISSUER,
  issuerPattern: /^https:\/\/agent\.buildkite\.com$/,
  isShared: () => true,
  tenantPins: ['organization_id', 'pipeline_id'],
  maxAge: 600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  platformAudiences: [...FIXED_AUDIENCES, /^https:\/\/buildkite\.com\/[^/]+\/?$/],
  claims: {
    ...registeredClaims('nbf'),
    sub: renameable({
      idOf: 'pipeline_id',
      influencedBy: 'the job chooses what it holds: names, commit and step, or one bare id of any kind',
    }),
    organization_slug: renameable({ idOf: 'organization_id' }),
    organization_id: immutable({ optional: true }),
    pipeline_slug: renameable({ idOf: 'pipeline_id' }),
    pipeline_id: immutable({ optional: true }),
    cluster_name: renameable({ idOf: 'cluster_id', optional: true }),
    cluster_id: immutable({ optional: true }),
    queue_key: renameable({ idOf: 'queue_id', optional: true }),
    queue_id: immutable({ optional: true }),
    build_id: context({ optional: true }),
    build_number: context({ types: ['number'] }),
    build_branch: context({ influencedBy: 'named by forks, unless their branches are prefixed' }),
    build_tag: context({ types: ['string', 'null'], optional: true }),
    build_commit: context(),
    build_source: context(),
    step_key: renameable({ types: ['string', 'null'] }),
    job_id: context(),
    agent_id: context(),
    runner_environment: context({ optional: true }),
    'https://aws.amazon.com/tags': context({ types: ['object'], optional: true }),
  },
  claimPrefixes: { 'agent_tag:': context({ influencedBy: 'self-hosted machines choose their own tags' }) },
  requiredClaims: ['organization_slug', 'pipeline_slug', 'job_id'],
  describe: (read) => ({
    kind: 'job',
    ids: [
      { pipeline_id: read('pipeline_id') },
      { organization_id: read('organization_id'), sub: read('sub') },
    ],
    name: workloadName([read('organization_slug'), read('pipeline_slug')]),
    tenant: read('organization_id'),
    task: { job_id: read('job_id') },
    source: { ref: refOf(read('build_tag'), read('build_branch')), commit: read('build_commit') },
  }),
});

function refOf(tag: string | undefined, branch: string | undefined): string | undefined {
  if (tag !== undefined) return `refs/tags/${tag}`;
  return branch === undefined ? undefined : `refs/heads/${branch}`;
}
