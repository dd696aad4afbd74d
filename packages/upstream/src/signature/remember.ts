import { hash, type KeyObject } from 'node:crypto';
import type { SignatureCheck } from './check.ts';

/**
 * A check that remembers which signatures held, up to `size` of them: whether one does depends on key, input and signature
 * alone. For tokens that are shown again and again. What did not hold is checked each time.
 */
export function rememberHeld(check: SignatureCheck, size: number): SignatureCheck {
  const held = new Map<string, KeyObject>();

  function remember(name: string, key: KeyObject): void {
    const [oldest] = held.keys();
    if (held.size >= size && oldest !== undefined) held.delete(oldest);
    held.set(name, key);
  }

  return (algorithm, key, input, signature) => {
    const name = hash('sha256', `${input}.${signature}`, 'base64');
    if (held.get(name) === key) return true;
    const holds = check(algorithm, key, input, signature);
    if (holds === true) remember(name, key);
    if (typeof holds === 'boolean') return holds;
    return holds.then((later) => {
      if (later) remember(name, key);
      return later;
    });
  };
}
