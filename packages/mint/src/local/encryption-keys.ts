import { ENCRYPTION_KEY_BYTES } from './sealing.ts';

/** What private keys are encrypted under. 32 bytes each. */
export interface EncryptionKeys {
  /** Seals, and opens. */
  readonly current: Uint8Array;
  /** Still open what was sealed under them, while the key is being changed. */
  readonly previous: readonly Uint8Array[];
}

/** All of them, the current one first. Throws for one of another length: a bug. */
export function openingKeys({ current, previous }: EncryptionKeys): readonly Uint8Array[] {
  const keys = [current, ...previous];
  if (keys.every((key) => key.length === ENCRYPTION_KEY_BYTES)) return keys;
  throw new TypeError(`an encryption key must have ${ENCRYPTION_KEY_BYTES} bytes`);
}

/** The key that a text says, the base64 of 32 bytes (`openssl rand -base64 32`); `undefined` for any other text. */
export function parseEncryptionKey(text: string): Uint8Array | undefined {
  const encoded = text.trim();
  const key = Buffer.from(encoded, 'base64');
  return key.length === ENCRYPTION_KEY_BYTES && key.toString('base64') === encoded ? key : undefined;
}
