import { fileSource } from './file.ts';
import type { SourceIo, SourceKind, TokenSource } from './source.ts';

const NAME = 'kubernetes';

/** Where a pod mounts its token for the gateway. The token that lies in every pod is for the API server, and is not looked at. */
const PATH = '/var/run/secrets/cambio/token';

/** A projected service-account token, read anew for each use, since the kubelet replaces it. */
export function kubernetesSource(io: Pick<SourceIo, 'readFile'>, path = PATH): TokenSource {
  return {
    name: NAME,
    token: (audience) => {
      const missing = `: mount a projected volume there: serviceAccountToken: { audience: ${audience}, path: token }`;
      return fileSource(path, io, { name: NAME, missing }).token(audience);
    },
  };
}

export const kubernetes: SourceKind = {
  name: NAME,
  where: PATH,
  detects: ({ readFile }) =>
    readFile(PATH).then(
      () => true,
      () => false,
    ),
  open: (io) => kubernetesSource(io),
};
