import { failed, readToken, type SourceIo, type SourceKind, type TokenSource } from './source.ts';

const NAME = 'spiffe';
const VARIABLE = 'SPIFFE_ENDPOINT_SOCKET';

/** A JWT-SVID for the audience, from the SPIFFE Workload API that `SPIFFE_ENDPOINT_SOCKET` names. */
export function spiffeSource({ env, fetchJwtSvid }: Pick<SourceIo, 'env' | 'fetchJwtSvid'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const endpoint = env[VARIABLE];
      if (endpoint === undefined || !/^(unix|tcp):/.test(endpoint))
        return failed(NAME, 'not_configured', NO_SOCKET);
      const svid = await fetchJwtSvid(endpoint, audience).catch(() => undefined);
      return svid === undefined ? failed(NAME, 'unavailable', NO_SVID) : readToken(svid, NAME);
    },
  };
}

const NO_SOCKET = `${VARIABLE} is not a Workload API address, such as unix:///run/spire/agent.sock`;

const NO_SVID =
  'the Workload API gave no JWT-SVID: see that the agent runs, that an entry is registered for this workload, and that ' +
  '@grpc/grpc-js and @bufbuild/protobuf are installed';

export const spiffe: SourceKind = {
  name: NAME,
  where: VARIABLE,
  detects: ({ env }) => env[VARIABLE] !== undefined,
  open: spiffeSource,
};
