import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import { ask } from './answer.ts';
import { type ExchangeError, unexpected } from './failure.ts';

/** The part of the metadata an exchange needs (RFC 8414 §2). */
const metadata = z.object({ issuer: z.string(), token_endpoint: z.string() });

/**
 * The token endpoint of a gateway, from its metadata (RFC 8414 §3). Checks that the URLs are https, or loopback, and
 * that the metadata is the gateway's own: its `issuer` is exactly `gateway`.
 */
export async function discoverTokenEndpoint(
  gateway: string,
  fetch: typeof globalThis.fetch,
): Promise<Result<string, ExchangeError>> {
  if (!isSafe(gateway)) return unusable('the gateway is not an https URL');

  const answer = await ask(fetch, metadataUrl(gateway), { headers: { accept: 'application/json' } });
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return err(unexpected(answer.value, 'there is no metadata'));

  const said = metadata.safeParse(answer.value.body).data;
  if (said === undefined) return unusable('its metadata names no issuer or token endpoint');
  if (said.issuer !== gateway)
    return unusable('its metadata names another issuer: give the URL exactly as the gateway has it');
  if (!isSafe(said.token_endpoint)) return unusable('its token endpoint is not an https URL');
  return ok(said.token_endpoint);
}

/** The well-known part goes between host and path (RFC 8414 §3.1). */
function metadataUrl(gateway: string): string {
  const { origin, pathname } = new URL(gateway);
  return `${origin}/.well-known/oauth-authorization-server${pathname === '/' ? '' : pathname}`;
}

/** Tokens travel encrypted, or not at all off this machine. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  const isLoopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback);
}

function unusable(detail: string) {
  return err({ kind: 'gateway', detail } as const);
}
