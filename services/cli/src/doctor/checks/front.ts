import type { Settings } from '@cambio/settings';
import { createGuardedClient } from '@cambio/upstream';
import { z } from 'zod';
import { type Finding, findings } from '../finding.ts';

const Metadata = z.object({ issuer: z.string() });

/**
 * Whether callers find this gateway where it says it is, through whatever stands in front. Nothing is said where no gateway
 * has run on the store yet.
 */
export async function checkFront({ issuer }: Settings, hasRun: boolean): Promise<readonly Finding[]> {
  if (!hasRun) return [];
  const about = findings('front');
  const client = createGuardedClient({ allowPrivateNetwork: true }, {});
  const answer = await client.get(`${issuer}/.well-known/openid-configuration`);
  await client.close();
  if (!answer.ok) {
    const { reason, detail } = answer.error;
    return [
      about.warning(
        `nobody answers at ${issuer}: ${reason}, ${detail}`,
        'Where the gateway runs: look at what stands in front of it, and at its certificate.',
      ),
    ];
  }
  const found = metadataIn(answer.value.body.toString());
  return [
    found === issuer
      ? about.ok(`callers find it at ${issuer}`)
      : about.failed(
          `at ${issuer} answers ${found ?? 'something else'}`,
          'The issuer has to be the URL that callers use, to the letter.',
        ),
  ];
}

function metadataIn(text: string): string | undefined {
  try {
    return Metadata.safeParse(JSON.parse(text)).data?.issuer;
  } catch {
    return undefined;
  }
}
