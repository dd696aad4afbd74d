import type { Platform } from '@cambio/testkit';
import { DEPLOYER } from '../../shop/trust.ts';

/** Token requests of as many jobs, each with a token of its own: none is ever good for two. */
export async function tokenRequests(
  platform: Pick<Platform, 'issue'>,
  gateway: string,
  count: number,
  client?: string,
): Promise<readonly string[]> {
  const forms: string[] = [];
  while (forms.length < count) {
    const batch = Array.from({ length: Math.min(64, count - forms.length) }, () =>
      platform.issue({ aud: gateway }),
    );
    for (const token of await Promise.all(batch)) forms.push(formOf(token, client));
  }
  return forms;
}

function formOf(subjectToken: string, client: string | undefined): string {
  return new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    audience: DEPLOYER,
    subject_token: subjectToken,
    ...(client !== undefined && { client_id: client }),
  }).toString();
}
