import { err } from '@cambio/oauth';
import type { CompiledTrust } from '@cambio/policy';
import type { Verifier } from '@cambio/sts';

type Issuers = CompiledTrust['issuers'];

/**
 * What RFC 7523 §3 asks of an assertion beside what is asked of every token: it is about somebody (`sub`), and for this
 * server alone, by one name.
 */
export function assertionVerifier(verifier: Verifier): Verifier {
  return {
    async verify(token, as, now) {
      const verified = await verifier.verify(token, as, now);
      if (!verified.ok) return verified;
      const { identity, digest } = verified.value;
      const { sub, aud } = identity.claims;
      const refuse = (reason: 'claim_missing' | 'wrong_audience', detail: string) =>
        err({ reason, detail, authentic: { identity, digest } });
      if (typeof sub !== 'string' || sub === '') return refuse('claim_missing', 'sub');
      if ([aud].flat().length !== 1) return refuse('wrong_audience', 'aud names several recipients');
      return verified;
    },
  };
}

/**
 * The issuers, whose tokens may also name the gateway by its token endpoint (RFC 7523 §3 number 3), where they may name it
 * by its issuer URL. The same map as long as the issuers are.
 */
export function addressedToEndpoint(issuers: () => Issuers, issuer: string, tokenUrl: string): () => Issuers {
  let made: { readonly from: Issuers; readonly issuers: Issuers } | undefined;
  return () => {
    const from = issuers();
    if (made?.from !== from) {
      const widened = [...from].map(([id, each]) => {
        const audiences = each.audiences.includes(issuer) ? [...each.audiences, tokenUrl] : each.audiences;
        return [id, { ...each, audiences }] as const;
      });
      made = { from, issuers: new Map(widened) };
    }
    return made.issuers;
  };
}
