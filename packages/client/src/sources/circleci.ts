import { printedBy } from './command.ts';
import { variableSource } from './environment-variable.ts';
import { readToken, type SourceIo, type SourceKind, type TokenSource } from './source.ts';
import { variablesFor } from './token-variables.ts';

const NAME = 'circleci';
const VARIABLE = 'CIRCLE_OIDC_TOKEN_V2';

/**
 * The OIDC token of a CircleCI job. The one in the environment serves where it was made for the audience; by default it
 * is made for the organisation, and another one is asked for with `circleci run oidc get`.
 */
export function circleciSource(io: Pick<SourceIo, 'env' | 'run'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const [variable] = variablesFor(audience, io.env, (name) => name === VARIABLE);
      if (variable !== undefined) return variableSource(variable, io, { name: NAME }).token(audience);
      const claims = JSON.stringify({ aud: audience });
      const printed = await printedBy(
        ['circleci', 'run', 'oidc', 'get', '--claims', claims],
        NAME,
        io,
        ': the job needs the circleci program of its image, and a context, so that it has OIDC tokens',
      );
      return printed.ok ? readToken(printed.value, NAME) : printed;
    },
  };
}

export const circleci: SourceKind = {
  name: NAME,
  where: 'CIRCLECI=true',
  detects: ({ env }) => env.CIRCLECI === 'true',
  open: circleciSource,
};
