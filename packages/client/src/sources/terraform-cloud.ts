import { variableSource } from './environment-variable.ts';
import type { SourceIo, SourceKind, TokenSource } from './source.ts';
import { variablesFor } from './token-variables.ts';

const NAME = 'terraform-cloud';
const VARIABLE = 'TFC_WORKLOAD_IDENTITY_TOKEN';

/**
 * The workload identity token of a run on HCP Terraform or Terraform Enterprise: of the plain one and the tagged ones
 * (`TFC_WORKLOAD_IDENTITY_TOKEN_TAG`), the one that is for the audience, else the plain one.
 */
export function terraformCloudSource({ env }: Pick<SourceIo, 'env'>): TokenSource {
  return {
    name: NAME,
    token: (audience) => {
      const [variable = VARIABLE] = variablesFor(audience, env, isOfRun);
      const missing = `: set the workspace variable TFC_WORKLOAD_IDENTITY_AUDIENCE=${audience}`;
      return variableSource(variable, { env }, { name: NAME, missing }).token(audience);
    },
  };
}

function isOfRun(variable: string): boolean {
  return variable === VARIABLE || variable.startsWith(`${VARIABLE}_`);
}

export const terraformCloud: SourceKind = {
  name: NAME,
  where: `TFC_RUN_ID, ${VARIABLE}`,
  detects: ({ env }) => env.TFC_RUN_ID !== undefined || Object.keys(env).some(isOfRun),
  open: terraformCloudSource,
};
