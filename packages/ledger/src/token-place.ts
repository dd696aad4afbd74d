/** Where the decision is by which a token was issued. */
export interface TokenPlace {
  readonly id: string;
  readonly at: number;
}

/** A UUID of version 7, which begins with the time in milliseconds (RFC 9562 §5.7), and what is behind it. */
const JTI = /^(?<id>(?<high>[\da-f]{8})-(?<low>[\da-f]{4})-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12})-./;

/**
 * A `jti` begins with the id of its token's decision, and that with the time it was made at. `undefined` for one that was made
 * otherwise: of no token on record.
 */
export function placeOf(jti: string): TokenPlace | undefined {
  const { id, high, low } = JTI.exec(jti)?.groups ?? {};
  if (id === undefined || high === undefined || low === undefined) return undefined;
  return { id, at: Number.parseInt(high + low, 16) };
}
