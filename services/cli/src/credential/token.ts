import { type ExchangedToken, exchange } from '@cambio/client';
import { err, ok, type Result } from '@cambio/oauth';
import { problemOf } from '../exchange/failure.ts';
import { exchangeIo, type RequestOptions, requestOf } from '../exchange/request.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';

/** A fresh token for a program that asks its helper for one. */
export interface CredentialToken extends ExchangedToken {
  /** Seconds since the epoch, by the clock of this machine. */
  readonly expiresAt: number;
}

export async function credentialToken(
  options: RequestOptions,
  terminal: Terminal,
): Promise<Result<CredentialToken, Problem>> {
  const request = await requestOf(options, terminal);
  if (!request.ok) return request;
  // Counted from before the exchange: rather a second too early than too late.
  const asked = Math.floor(terminal.now() / 1000);
  const exchanged = await exchange(request.value, exchangeIo(terminal));
  if (!exchanged.ok) return err(problemOf(exchanged.error));
  return ok({ ...exchanged.value, expiresAt: asked + exchanged.value.expiresIn });
}

/** As the protocols below write a moment: RFC 3339, UTC, whole seconds. */
export function timestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
