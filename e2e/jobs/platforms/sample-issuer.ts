import { randomUUID } from 'node:crypto';
import { sampleClaims } from '@cambio/claims';
import { type RunningIssuer, startIssuer } from '@cambio/testkit';

/** Seconds. */
const LIFETIME = 300;

/** What signs the tokens of a platform that the testkit has no model of: they are the provider's sample, dated now. */
export function startSampleIssuer(provider: string, issuer: string): Promise<RunningIssuer> {
  const sample = sampleClaims(provider);
  if (sample === undefined) throw new TypeError(`${provider} has no sample`);
  return startIssuer(
    {
      name: provider,
      algorithm: 'RS256',
      jwksPath: '/jwks',
      claims: (now) => ({
        ...sample,
        ...('jti' in sample && { jti: randomUUID() }),
        ...('nbf' in sample && { nbf: now }),
        iat: now,
        exp: now + LIFETIME,
      }),
    },
    { now: Date.now, issuer },
  );
}
