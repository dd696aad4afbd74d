export { SIGNING_ALGORITHMS, type SigningAlgorithm } from './algorithms.ts';
export { type KeyFileFailure, readOrCreateKeyFile } from './key-file.ts';
export { type KeyRing, type KeyRingFailure, type KeyRingOptions, openKeyRing } from './key-ring.ts';
export type { PublicJwk, PublicJwks } from './public-jwk.ts';
export type { KeyState, KeyStore, StoredKey } from './stored-key.ts';
