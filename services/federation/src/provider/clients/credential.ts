import { err, JWT_BEARER_ASSERTION, ok, type Result } from '@cambio/oauth';
import { decodeJwt } from 'jose';
import type { ClientRefusal } from './refusal.ts';

/** How a request says which service sends it. */
export type Credential =
  /** By a token of another issuer. */
  | { readonly kind: 'upstream'; readonly client: string; readonly assertion: string }
  /** In a way the framework judges. */
  | { readonly kind: 'framework' };

const FRAMEWORK = { kind: 'framework' } as const;

/**
 * Looks at the form of a credential, before the framework judges it. No service here has a shared secret, so any secret is
 * a wrong one, whichever way it is sent; an assertion is a JWT, and of the service that `client_id` names. The framework
 * would call some of these a bad request, where RFC 6749 §5.2 and RFC 7523 §3.2 want `invalid_client`.
 *
 * Leaves to the framework what is missing or repeated: those are bad requests.
 *
 * @param isFederated whether a service is registered to authenticate by a token of another issuer
 */
export function readCredential(
  form: URLSearchParams,
  authorization: string | undefined,
  isFederated: (client: string) => boolean,
): Result<Credential, ClientRefusal> {
  const [assertion, repeated] = form.getAll('client_assertion').filter(Boolean);
  const secrets = [authorization, ...form.getAll('client_secret')].filter(Boolean);
  if (secrets.length > 1 || (secrets.length > 0 && assertion !== undefined)) {
    return err({ kind: 'several_credentials' });
  }
  if (secrets.length > 0) return unauthenticated('shared_secret');
  if (assertion === undefined || repeated !== undefined) return ok(FRAMEWORK);
  if (form.get('client_assertion_type') !== JWT_BEARER_ASSERTION) return ok(FRAMEWORK);
  const [client, another] = form.getAll('client_id').filter(Boolean);
  if (another !== undefined) return ok(FRAMEWORK);
  if (client !== undefined && isFederated(client)) return ok({ kind: 'upstream', client, assertion });
  const subject = subjectOf(assertion);
  if (subject === undefined) return unauthenticated('assertion_malformed');
  return client === undefined || client === subject ? ok(FRAMEWORK) : unauthenticated('assertion_of_another');
}

function subjectOf(assertion: string): string | undefined {
  try {
    const { sub }: { sub?: unknown } = decodeJwt(assertion);
    return typeof sub === 'string' && sub !== '' ? sub : undefined;
  } catch {
    return undefined;
  }
}

function unauthenticated(
  reason: Extract<ClientRefusal, { readonly reason: unknown }>['reason'],
): Result<never, ClientRefusal> {
  return err({ kind: 'unauthenticated', reason });
}
