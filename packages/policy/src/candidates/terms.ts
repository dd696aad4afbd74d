import type {
  AllowTerms,
  CompiledAllow,
  CompiledDeny,
  CompiledMapping,
  DenyTerms,
} from '../compile/compiled.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import type { AnchorShape } from './anchor.ts';
import { isWorn } from './worn.ts';

/** What is left to check of a mapping, besides claims that it was found by, and what it gives. */
export type MakeTerms<M extends CompiledMapping, T> = (
  mapping: M,
  conditions: readonly ClaimCondition[],
) => T;

export function allowTerms(mapping: CompiledAllow, conditions: readonly ClaimCondition[]): AllowTerms {
  const { effect, grant, delegation } = mapping;
  return { ...everyTerm(mapping, conditions), effect, grant, delegation };
}

export function denyTerms(mapping: CompiledDeny, conditions: readonly ClaimCondition[]): DenyTerms {
  const { effect } = mapping;
  return { ...everyTerm(mapping, conditions), effect };
}

function everyTerm(mapping: CompiledMapping, conditions: readonly ClaimCondition[]) {
  const { enabled, when, scopes, notBefore, expires } = mapping;
  return {
    enabled,
    conditions,
    when,
    scopes,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
  };
}

/**
 * The terms of mappings, the same object for all that differ in nothing but the values by which they are found. Where a
 * million mappings say ten things in all, a decision reads one of ten objects, which the processor's caches hold.
 */
export class SharedTerms<M extends CompiledMapping, T> {
  readonly #make: MakeTerms<M, T>;
  readonly #known = new Map<string, T>();
  readonly #numbers = new Map<unknown, number>();
  #uses = 0;

  constructor(make: MakeTerms<M, T>) {
    this.#make = make;
  }

  /** These; or others, where most of these may be of mappings that are gone. */
  unworn(mappings: number): SharedTerms<M, T> {
    return isWorn(this.#uses, mappings) ? new SharedTerms(this.#make) : this;
  }

  /** The terms of a mapping that is found by the values of all claims of these shapes. */
  of(mapping: M, by: readonly AnchorShape[]): T {
    this.#uses++;
    const conditions = conditionsBeside(mapping, by);
    if (isPeculiar(mapping)) return this.#make(mapping, conditions);
    const key = this.#keyOf(mapping, conditions);
    const terms = this.#known.get(key) ?? this.#make(mapping, conditions);
    this.#known.set(key, terms);
    return terms;
  }

  #keyOf(mapping: CompiledMapping, conditions: readonly ClaimCondition[]): string {
    const grant = mapping.effect === 'allow' ? mapping.grant : undefined;
    return [mapping.enabled, mapping.when, grant, ...conditions].map((each) => this.#numberOf(each)).join();
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
  by: readonly AnchorShape[],
): readonly ClaimCondition[] {
  const named = new Set(by.flatMap(({ paths }) => paths.map(({ text }) => text)));
  return conditions.filter(({ path }) => !named.has(path.text));
}
