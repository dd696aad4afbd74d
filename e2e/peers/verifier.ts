import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';

/**
 * A resource server that knows an issuer URL and its own audience, and nothing else: `verifier.ts ISSUER AUDIENCE`
 * reads a token from standard input and prints the claims it accepts it with.
 */
const [issuer = '', audience = ''] = process.argv.slice(2);
const metadata = await fetch(`${issuer}/.well-known/openid-configuration`);
const { jwks_uri } = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(await metadata.json());

let token = '';
for await (const chunk of process.stdin) token += chunk;
const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), {
  issuer,
  audience,
  typ: 'at+jwt',
});
process.stdout.write(JSON.stringify(payload));
