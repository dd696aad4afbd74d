import { err, isLoopback, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import { ask, type NoAnswer } from './answer.ts';
import { type GatewayUnusable, type UnexpectedAnswer, unexpected } from './failure.ts';

/** Endpoints of a gateway that callers and services use, as its metadata names them (RFC 8414 §2). */
export type Endpoint = 'token_endpoint' | 'jwks_uri' | 'introspection_endpoint' | 'revocation_endpoint';

const metadata = z.looseObject({ issuer: z.string() });

/**
 * The URL of an endpoint of a gateway, from its metadata (RFC 8414 §3). Checks that the URLs are https, or loopback, and
 * that the metadata is the gateway's own: its `issuer` is exactly `gateway`.
 *
 * @param patience seconds the gateway may take to answer
 */
export async function discoverEndpoint(
  gateway: string,
  endpoint: Endpoint,
  fetch: typeof globalThis.fetch,
  patience?: number,
): Promise<Result<string, GatewayUnusable | NoAnswer | UnexpectedAnswer>> {
  if (!isSafe(gateway)) return unusable('the gateway is not an https URL');

  const answer = await ask(
    fetch,
    metadataUrl(gateway),
    { headers: { accept: 'application/json' } },
    patience,
  );
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return err(unexpected(answer.value, 'there is no metadata'));

  const said = metadata.safeParse(answer.value.body).data;
  const url = z.string().safeParse(said?.[endpoint]).data;
  if (said === undefined || url === undefined) return unusable(`its metadata names no issuer or ${endpoint}`);
  if (said.issuer !== gateway)
    return unusable('its metadata names another issuer: give the URL exactly as the gateway has it');
  if (!isSafe(url)) return unusable(`its ${endpoint} is not an https URL`);
  return ok(url);
}

/** The well-known part goes between host and path (RFC 8414 §3.1). */
function metadataUrl(gateway: string): string {
  const { origin, pathname } = new URL(gateway);
  return `${origin}/.well-known/oauth-authorization-server${pathname === '/' ? '' : pathname}`;
}

/** Tokens travel encrypted, or not at all off this machine. */
export function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function unusable(detail: string) {
  return err({ kind: 'gateway', detail } as const);
}
