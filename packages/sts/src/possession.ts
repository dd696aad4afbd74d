import { type Confirmation, isJsonObject, type JsonValue } from '@cambio/oauth';

/** How the caller showed that it holds a key; the door puts it in, `Binding` judges it. */
export type Presented =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'dpop';
      readonly proof: string;
      readonly method: string;
      readonly url: string;
      /** The access token the proof comes with and must name (`ath`); absent where a token is asked for. */
      readonly accessToken?: string;
    }
  | { readonly kind: 'mtls'; readonly thumbprint: string };

/** Why a proof of possession was refused. */
export type BindingRefusal =
  | {
      readonly reason:
        | 'proof_malformed'
        | 'proof_signature'
        | 'proof_mismatch'
        | 'proof_stale'
        | 'proof_replayed'
        | 'nonce_missing'
        | 'nonce_stale';
      readonly detail: string;
    }
  | { readonly reason: 'marks_unavailable'; readonly detail: string };

/**
 * Whether the key that was proven is the one a token's `cnf` names; a token without `cnf` is bound to none. Every method
 * it names must be the one proven: an unknown method cannot be proven here.
 */
export function provesKey(proven: Confirmation | undefined, cnf: JsonValue | undefined): boolean {
  if (cnf === undefined) return true;
  if (proven === undefined || !isJsonObject(cnf) || Object.keys(cnf).length !== 1) return false;
  return Object.entries(proven).every(([method, key]) => cnf[method] === key);
}
