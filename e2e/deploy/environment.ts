import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../documents/page.ts';

/** What the unit sets for a gateway: how Node and its allocator are to use memory. */
export const DEPLOYED_ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries(
  readFileSync(join(ROOT, 'config/deploy/systemd/cambio.service'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^Environment="?(\w+)=([^"]*)"?$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
);
