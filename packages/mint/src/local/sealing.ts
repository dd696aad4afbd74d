import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';

/** Bytes of the key that private keys are encrypted under. */
export const ENCRYPTION_KEY_BYTES = 32;

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type SealFailure =
  /** Not the format this version writes. */
  | 'malformed'
  /** Another encryption key, another context, or a changed byte: GCM can't tell which. */
  | 'unauthentic';

/**
 * Encrypts `plain` with AES-256-GCM (NIST SP 800-38D) under `key`, with a random nonce, as text `v1.<nonce>.<ciphertext and tag>`.
 * `context` says what it is and whose: it is not kept, and the same text must be given to open it again,
 * so that one record's secret can't be put in the place of another's.
 */
export function seal(plain: Uint8Array, key: Uint8Array, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(contextBytes(context));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** Whether a text says that it was written by `seal`, this version's or another's. */
export function isSealed(text: string): boolean {
  return /^v\d+\./.test(text);
}

/** Opens what `seal` wrote. Gives nothing at all unless every byte is authentic. */
export function unseal(text: string, key: Uint8Array, context: string): Result<Buffer, SealFailure> {
  const [version, noncePart, sealedPart, ...rest] = text.split('.');
  if (version !== VERSION || noncePart === undefined || sealedPart === undefined || rest.length > 0) {
    return err('malformed');
  }
  const nonce = Buffer.from(noncePart, 'base64url');
  const sealed = Buffer.from(sealedPart, 'base64url');
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return err('malformed');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(contextBytes(context));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
  try {
    return ok(Buffer.concat([plain, decipher.final()]));
  } catch {
    return err('unauthentic');
  } finally {
    plain.fill(0);
  }
}

function contextBytes(context: string): Buffer {
  return Buffer.from(`${VERSION} ${context}`, 'utf8');
}
