import { printedBy } from './command.ts';
import { readToken, type SourceIo, type SourceKind, type TokenSource } from './source.ts';

const NAME = 'buildkite';

/** The issuer serves all of Buildkite; these say who asks, and are in a token only on request. */
const IDS = 'organization_id,pipeline_id,build_id';

/**
 * The OIDC token of a Buildkite job, from its agent, with the immutable ids that a trust rule needs; or with the claims
 * that `BUILDKITE_OIDC_TOKEN_CLAIMS` names, where the pipeline sets it.
 */
export function buildkiteSource(io: Pick<SourceIo, 'env' | 'run'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const claims = io.env.BUILDKITE_OIDC_TOKEN_CLAIMS === undefined ? ['--claim', IDS] : [];
      const printed = await printedBy(
        ['buildkite-agent', 'oidc', 'request-token', '--audience', audience, ...claims],
        NAME,
        io,
        ': the step needs buildkite-agent in its PATH and BUILDKITE_AGENT_ACCESS_TOKEN, also inside a container',
      );
      return printed.ok ? readToken(printed.value, NAME) : printed;
    },
  };
}

export const buildkite: SourceKind = {
  name: NAME,
  where: 'BUILDKITE=true',
  detects: ({ env }) => env.BUILDKITE === 'true',
  open: buildkiteSource,
};
