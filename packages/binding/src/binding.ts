import { type Confirmation, type EpochSeconds, ok, type Result } from '@cambio/oauth';
import { checkDpopProof, type NoncePolicy, type ProofRefusal, type Reserve } from './check-proof.ts';

/** How a caller showed that it holds a key, as the server that was called saw it. */
export type PresentedKey =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'dpop';
      readonly proof: string;
      readonly method: string;
      readonly url: string;
      /** The access token the proof comes with; absent at a token endpoint. */
      readonly accessToken?: string;
    }
  | { readonly kind: 'mtls'; readonly thumbprint: string };

export interface KeyBinding {
  /**
   * What a token for this caller is bound to: nothing, the key of a checked DPoP proof (RFC 9449 §6.1), or the
   * certificate of the connection (RFC 8705 §3.1), which whoever terminated TLS has already checked.
   */
  check(presented: PresentedKey, now: EpochSeconds): Promise<Result<Confirmation | undefined, ProofRefusal>>;
}

export interface BindingParts {
  readonly marks: { readonly reserve: Reserve };
  /** Absent: no nonces are handed out, and none is looked at. */
  readonly nonce?: NoncePolicy;
}

export function createBinding({ marks, nonce }: BindingParts): KeyBinding {
  return {
    async check(presented, now) {
      switch (presented.kind) {
        case 'none':
          return ok(undefined);
        case 'mtls':
          return ok({ 'x5t#S256': presented.thumbprint });
        case 'dpop': {
          const { kind, ...request } = presented;
          const reserve: Reserve = (key, until) => marks.reserve(key, until);
          const policy = nonce === undefined ? {} : { nonce };
          const checked = await checkDpopProof({ ...request, now, reserve, ...policy });
          return checked.ok ? ok({ jkt: checked.value }) : checked;
        }
      }
    },
  };
}
