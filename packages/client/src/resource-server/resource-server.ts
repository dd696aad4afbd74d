import type { Nonces, Reserve } from '@cambio/binding';
import { type EpochSeconds, err, ok, type Result } from '@cambio/oauth';
import { isSafe } from '../discover.ts';
import type { VerifiedToken } from './access-token.ts';
import { type Challenge, challengeFor } from './challenge.ts';
import { type BindingRules, checkBinding } from './check-binding.ts';
import { type PresentedRequest, readCredentials, type Scheme } from './credentials.ts';
import { createIntrospection, type IntrospectionOptions } from './introspection.ts';
import { createIssuerKeys, type KeyFailure } from './issuer-keys.ts';
import type { Refusal, TokenDefect } from './refusal.ts';
import { createReplayMemory } from './replay-memory.ts';
import { ACCESS_TOKEN_ALGORITHMS, type AccessTokenAlgorithm, verifyToken } from './verify-token.ts';

/** A service that takes the gateway's access tokens. */
export interface ResourceServerOptions {
  /** The gateway's issuer URL, exactly as its tokens name it. */
  readonly issuer: string;
  /** The target's audience: the `aud` of tokens for this service. */
  readonly audience: string;
  /** All that the gateway can be set to sign with, by default. */
  readonly algorithms?: readonly AccessTokenAlgorithm[];
  /** Seconds the clocks of gateway and service may differ by: 30 by default. */
  readonly clockSkew?: number;
  /** Absent: tokens bound to a DPoP key are refused. */
  readonly dpop?: DpopOptions;
  /** Whether a token that is bound to no key is refused. */
  readonly bindingRequired?: boolean;
  /** Absent: a revoked token passes until it expires. */
  readonly introspection?: IntrospectionOptions;
  /** Where this service's metadata stands (RFC 9728 §3), for challenges. */
  readonly resourceMetadata?: string;
}

export interface DpopOptions {
  /** What clients call this service by: scheme, host, and the path its `/` is at. Proofs must name URLs below it. */
  readonly publicUrl: string;
  /** Remembers proofs. In this process alone, by default: several processes need one they share. */
  readonly reserve?: Reserve;
  /** Demanded in every proof, where they are there. */
  readonly nonces?: Nonces;
}

/** What a service reaches the outside through. */
export interface ResourceServerIo {
  readonly fetch: typeof fetch;
  readonly now: () => EpochSeconds;
}

export interface ResourceServer {
  /**
   * Verifies the access token of a request, in this order: it is in the `Authorization` header, once; the token by itself
   * (`verifyToken`); the key it is bound to (`checkBinding`); that the gateway still stands by it, where introspection is
   * set up. Whatever cannot be checked is a refusal. Does not look at scopes: `checkScopes` does.
   */
  verifyAccessToken(request: PresentedRequest): Promise<Result<VerifiedToken, Refusal>>;
  /** What to answer a refused request with (RFC 6750 §3, RFC 9449 §7.1), which needs `scopes`. */
  challenge(refusal: Refusal, scopes?: readonly string[]): Challenge;
}

const CLOCK_SKEW = 30;

/** Throws a `TypeError` where the options could not protect anything. */
export function createResourceServer(options: ResourceServerOptions, io: ResourceServerIo): ResourceServer {
  refuseMisuse(options);
  const { issuer, audience, dpop, resourceMetadata } = options;
  const { algorithms = ACCESS_TOKEN_ALGORITHMS, clockSkew = CLOCK_SKEW } = options;
  const rules = { issuer, audience, algorithms, clockSkew, keys: createIssuerKeys(issuer, io) };
  const binding = bindingRules(options, io);
  const introspect = options.introspection && createIntrospection(options, options.introspection, io);
  const offer = { dpop: dpop !== undefined, ...(resourceMetadata !== undefined && { resourceMetadata }) };

  return {
    async verifyAccessToken(request) {
      const credentials = readCredentials(request);
      if (!credentials.ok) return credentials;
      const { token, scheme } = credentials.value;

      const verified = await verifyToken(token, rules, io.now());
      if (!verified.ok) return err(refusalOf(verified.error, scheme));

      const bound = await checkBinding(verified.value, credentials.value, request, binding, io.now());
      if (!bound.ok) return bound;

      const active = await introspect?.(token, verified.value.expiresAt);
      if (active?.ok === false) return err({ reason: 'introspection_unavailable', detail: active.error });
      if (active?.value === false) return err(refusalOf('token_inactive', scheme));

      const nextNonce = scheme === 'DPoP' ? await dpop?.nonces?.current() : undefined;
      return ok({ ...verified.value, scheme, ...(nextNonce !== undefined && { nextNonce }) });
    },
    challenge: (refusal, scopes = []) => challengeFor(refusal, { ...offer, scopes }),
  };
}

function bindingRules({ dpop, bindingRequired = false }: ResourceServerOptions, io: ResourceServerIo) {
  const proofs = dpop && { reserve: createReplayMemory(io.now), ...dpop };
  return { required: bindingRequired, ...(proofs && { proofs }) } satisfies BindingRules;
}

function refusalOf(reason: TokenDefect | KeyFailure, scheme: Scheme): Refusal {
  if (reason !== 'keys_unavailable') return { reason, scheme };
  return { reason, detail: 'the keys of the gateway cannot be had' };
}

function refuseMisuse(options: ResourceServerOptions): void {
  const { issuer, audience, clockSkew = CLOCK_SKEW, dpop, resourceMetadata } = options;
  if (!isSafe(issuer)) throw new TypeError('the issuer is not an https URL');
  if (audience === '') throw new TypeError('an audience is needed');
  if (!(clockSkew >= 0)) throw new TypeError('the clock skew is a number of seconds');
  if (dpop !== undefined && !isPlainUrl(dpop.publicUrl)) {
    throw new TypeError('the public URL is not an http URL without query and fragment');
  }
  if (resourceMetadata !== undefined && !isPlainUrl(resourceMetadata)) {
    throw new TypeError('the URL of the metadata is not an http URL');
  }
}

function isPlainUrl(text: string): boolean {
  return /^https?:\/\/[^\s"\\?#@]+$/.test(text) && URL.canParse(text);
}
