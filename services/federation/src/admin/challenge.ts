import type { OAuthErrorCode } from '@cambio/oauth';
import type { AdminScope } from '@cambio/policy';
import type { Context } from 'koa';
import type { BearerCredential } from '../http/bearer.ts';

/** What was wrong with the credential somebody came with. */
export interface ChallengeError {
  readonly scheme: BearerCredential['scheme'];
  readonly error: OAuthErrorCode | 'insufficient_scope';
}

export interface Offer {
  /** Where the metadata of the admin API stands. */
  readonly metadataUrl: string;
  readonly proofAlgorithms: readonly string[];
}

/**
 * Says how to come here: both schemes, the scopes the operation needs, and where the metadata is (RFC 6750 §3, RFC 9449
 * §7.1, RFC 9728 §5.1). The scheme that was used is told the error; who brought no credential is told of none.
 */
export function challenge(
  ctx: Context,
  { metadataUrl, proofAlgorithms }: Offer,
  scopes: readonly AdminScope[],
  wrong?: ChallengeError,
): void {
  for (const scheme of ['Bearer', 'DPoP'] as const) {
    const parameters = [
      ...(wrong?.scheme === scheme ? [`error="${wrong.error}"`] : []),
      `scope="${scopes.join(' ')}"`,
      ...(scheme === 'DPoP' ? [`algs="${proofAlgorithms.join(' ')}"`] : []),
      `resource_metadata="${metadataUrl}"`,
    ];
    ctx.append('WWW-Authenticate', `${scheme} ${parameters.join(', ')}`);
  }
}
