import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import type { ClaimReader } from '../claim-reader.ts';
import { defineProfile } from '../define-profile.ts';
import type { ClaimFact } from '../profile.ts';
import type { WorkloadKind } from '../workload.ts';

/** The pointer to the claim `https://sts.amazonaws.com/`, which holds all that is AWS's own. */
const AWS = '/https:~1~1sts.amazonaws.com~1';

const CALLER = 'free text of whoever asks AWS for the token';
const ASSUMER = 'may be set by whoever assumed the role';

/**
 * AWS outbound identity federation (`sts:GetWebIdentityToken`): one issuer per account. The principal is named by its
 * ARN alone, which a role deleted and made again has as well. The caller chooses RS256 or ES384.
 */
export const aws = defineProfile({
  provider: 'aws',
  title: 'AWS outbound identity federation',
  issuerPattern: /^https:\/\/[0-9a-z-]+\.tokens\.sts\.global\.api\.aws$/,
  algorithms: ['RS256', 'ES384'],
  maxAge: 300,
  maxLifetime: 3600,
  replay: 'once-per-target',
  claims: {
    ...registeredClaims('jti'),
    sub: renameable(),
    'https://sts.amazonaws.com/': context({ types: ['object'] }),
    ...members({
      aws_account: immutable(),
      source_region: context({ optional: true }),
      org_id: immutable({ optional: true }),
      ou_path: context({ types: ['array', 'string'], optional: true }),
      principal_id: renameable({ optional: true }),
      principal_tags: context({ types: ['object'], influencedBy: ASSUMER, optional: true }),
      request_tags: context({ types: ['object'], influencedBy: CALLER, optional: true }),
      original_session_exp: context({ optional: true }),
      source_identity: context({ influencedBy: ASSUMER, optional: true }),
      federated_provider: context({ optional: true }),
      identity_store_user_id: immutable({ optional: true }),
      identity_store_arn: immutable({ optional: true }),
      ec2_source_instance_arn: immutable({ optional: true }),
      ec2_instance_source_vpc: context({ optional: true }),
      ec2_instance_source_private_ipv4: context({ optional: true }),
      ec2_role_delivery: context({ optional: true }),
      lambda_source_function_arn: renameable({ optional: true }),
      glue_credential_issuing_service: context({ optional: true }),
    }),
  },
  claimPrefixes: {
    [`${AWS}/principal_tags/`]: context({ influencedBy: ASSUMER }),
    [`${AWS}/request_tags/`]: context({ influencedBy: CALLER }),
  },
  requiredClaims: ['sub', `${AWS}/aws_account`],
  describe: (read) => ({
    kind: kindOf(read),
    ids: [],
    name: read('sub'),
    tenant: read(`${AWS}/aws_account`),
    task: { ec2_source_instance_arn: read(`${AWS}/ec2_source_instance_arn`) },
  }),
});

function members(facts: Readonly<Record<string, ClaimFact>>): Readonly<Record<string, ClaimFact>> {
  return Object.fromEntries(Object.entries(facts).map(([member, fact]) => [`${AWS}/${member}`, fact]));
}

function kindOf(read: ClaimReader): WorkloadKind {
  if (read(`${AWS}/lambda_source_function_arn`) !== undefined) return 'function';
  if (read(`${AWS}/ec2_source_instance_arn`) !== undefined) return 'instance';
  return read(`${AWS}/identity_store_user_id`) === undefined ? 'service' : 'person';
}
