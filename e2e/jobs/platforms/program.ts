import type { Platform, Routes } from '@cambio/testkit';

/**
 * A program of the platform's, which has the platform make a token of its arguments: a shell script.
 *
 * @param implied what the program takes from its environment, as arguments
 */
export function addProgram(
  platform: Platform,
  routes: Routes,
  issue: (args: string) => Promise<string>,
  implied = '',
): string {
  routes.add('/program', async ({ searchParams }) => ({ text: await issue(searchParams.get('args') ?? '') }));
  return `#!/bin/sh\nexec curl -fsS --get "${platform.url}/program" --data-urlencode "args=$*${implied}"\n`;
}
