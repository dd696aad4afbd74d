export { SIGNING_ALGORITHMS } from './algorithms.ts';
export { type KeyFileFailure, readOrCreateKeyFile } from './key-file.ts';
export { type KeyRing, type KeyRingFailure, type KeyRingOptions, openKeyRing } from './key-ring.ts';
export type { KeyStore, StoredKey } from './stored-key.ts';
