import { z } from 'zod';
import type { StoredKey } from '../stored-key.ts';
import { activationOf, placesOf, readinessOf, removalOf, type Schedule } from './plan.ts';

const moment = z.int().meta({ description: 'Milliseconds since the epoch.' });

/** A key as people see it: where it is in its life, and what becomes of it when. */
export const keyOutlookSchema = z
  .object({
    kid: z.string(),
    algorithm: z.string(),
    state: z.enum(['next', 'active', 'retired']).meta({
      description: 'Published ahead, signing, or published until the last token it signed is dead.',
    }),
    createdAt: moment,
    activatedAt: moment.exactOptional(),
    retiredAt: moment.exactOptional(),
    readyAt: moment.exactOptional().meta({
      description: 'Of a next key: from when on every verifier knows it, so that it can sign.',
    }),
    changesAt: moment.exactOptional().meta({
      description:
        'When an active key stops signing by the schedule, a next one starts, and a retired one is gone.',
    }),
  })
  .readonly()
  .meta({ id: 'Key', description: 'A signing key, without its secret.' });

export type KeyOutlook = z.output<typeof keyOutlookSchema>;

/** Every key with what the schedule has in store for it; nothing of its secret. */
export function outlookOf(keys: readonly StoredKey[], schedule: Schedule): readonly KeyOutlook[] {
  return keys.map((key) => {
    const { sealed: _, ...told } = key;
    const changesAt = changeOf(key, keys, schedule);
    return {
      ...told,
      ...(key.state === 'next' && { readyAt: readinessOf(key, schedule) }),
      ...(changesAt !== undefined && { changesAt }),
    };
  });
}

/** Keys without a counterpart have nothing in store: the next look makes one. */
function changeOf(key: StoredKey, keys: readonly StoredKey[], schedule: Schedule): number | undefined {
  if (key.state === 'retired') return removalOf(key, schedule);
  const { active, next } = placesOf(keys, key.algorithm);
  return active === undefined || next === undefined ? undefined : activationOf(active, next, schedule);
}
