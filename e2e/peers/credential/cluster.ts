import { LOOPBACK_TLS, listen, type RunningServer } from '@cambio/testkit';
import { createRemoteJWKSet, jwtVerify } from 'jose';

/** The API of a cluster whose authenticator believes a gateway. */
export type Cluster = RunningServer;

/** Serves one list of pods over https, which says whom it was given to. */
export function startCluster({
  issuer,
  audience,
}: {
  readonly issuer: string;
  readonly audience: string;
}): Promise<Cluster> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  return listen(
    async (request, response) => {
      const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
      const verified = await jwtVerify(token, keys, { issuer, audience, typ: 'at+jwt' }).catch(
        () => undefined,
      );
      const status = verified === undefined ? 401 : 200;
      const body =
        verified === undefined
          ? { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Unauthorized', code: 401 }
          : { kind: 'PodList', as: verified.payload.sub };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
    { tls: LOOPBACK_TLS },
  );
}
