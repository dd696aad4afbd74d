import { JWT_BEARER_ASSERTION } from '@cambio/oauth';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A registered service, and the key it authenticates with. */
export interface Service {
  readonly id: string;
  /** How it stands in `clients` of `cambio.yaml`. */
  readonly registration: object;
  /** The parameters it adds to a request of the server with this name; good for one. */
  readonly credentials: (audience: string | string[]) => Promise<Readonly<Record<string, string>>>;
}

export async function createService(id: string, introspects?: readonly string[]): Promise<Service> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256' }] };
  const assertion = (audience: string | string[]) =>
    new SignJWT({ iss: id, sub: id, aud: audience, jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
  return {
    id,
    registration: { id, auth: 'private_key_jwt', jwks, ...(introspects && { introspects }) },
    credentials: async (audience) => ({
      client_id: id,
      client_assertion_type: JWT_BEARER_ASSERTION,
      client_assertion: await assertion(audience),
    }),
  };
}
