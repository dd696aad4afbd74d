import { hash, type X509Certificate } from 'node:crypto';
import { type Digest, err, ok, type Result } from '@cambio/oauth';
import type { Caller } from '@cambio/sts';
import { readCredential } from './credential.ts';
import type { Federate } from './federation.ts';
import type { ClientRefusal } from './refusal.ts';
import type { Voucher } from './voucher.ts';

/** A request to the service door, as far as it says who sends it. */
export interface ClientRequest {
  /** The body as it was sent. */
  readonly body: string;
  /** The header. */
  readonly authorization: string | undefined;
  readonly certificate: X509Certificate | undefined;
  readonly caller: Caller;
}

/** What goes on to the framework. */
export interface Admitted {
  /** Differs from what was sent where the framework could not judge the credential itself. */
  readonly body: string;
  /** Of what the client will have been authenticated by, once the framework has. */
  readonly credential: Digest;
}

export type Authenticate = (request: ClientRequest) => Promise<Result<Admitted, ClientRefusal>>;

/** Parameters that hold a token to be exchanged. */
const TOKENS = ['subject_token', 'actor_token', 'assertion'];

/** @param isFederated whether a service is registered to authenticate by a token of another issuer */
export function createAuthentication(
  isFederated: (client: string) => boolean,
  federate: Federate,
  voucher: Voucher,
): Authenticate {
  return async ({ body, authorization, certificate, caller }) => {
    const form = new URLSearchParams(body);
    const credential = readCredential(form, authorization, isFederated);
    if (!credential.ok) return credential;
    const digest = digestOf(form.get('client_assertion') || certificate?.raw || '');
    if (credential.value.kind === 'framework') return ok({ body, credential: digest });
    const { client, assertion } = credential.value;
    const tokens = TOKENS.flatMap((name) => form.getAll(name));
    if (tokens.some((token) => signedPart(token) === signedPart(assertion)))
      return err({ kind: 'token_in_two_roles' });
    const federated = await federate(assertion, client, caller);
    if (!federated.ok) return federated;
    form.set('client_assertion', await voucher.assertionFor(client));
    return ok({ body: form.toString(), credential: digest });
  };
}

/** A token but for its signature: anybody can make a second valid one of an ECDSA signature. */
function signedPart(token: string): string {
  return token.split('.', 2).join('.');
}

function digestOf(credential: string | Buffer): Digest {
  return hash('sha256', credential, 'hex') as Digest;
}
