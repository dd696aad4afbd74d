import { err, ok, type Result } from '@cambio/oauth';
import { awsSts } from './aws-sts.ts';
import { awsWebIdentity } from './aws-web-identity.ts';
import { azureDevops } from './azure-devops.ts';
import { azureManagedIdentity } from './azure-managed-identity.ts';
import { azureWorkloadIdentity } from './azure-workload-identity.ts';
import { bitbucket } from './bitbucket.ts';
import { buildkite } from './buildkite.ts';
import { circleci } from './circleci.ts';
import { command } from './command.ts';
import { environmentVariable } from './environment-variable.ts';
import { file } from './file.ts';
import { githubActions } from './github-actions.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { kubernetes } from './kubernetes.ts';
import { SOURCE_NAMES, type SourceName } from './names.ts';
import type { SourceIo, SourceKind, TokenSource } from './source.ts';
import { spiffe } from './spiffe.ts';
import { terraformCloud } from './terraform-cloud.ts';

const KINDS: Readonly<Record<SourceName, SourceKind>> = {
  'environment-variable': environmentVariable,
  file,
  command,
  'github-actions': githubActions,
  gitlab,
  circleci,
  buildkite,
  bitbucket,
  'azure-devops': azureDevops,
  'terraform-cloud': terraformCloud,
  spiffe,
  kubernetes,
  'azure-workload-identity': azureWorkloadIdentity,
  'aws-web-identity': awsWebIdentity,
  'aws-sts': awsSts,
  google,
  'azure-managed-identity': azureManagedIdentity,
};

/** No source is here; `looked` says what was looked for, in that order, and by what. */
export interface NoSource {
  readonly kind: 'no_source';
  readonly looked: readonly { readonly source: SourceName; readonly where: string }[];
}

/**
 * The token source this environment offers: the first that is there. Looks at variables and files, and asks nobody on
 * the network. That a source is there does not mean that it gives a token.
 */
export async function detectSource(io: SourceIo): Promise<Result<TokenSource, NoSource>> {
  for (const name of SOURCE_NAMES) {
    if (await KINDS[name].detects(io)) return ok(KINDS[name].open(io));
  }
  const looked = SOURCE_NAMES.map((source) => ({ source, where: KINDS[source].where }));
  return err({ kind: 'no_source', looked });
}

/** The source of that name, whether it is there or not. */
export function openSource(name: SourceName, io: SourceIo): TokenSource {
  return KINDS[name].open(io);
}

export function isSourceName(text: string): text is SourceName {
  return Object.hasOwn(KINDS, text);
}
