import type { Sealing } from '@cambio/ledger';
import { checkpointSignatures, type KeyRing, type PublicJwks } from '@cambio/mint';
import { err, ok } from '@cambio/oauth';

/**
 * Judges checkpoints by the keys of a ring. A key that is revoked is gone before the trail is sealed by another: so those
 * that were there stay good until a checkpoint is seen that needs none of them.
 */
export function checkpointJudge(ring: Pick<KeyRing, 'jwks' | 'follow'>): Sealing['judge'] {
  let before = ring.jwks();
  return async (jws) => {
    const keys = ring.jwks();
    const now = await verdict(jws, keys);
    if (now === 'valid') before = keys;
    if (now !== 'unknown_key') return ok(now);
    const then = await verdict(jws, before);
    if (then !== 'unknown_key') return ok(then);
    // Another replica may have sealed with a key that is not known here yet.
    const followed = await ring.follow();
    return followed.ok ? ok(await verdict(jws, ring.jwks())) : err('unavailable');
  };
}

async function verdict(jws: string, keys: PublicJwks) {
  return (await checkpointSignatures(keys)?.(jws)) ?? 'unknown_key';
}
