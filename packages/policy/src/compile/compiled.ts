import type { Anchor } from '../candidates/anchor.ts';
import type { Condition } from '../condition/condition.ts';
import type { LocatedDocument } from '../document/document.ts';
import type { IssuerDocument } from '../document/issuer.ts';
import type { MappingDocument } from '../document/mapping.ts';
import type { TargetDocument } from '../document/target.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import type { TextTemplate, ValueTemplate } from '../template/template.ts';
import type { BindingDemand, TrustedIssuer, TrustedMapping, TrustedTarget } from '../trust.ts';

/** An issuer with its guard. */
export interface CompiledIssuer extends TrustedIssuer {
  readonly require?: Condition;
  /** Absent for the built-in issuer. */
  readonly located?: LocatedDocument<IssuerDocument>;
}

export interface CompiledTarget extends TrustedTarget {
  /** Absent for the built-in target. */
  readonly located?: LocatedDocument<TargetDocument>;
}

/** What decides whether a mapping holds. */
interface EveryTerms extends Pick<TrustedMapping, 'enabled' | 'notBefore' | 'expires' | 'scopes'> {
  readonly conditions: readonly ClaimCondition[];
  readonly when: Condition | undefined;
}

export interface AllowTerms extends EveryTerms {
  readonly effect: 'allow';
  readonly grant: CompiledGrant;
  readonly delegation: CompiledDelegation | undefined;
}

export interface DenyTerms extends EveryTerms {
  readonly effect: 'deny';
}

/** What a mapping demands, and what it gives. */
export type Terms = AllowTerms | DenyTerms;

interface EveryMapping extends TrustedMapping {
  readonly anchor: Anchor;
  readonly located: LocatedDocument<MappingDocument>;
}

export interface CompiledAllow extends EveryMapping, AllowTerms {
  readonly effect: 'allow';
}

export interface CompiledDeny extends EveryMapping, DenyTerms {
  readonly effect: 'deny';
}

export type CompiledMapping = CompiledAllow | CompiledDeny;

export interface CompiledGrant {
  readonly scopes: readonly string[];
  /** Seconds, within every bound. */
  readonly lifetime: number;
  readonly binding: BindingDemand;
  /** Absent: the workload's key. */
  readonly subject: TextTemplate | undefined;
  readonly claims: readonly (readonly [string, ValueTemplate])[];
}

export interface CompiledDelegation {
  readonly actors: readonly CompiledActor[];
  readonly required: boolean;
  readonly maxDepth: number;
}

export interface CompiledActor {
  readonly issuer: string;
  readonly conditions: readonly ClaimCondition[];
}
