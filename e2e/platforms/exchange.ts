import { expect } from 'chai';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Gateway } from '../gateway/start-gateway.ts';
import { post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { DEPLOYER } from '../shop/trust.ts';

/** The log line about a token that is not authentic: the one place that says why. */
const TokenRefused = z.object({ msg: z.literal('token refused'), reason: z.string() });

/** The claims of the token that a platform's token is exchanged for, as jose accepts them by the gateway's published keys. */
export async function exchanged(
  gateway: Gateway,
  subjectToken: string,
  audience = DEPLOYER,
): Promise<JWTPayload> {
  const { token, failure } = await post(gateway.issuer, exchangeForm(subjectToken, { audience }));
  expect(failure).to.equal(undefined);
  const keys = createRemoteJWKSet(new URL(`${gateway.issuer}/jwks`));
  const { payload } = await jwtVerify(token?.access_token ?? '', keys, {
    issuer: gateway.issuer,
    audience,
    typ: 'at+jwt',
  });
  return payload;
}

/** Why a token is refused: what its holder is told, or, where it is not authentic and the holder is told nothing, the log. */
export async function refusal(gateway: Gateway, subjectToken: string, audience = DEPLOYER): Promise<string> {
  const before = gateway.log.lines.length;
  const { status, failure } = await post(gateway.issuer, exchangeForm(subjectToken, { audience }));
  expect(status).to.equal(400);
  return failure?.reason ?? (await gateway.log.find(TokenRefused, before)).reason;
}
