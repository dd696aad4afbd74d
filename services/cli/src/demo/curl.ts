import { GrantType, TokenType } from '@cambio/oauth';
import type { JobEnvironment } from '@cambio/testkit';
import { TARGET } from './jobs.ts';

/**
 * The same visit by hand, for any POSIX shell: a fresh token from the platform, then the exchange. The platform's
 * answer is taken apart with sed, so that nothing needs to be installed.
 */
export function curlCommand(job: JobEnvironment, gateway: string): string {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = job;
  return [
    `TOKEN=$(curl -s -H 'Authorization: bearer ${bearer}' \\`,
    `  '${url}&audience=${gateway}' | sed -E 's/.*"value":"([^"]+)".*/\\1/')`,
    `curl -s ${gateway}/token \\`,
    `  -d grant_type=${GrantType.tokenExchange} \\`,
    `  -d subject_token_type=${TokenType.jwt} \\`,
    `  -d subject_token="$TOKEN" -d audience=${TARGET}`,
  ].join('\n');
}
