import { variableSource } from './environment-variable.ts';
import { failed, type SourceIo, type SourceKind, type TokenSource } from './source.ts';
import { variablesFor } from './token-variables.ts';

const NAME = 'gitlab';

/**
 * The ID token of a GitLab job: of the variables that its `id_tokens` named, the one whose token is for the audience.
 * What the variable is called does not matter.
 */
export function gitlabSource({ env }: Pick<SourceIo, 'env'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const [variable] = variablesFor(audience, env);
      if (variable !== undefined) return variableSource(variable, { env }, { name: NAME }).token(audience);
      return failed(
        NAME,
        'not_configured',
        `no variable holds a token for ${audience}: add it to the job's id_tokens: ` +
          `id_tokens: { CAMBIO_ID_TOKEN: { aud: ${audience} } }`,
      );
    },
  };
}

export const gitlab: SourceKind = {
  name: NAME,
  where: 'GITLAB_CI=true',
  detects: ({ env }) => env.GITLAB_CI === 'true',
  open: gitlabSource,
};
