export type { DeclaredIssuer } from './issuer.ts';
export { createKeyStore, type KeyStore } from './keys/key-store.ts';
export { createVerifier, type TokenVerifier } from './verifier.ts';
