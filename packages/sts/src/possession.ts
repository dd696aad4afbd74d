/** How the caller showed that it holds a key; the door puts it in, `Binding` judges it. */
export type Presented =
  | { readonly kind: 'none' }
  | { readonly kind: 'dpop'; readonly proof: string; readonly method: string; readonly url: string }
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
