import type { Result } from '@cambio/oauth';
import { askPlatform } from './ask-platform.ts';
import { machineMade } from './machine.ts';
import {
  failed,
  readToken,
  type SourceFailure,
  type SourceIo,
  type SourceKind,
  type SubjectToken,
  type TokenSource,
} from './source.ts';

const NAME = 'google';
const HOST = 'metadata.google.internal';
const FLAVOR = 'Google';

/**
 * The identity token of a workload on Google Cloud (Compute Engine, Cloud Run, GKE with workload identity, …), minted by the metadata
 * server with the audience asked for and, on a virtual machine, with the machine's claims. `GCE_METADATA_HOST` names another
 * server, as it does for Google's libraries. An answer without `Metadata-Flavor: Google` comes from somebody else.
 */
export function googleSource(io: Pick<SourceIo, 'env' | 'fetch'>): TokenSource {
  return {
    name: NAME,
    async token(audience): Promise<Result<SubjectToken, SourceFailure>> {
      const query = new URLSearchParams({ audience, format: 'full' });
      const account = 'computeMetadata/v1/instance/service-accounts/default/identity';
      const url = `http://${io.env.GCE_METADATA_HOST ?? HOST}/${account}?${query}`;
      const headers = { 'metadata-flavor': FLAVOR };
      const asked = {
        source: NAME,
        who: 'the metadata server',
        url,
        headers,
        patience: 3,
        refused: NO_ACCOUNT,
      };
      const answer = await askPlatform(asked, io);
      if (!answer.ok) return answer;
      return answer.value.headers.get('metadata-flavor') === FLAVOR
        ? readToken(answer.value.text, NAME)
        : failed(NAME, 'malformed', 'what answered is not the metadata server of Google');
    },
  };
}

const NO_ACCOUNT = ': the workload needs a service account';

/** Variables that only Google's platforms set. */
const VARIABLES = ['GCE_METADATA_HOST', 'K_SERVICE', 'CLOUD_RUN_JOB', 'GAE_SERVICE'];

export const google: SourceKind = {
  name: NAME,
  where: `${VARIABLES.join(', ')}, a machine made by Google`,
  detects: (io) =>
    VARIABLES.some((variable) => io.env[variable] !== undefined) || machineMade(io, 'bios_vendor', 'Google'),
  open: googleSource,
};
