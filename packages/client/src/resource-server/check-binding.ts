import { certificateThumbprint, checkDpopProof, type Nonces, type Reserve } from '@cambio/binding';
import { type EpochSeconds, err, ok, type Result } from '@cambio/oauth';
import type { AccessToken } from './access-token.ts';
import type { Credentials, PresentedRequest } from './credentials.ts';
import type { BindingDefect, Refusal } from './refusal.ts';

/** What a service needs to check DPoP proofs (RFC 9449 §7). */
export interface ProofRules {
  /** What clients call this service by: its scheme, host and the path its `/` is at. Never taken from a request. */
  readonly publicUrl: string;
  readonly reserve: Reserve;
  /** Demanded in every proof, where they are there (RFC 9449 §9). */
  readonly nonces?: Nonces;
}

export interface BindingRules {
  /** Whether a token that is bound to nothing is refused. */
  readonly required: boolean;
  /** Absent: tokens bound to a DPoP key are refused. */
  readonly proofs?: ProofRules;
}

/**
 * Checks that whoever presents a token holds the key it is bound to: a DPoP key by a proof for this request
 * (RFC 9449 §7.1), a certificate by the connection (RFC 8705 §3). A token bound to a DPoP key never passes as `Bearer`
 * (RFC 9449 §7.2), and one that is not never passes as `DPoP`.
 */
export async function checkBinding(
  { confirmation }: AccessToken,
  credentials: Credentials,
  request: PresentedRequest,
  { required, proofs }: BindingRules,
  now: EpochSeconds,
): Promise<Result<void, Refusal>> {
  const { scheme } = credentials;
  const isDpopBound = confirmation !== undefined && 'jkt' in confirmation;
  if (isDpopBound !== (scheme === 'DPoP')) return err({ reason: 'scheme_mismatch', scheme });

  if (confirmation === undefined) {
    return required ? err({ reason: 'binding_required', scheme }) : ok(undefined);
  }
  if (!('jkt' in confirmation)) {
    const defect = await certificateDefect(confirmation['x5t#S256'], request);
    return defect === undefined ? ok(undefined) : err({ reason: defect, scheme });
  }
  if (proofs === undefined) return err({ reason: 'dpop_not_accepted', scheme });
  return checkProof(confirmation.jkt, credentials, request, proofs, now);
}

async function certificateDefect(
  thumbprint: string,
  { certificate }: PresentedRequest,
): Promise<BindingDefect | undefined> {
  if (certificate === undefined) return 'certificate_missing';
  const presented =
    typeof certificate === 'string' ? certificate : await certificateThumbprint(Uint8Array.from(certificate));
  return presented === thumbprint ? undefined : 'certificate_mismatch';
}

async function checkProof(
  boundTo: string,
  { token, scheme }: Credentials,
  { dpop: proof, method, target }: PresentedRequest,
  { publicUrl, reserve, nonces }: ProofRules,
  now: EpochSeconds,
): Promise<Result<void, Refusal>> {
  if (proof === undefined) return err({ reason: 'proof_missing', detail: 'there is no proof', scheme });
  const url = urlOf(target, publicUrl);
  const nonce = nonces && { nonces, required: true };
  const request = { proof, method, url, now, accessToken: token, boundTo, reserve };
  const checked = await checkDpopProof({ ...request, ...(nonce && { nonce }) });
  if (checked.ok) return ok(undefined);

  const { reason, detail } = checked.error;
  switch (reason) {
    case 'marks_unavailable':
      return err({ reason, detail });
    case 'nonce_missing':
    case 'nonce_stale':
      return err({ reason, scheme, nonce: (await nonces?.current()) ?? '' });
    default:
      return err({ reason, detail, scheme });
  }
}

/** The public URL of a request. A target that is no path gives a URL that no proof can name. */
function urlOf(target: string, publicUrl: string): string {
  return target.startsWith('/') ? publicUrl.replace(/\/$/, '') + target : '';
}
