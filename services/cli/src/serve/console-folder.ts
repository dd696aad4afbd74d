import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built console: within the bundle, or beside the workspace's packages. `undefined` where nobody built it. */
export function consoleFolder(): string | undefined {
  return ['console/', '../../../console/dist/site/']
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((place) => existsSync(place));
}
