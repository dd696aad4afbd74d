import { variableSource } from './environment-variable.ts';
import type { SourceIo, SourceKind, TokenSource } from './source.ts';

const NAME = 'bitbucket';

/** The OIDC token of a Bitbucket step. Its audiences are set in the pipeline, not here. */
export function bitbucketSource({ env }: Pick<SourceIo, 'env'>): TokenSource {
  return {
    name: NAME,
    token: (audience) => {
      const missing = `: add to the step: oidc: { audiences: [${audience}] }`;
      return variableSource('BITBUCKET_STEP_OIDC_TOKEN', { env }, { name: NAME, missing }).token(audience);
    },
  };
}

export const bitbucket: SourceKind = {
  name: NAME,
  where: 'BITBUCKET_BUILD_NUMBER, BITBUCKET_STEP_OIDC_TOKEN',
  detects: ({ env }) =>
    env.BITBUCKET_BUILD_NUMBER !== undefined || env.BITBUCKET_STEP_OIDC_TOKEN !== undefined,
  open: bitbucketSource,
};
