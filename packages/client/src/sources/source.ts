import { type EpochSeconds, err, ok, type Result, TokenType } from '@cambio/oauth';
import { readClaims } from './claims.ts';
import type { SourceName } from './names.ts';

/** Where a workload's own token comes from. Anything that has these two members is one. */
export interface TokenSource {
  /** For people: `github-actions`, `file`, … */
  readonly name: string;
  /** A token whose audience is `audience`, where the source can choose it. Fresh with each call, where it can. */
  token(audience: string): Promise<Result<SubjectToken, SourceFailure>>;
}

export interface SubjectToken {
  readonly token: string;
  readonly tokenType: TokenType;
  /** Its `exp`, where it says; read, not verified. */
  readonly expiresAt?: EpochSeconds;
}

/** Why a source gave no token. `detail` is for people: what is missing, and how to set it. It never holds a token. */
export interface SourceFailure {
  readonly kind: 'source';
  readonly source: string;
  readonly reason: 'not_configured' | 'unreadable' | 'unavailable' | 'refused' | 'malformed';
  readonly detail: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What sources reach the outside through; `nodeRuntime` of `@cambio/client/node` has all of it, `edgeIo` what the edge has. */
export interface SourceIo {
  readonly env: Environment;
  readonly fetch: typeof fetch;
  /** Rejects where the file cannot be read. */
  readonly readFile: (path: string) => Promise<string>;
  /** Runs a program to its end, without a shell; rejects where it cannot be started or takes too long. */
  readonly run: (program: string, args: readonly string[]) => Promise<Ran>;
  /** One JWT-SVID from the SPIFFE Workload API at `endpoint`; rejects where it gives none. */
  readonly fetchJwtSvid: (endpoint: string, audience: string) => Promise<string>;
}

/** A program that ended. What it said on standard error may hold a credential, and is dropped. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
}

/** A source that can be found by itself, or chosen by its name. */
export interface SourceKind {
  readonly name: SourceName;
  /** What it is looked for by; for people. */
  readonly where: string;
  detects(io: SourceIo): boolean | Promise<boolean>;
  /** Never fails: a source that lacks something says so when it is asked for a token. */
  open(io: SourceIo): TokenSource;
}

/** Text read from outside as a compact token: white space around it is dropped, anything else refused. */
export function readToken(
  text: string,
  source: string,
  tokenType: TokenType = TokenType.jwt,
): Result<SubjectToken, SourceFailure> {
  const token = text.trim();
  if (!/^[\w.~+/=-]+$/.test(token)) {
    return failed(source, 'malformed', token === '' ? 'it is empty' : 'it does not hold a token');
  }
  const expiresAt = readClaims(token)?.exp;
  return ok({ token, tokenType, ...(expiresAt !== undefined && { expiresAt }) });
}

export function failed(source: string, reason: SourceFailure['reason'], detail: string) {
  return err({ kind: 'source', source, reason, detail } as const);
}
