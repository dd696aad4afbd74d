import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type { FixedClock } from '../../src/clock.ts';
import type { Platform } from '../../src/issuer/issuer.ts';

/** The claims of a token, once its platform's published keys have verified it; rejects otherwise. */
export async function verified(token: string, platform: Platform, clock: FixedClock): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(platform.jwksUri));
  const { payload } = await jwtVerify(token, keys, {
    issuer: platform.issuer,
    currentDate: new Date(clock.now()),
  });
  return payload;
}
