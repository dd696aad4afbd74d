import type { VerifiedIdentity, VerifiedToken } from '@cambio/claims';
import type { DecisionId, Digest, EpochSeconds } from '@cambio/oauth';
import type { CompiledTrust, DecisionRequest } from '@cambio/policy';
import type { Presented } from '../possession.ts';
import type { AskedToken } from './read-request.ts';

/** Who stands at the door: known before any token is. */
export interface Caller {
  /** The authenticated client's id; absent at the workload door. */
  readonly client?: string;
  readonly ip?: string;
  readonly presented: Presented;
}

/** One exchange, or other grant, under way, from the moment its subject is known to be authentic. */
export interface Attempt {
  readonly id: DecisionId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly now: EpochSeconds;
  readonly revision: string;
  readonly trust: CompiledTrust;
  readonly request: AskedToken;
  readonly caller: Caller;
  /** What the two ask for together. */
  readonly asked: DecisionRequest;
  readonly subject: Authenticated;
  readonly actor?: Authenticated;
}

/** Somebody whose token's signature verified, whatever was found wrong with it afterwards. */
export interface Authenticated {
  readonly identity: VerifiedIdentity;
  readonly digest: Digest;
}

/** An exchange whose tokens passed every check. */
export interface VerifiedAttempt extends Attempt {
  readonly subject: VerifiedToken;
  readonly actor?: VerifiedToken;
}

/** What was asked for, as policy judges it and as it is recorded. */
export function askedOf(request: AskedToken, caller: Caller): DecisionRequest {
  return {
    ...(request.audience !== undefined && { audience: request.audience }),
    ...(request.resource !== undefined && { resource: request.resource }),
    ...(request.scopes && { scopes: request.scopes }),
    ...(request.mapping !== undefined && { mapping: request.mapping }),
    binding: caller.presented.kind,
    ...(caller.client !== undefined && { client: caller.client }),
    ...(caller.ip !== undefined && { ip: caller.ip }),
  };
}
