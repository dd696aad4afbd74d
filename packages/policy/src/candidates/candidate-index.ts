import type { Claims } from '@cambio/claims';
import type { CompiledMapping } from '../compile/mapping.ts';

/** Mappings by what they demand. */
export class CandidateIndex<M extends CompiledMapping> {
  readonly #byIssuer: ReadonlyMap<string, readonly M[]>;

  constructor(byIssuer: ReadonlyMap<string, readonly M[]>) {
    this.#byIssuer = byIssuer;
  }

  static of<M extends CompiledMapping>(mappings: Iterable<M>): CandidateIndex<M> {
    const byIssuer = new Map<string, M[]>();
    for (const mapping of mappings) {
      const group = byIssuer.get(mapping.issuer);
      if (group === undefined) byIssuer.set(mapping.issuer, [mapping]);
      else group.push(mapping);
    }
    return new CandidateIndex(byIssuer);
  }

  related(issuer: string, target: string, _claims: Claims): readonly M[] {
    return (this.#byIssuer.get(issuer) ?? []).filter(
      (mapping) => mapping.target === target || mapping.target === '*',
    );
  }

  targets(issuer: string, _claims: Claims): ReadonlySet<string> {
    return new Set((this.#byIssuer.get(issuer) ?? []).map(({ target }) => target));
  }

  hasAny(issuer: string, target: string): boolean {
    return (this.#byIssuer.get(issuer) ?? []).some((mapping) => mapping.target === target);
  }
}
