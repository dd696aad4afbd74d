/** The sources that can be found, in the order they are looked for: what somebody set on purpose before what the platform offers. */
export const SOURCE_NAMES = [
  'environment-variable',
  'file',
  'command',
  'github-actions',
  'gitlab',
  'circleci',
  'buildkite',
  'bitbucket',
  'azure-devops',
  'terraform-cloud',
  'spiffe',
  'kubernetes',
  'azure-workload-identity',
  'aws-web-identity',
  'aws-sts',
  'google',
  'azure-managed-identity',
] as const;

export type SourceName = (typeof SOURCE_NAMES)[number];
