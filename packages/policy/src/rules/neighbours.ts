import type { Claims } from '@cambio/claims';
import { isJsonObject, type JsonObject } from '@cambio/oauth';
import { type AnchorShape, keyUnder } from '../candidates/anchor.ts';
import type { Key } from '../candidates/persistent-map.ts';
import type { CompiledMapping } from '../compile/compiled.ts';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import type { Scalar } from '../document/matcher-form.ts';
import { exactValuesOf } from '../matcher/exact.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';

/** So many mappings about one workload are compared with every other one: those with the fewest conditions. */
const COMPARED = 100;

/**
 * Finds, for a mapping, those that may hold for the same token: on the same target, and about the same workload or
 * about more. So mappings are compared with a few others each, and not all with all.
 */
export class Neighbours {
  readonly #tables: Pick<DecisionTables, 'allows' | 'denies'>;
  readonly #broadest = new Map<readonly CompiledMapping[], readonly CompiledMapping[]>();

  constructor(tables: Pick<DecisionTables, 'allows' | 'denies'>) {
    this.#tables = tables;
  }

  /** Allow and deny mappings, never the mapping itself. */
  of(mapping: CompiledMapping): readonly CompiledMapping[] {
    const { allows, denies } = this.#tables;
    const { issuer, target } = mapping;
    const keysOf = keysUnder(mapping);
    const groups = [
      ...allows.groups(issuer, target, keysOf),
      ...denies.groups(issuer, target, keysOf),
      ...(target === '*' ? [] : denies.groups(issuer, '*', keysOf)),
    ];
    const others = groups.flatMap((group) => this.#broadestOf(group));
    return [...new Set(others)].filter(({ id }) => id !== mapping.id);
  }

  #broadestOf(group: readonly CompiledMapping[]): readonly CompiledMapping[] {
    const known = this.#broadest.get(group);
    if (known !== undefined) return known;
    const broadest = group
      .toSorted((a, b) => a.conditions.length - b.conditions.length || (a.id < b.id ? -1 : 1))
      .slice(0, COMPARED);
    this.#broadest.set(group, broadest);
    return broadest;
  }
}

/** Under which keys mappings are found that are about whom a mapping is about. */
function keysUnder({ anchor, conditions }: CompiledMapping): (shape: AnchorShape) => readonly Key[] {
  const claims = supposedClaims(conditions);
  return (shape) => {
    if (shape.id === anchor.shape.id) return anchor.keys;
    const key = keyUnder(shape, claims);
    return key === undefined ? [] : [key];
  };
}

/** Claims that satisfy the exact conditions; of listed values the first. */
function supposedClaims(conditions: readonly ClaimCondition[]): Claims {
  return conditions.reduce<JsonObject>((claims, { path, matcher }) => {
    const [value] = exactValuesOf(matcher) ?? [];
    return value === undefined ? claims : withMember(claims, path.segments, value);
  }, {});
}

function withMember(
  members: JsonObject,
  [name = '', ...below]: readonly string[],
  value: Scalar,
): JsonObject {
  if (below.length === 0) return { ...members, [name]: value };
  const inner = Object.hasOwn(members, name) ? members[name] : undefined;
  return { ...members, [name]: withMember(isJsonObject(inner) ? inner : {}, below, value) };
}
