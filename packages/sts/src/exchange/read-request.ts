import { err, isTokenType, ok, parseScope, type Result, TokenType } from '@cambio/oauth';
import type { MalformedRequest, RequestDefect } from '../failure.ts';

/** A decoded form: every value of every parameter, in order. */
export type Parameters = ReadonlyMap<string, readonly string[]>;

/** What is asked for, whoever asks. */
export interface AskedToken {
  readonly audience?: string;
  readonly resource?: string;
  readonly scopes?: readonly string[];
  readonly requestedTokenType: TokenType;
  readonly mapping?: string;
}

/** A well-formed token-exchange request (RFC 8693 §2.1). */
export interface ExchangeRequest extends AskedToken {
  readonly subjectToken: string;
  readonly subjectTokenType: TokenType;
  readonly actor?: PresentedToken;
}

/** A token, and what it is said to be. */
export interface PresentedToken {
  readonly token: string;
  readonly type: TokenType;
}

/** What this gateway issues; `jwt` is the same access token under its format's name. */
const ISSUED_TYPES: ReadonlySet<string> = new Set([TokenType.accessToken, TokenType.jwt]);

/**
 * Reads the parameters of a token exchange (RFC 8693 §2.1, RFC 6749 §3.2, RFC 8707 §2).
 * Checks, in this order: nothing is repeated; subject token and its type; actor token and its type come
 * together; requested type; `resource` is an absolute URI without fragment; `scope` is well formed.
 * An empty value counts as absent; unknown parameters are ignored. Does not look into any token, and does
 * not know which targets, scopes or mappings exist.
 */
export function readRequest(parameters: Parameters): Result<ExchangeRequest, MalformedRequest> {
  const repeated = findRepeated(parameters);
  if (repeated !== undefined) return err(repeated);
  const subjectToken = single(parameters, 'subject_token');
  if (subjectToken === undefined) return defect('parameter_missing', 'subject_token');
  const subjectTokenType = readTokenType(parameters, 'subject_token_type');
  if (!subjectTokenType.ok) return subjectTokenType;
  const actor = readActor(parameters);
  if (!actor.ok) return actor;
  const asked = readAsked(parameters);
  if (!asked.ok) return asked;
  return ok({
    subjectToken,
    subjectTokenType: subjectTokenType.value,
    ...(actor.value && { actor: actor.value }),
    ...asked.value,
  });
}

/**
 * Reads the parameters that say what is asked for. Checks, in this order: nothing is repeated; requested type; `resource`
 * is an absolute URI without fragment; `scope` is well formed.
 */
export function readAsked(parameters: Parameters): Result<AskedToken, MalformedRequest> {
  const repeated = findRepeated(parameters);
  if (repeated !== undefined) return err(repeated);
  const requestedTokenType = readRequestedType(parameters);
  if (!requestedTokenType.ok) return requestedTokenType;
  const resource = single(parameters, 'resource');
  if (resource !== undefined && !isResource(resource)) return defect('resource_malformed', 'resource');
  const scopes = readScopes(parameters);
  if (!scopes.ok) return scopes;
  const audience = single(parameters, 'audience');
  const mapping = single(parameters, 'mapping');
  return ok({
    ...(audience !== undefined && { audience }),
    ...(resource !== undefined && { resource }),
    ...(scopes.value && { scopes: scopes.value }),
    requestedTokenType: requestedTokenType.value,
    ...(mapping !== undefined && { mapping }),
  });
}

function findRepeated(parameters: Parameters): MalformedRequest | undefined {
  for (const [parameter, values] of parameters) {
    if (values.length < 2) continue;
    const names = parameter === 'audience' || parameter === 'resource';
    return { kind: 'request', defect: names ? 'target_repeated' : 'parameter_repeated', parameter };
  }
  return undefined;
}

function readActor(parameters: Parameters): Result<PresentedToken | undefined, MalformedRequest> {
  const token = single(parameters, 'actor_token');
  const named = single(parameters, 'actor_token_type');
  if (token === undefined) {
    return named === undefined ? ok(undefined) : defect('actor_token_missing', 'actor_token');
  }
  if (named === undefined) return defect('actor_token_type_missing', 'actor_token_type');
  const type = readTokenType(parameters, 'actor_token_type');
  return type.ok ? ok({ token, type: type.value }) : type;
}

function readTokenType(parameters: Parameters, parameter: string): Result<TokenType, MalformedRequest> {
  const text = single(parameters, parameter);
  if (text === undefined) return defect('parameter_missing', parameter);
  return isTokenType(text) ? ok(text) : defect('token_type_unsupported', parameter);
}

function readRequestedType(parameters: Parameters): Result<TokenType, MalformedRequest> {
  const text = single(parameters, 'requested_token_type');
  if (text === undefined) return ok(TokenType.accessToken);
  if (isTokenType(text) && ISSUED_TYPES.has(text)) return ok(text);
  return defect('requested_token_type_unsupported', 'requested_token_type');
}

function readScopes(parameters: Parameters): Result<readonly string[] | undefined, MalformedRequest> {
  const text = single(parameters, 'scope');
  if (text === undefined) return ok(undefined);
  const scopes = parseScope(text);
  return scopes.ok ? scopes : defect('scope_malformed', 'scope');
}

/** An absolute URI without a fragment (RFC 8707 §2). Compared later as the text it is. */
function isResource(text: string): boolean {
  return !text.includes('#') && URL.canParse(text);
}

function single(parameters: Parameters, name: string): string | undefined {
  return parameters.get(name)?.[0] || undefined;
}

function defect(kind: RequestDefect, parameter: string): Result<never, MalformedRequest> {
  return err({ kind: 'request', defect: kind, parameter });
}
