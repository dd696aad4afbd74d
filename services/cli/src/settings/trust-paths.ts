import type { Settings } from '@cambio/settings';

/** Where a gateway with these settings takes its trust documents from, as far as that is a path. */
export function trustPaths({ trust }: Settings): readonly string[] {
  if (trust.source === 'directory') return [trust.path];
  return trust.seed === undefined ? [] : [trust.seed];
}
