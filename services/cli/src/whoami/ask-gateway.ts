import { type ExchangeError, type ExchangeRequest, exchange, type Refused, revoke } from '@cambio/client';
import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { exchangeIo } from '../exchange/request.ts';
import type { Terminal } from '../terminal.ts';
import { durationText } from '../text/claims.ts';
import { printable } from '../text/printable.ts';
import type { Style } from '../text/style.ts';

/** What a gateway grants to whoever asks. */
export interface Grant {
  readonly scopes: readonly string[];
  /** Seconds. */
  readonly expiresIn: number;
  readonly decisionId: string;
}

/** Asks for a token, as there is no other way to know, and gives it back at once. */
export async function askGateway(
  request: ExchangeRequest,
  terminal: Terminal,
): Promise<Result<Grant, ExchangeError>> {
  const exchanged = await exchange(request, exchangeIo(terminal));
  if (!exchanged.ok) return err(exchanged.error);
  const { accessToken, scopes, expiresIn, decisionId } = exchanged.value;
  await revoke(request.gateway, accessToken, { fetch });
  return ok({ scopes, expiresIn, decisionId });
}

export function grantText(target: string, { scopes, expiresIn, decisionId }: Grant, style: Style): string {
  return (
    `\n${style.good('✓')} the gateway grants ${printable(scopes.join(' '))} of ${printable(target)} ` +
    `for ${durationText(expiresIn)} (decision ${printable(decisionId)})\n`
  );
}

/** What the nearest mapping demands, beside what the token says: what somebody would have to change. */
export function changesText({ failedConditions = [] }: Refused, claims: JsonObject, style: Style): string {
  const lines = failedConditions.map(({ condition, expected }) => {
    const found = Object.hasOwn(claims, condition)
      ? style.bad(`found ${printable(JSON.stringify(claims[condition]))}`)
      : '';
    return `  ${style.bad('✗')} ${printable(condition)} ${printable(expected)}  ${found}`.trimEnd();
  });
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}
