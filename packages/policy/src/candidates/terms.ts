import type {
  AllowTerms,
  CompiledAllow,
  CompiledDeny,
  CompiledMapping,
  DenyTerms,
} from '../compile/compiled.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import type { AnchorShape } from './anchor.ts';

/** The claims by whose values a mapping is found. */
export interface Naming {
  readonly by: AnchorShape;
  /** What tells it from others about the same workload, where these are many. */
  readonly further: AnchorShape | undefined;
}

/** What is left to check of a mapping that was found by the values of some claims, and what it gives. */
export type Remaining<T> = T & Naming;

export function allowTerms(
  mapping: CompiledAllow,
  conditions: readonly ClaimCondition[],
  naming: Naming,
): Remaining<AllowTerms> {
  const { effect, grant, delegation } = mapping;
  return { ...everyTerm(mapping, conditions, naming), effect, grant, delegation };
}

export function denyTerms(
  mapping: CompiledDeny,
  conditions: readonly ClaimCondition[],
  naming: Naming,
): Remaining<DenyTerms> {
  const { effect } = mapping;
  return { ...everyTerm(mapping, conditions, naming), effect };
}

function everyTerm(mapping: CompiledMapping, conditions: readonly ClaimCondition[], { by, further }: Naming) {
  const { issuer, target, enabled, when, scopes, notBefore, expires } = mapping;
  return {
    by,
    further,
    issuer,
    target,
    enabled,
    conditions,
    when,
    scopes,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
  };
}

/** Makes the terms of mappings from what they demand besides the claims that name them. */
export type MakeTerms<M extends CompiledMapping, T> = (
  mapping: M,
  conditions: readonly ClaimCondition[],
  naming: Naming,
) => Remaining<T>;

/**
 * The terms of mappings, the same object for all that differ in nothing but the values by which they are found. Where a
 * million mappings say ten things in all, a decision reads one of ten objects, which the processor's caches hold.
 */
export class SharedTerms<M extends CompiledMapping, T> {
  readonly #make: MakeTerms<M, T>;
  readonly #known = new Map<string, Remaining<T>>();
  readonly #numbers = new Map<unknown, number>();

  constructor(make: MakeTerms<M, T>) {
    this.#make = make;
  }

  of(mapping: M, naming: Naming): Remaining<T> {
    const conditions = conditionsBeside(mapping, naming);
    if (isPeculiar(mapping)) return this.#make(mapping, conditions, naming);
    const key = this.#keyOf(mapping, conditions, naming);
    const terms = this.#known.get(key) ?? this.#make(mapping, conditions, naming);
    this.#known.set(key, terms);
    return terms;
  }

  #keyOf(mapping: CompiledMapping, conditions: readonly ClaimCondition[], { by, further }: Naming): string {
    const { issuer, target, enabled, when } = mapping;
    const grant = mapping.effect === 'allow' ? mapping.grant : undefined;
    const numbers = [by, further, when, grant, ...conditions].map((each) => this.#numberOf(each));
    // Ids have no space.
    return `${issuer} ${target} ${enabled} ${numbers.join()}`;
  }

  #numberOf(part: unknown): number {
    const number = this.#numbers.get(part) ?? this.#numbers.size;
    this.#numbers.set(part, number);
    return number;
  }
}

/** Has what is made for each mapping anew, or times, which hardly any two share. */
function isPeculiar(mapping: CompiledMapping): boolean {
  const delegation = mapping.effect === 'allow' ? mapping.delegation : undefined;
  return delegation !== undefined || mapping.notBefore !== undefined || mapping.expires !== undefined;
}

function conditionsBeside(
  { conditions }: CompiledMapping,
  { by, further }: Naming,
): readonly ClaimCondition[] {
  const isIn = (shape: AnchorShape | undefined, text: string) =>
    shape?.paths.some((path) => path.text === text) === true;
  return conditions.filter(({ path }) => !isIn(by, path.text) && !isIn(further, path.text));
}
