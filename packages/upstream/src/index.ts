export { createGuardedClient, type GuardedClient } from './fetch/client.ts';
export type { DeclaredIssuer, DeclaredIssuers } from './issuer.ts';
export { createKeyStore, type KeyStore } from './keys/key-store.ts';
export { parseStrictJson } from './token/strict-json.ts';
export { createVerifier, type TokenVerifier } from './verifier.ts';
