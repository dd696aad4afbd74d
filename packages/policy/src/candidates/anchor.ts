import { type ClaimPath, type Claims, factOf, lookUp, type Profile } from '@cambio/claims';
import type { Scalar } from '../document/matcher-form.ts';
import { exactValuesOf } from '../matcher/exact.ts';
import { type ClaimCondition, isScalar } from '../matcher/matcher.ts';
import type { Key } from './persistent-map.ts';

/** Claims by which some mappings say whom they are about, always in the same order. */
export interface AnchorShape {
  readonly id: string;
  readonly paths: readonly ClaimPath[];
}

/**
 * Whom a mapping is about: the claims it holds to exact values that name the workload best, and the values. A mapping
 * whose anchor does not hold is about somebody else, and is neither looked at nor counted as a near miss. It follows
 * from the mapping alone, so that mappings about others never change what is decided.
 */
export interface Anchor {
  readonly shape: AnchorShape;
  /** One for each combination of values. */
  readonly keys: readonly Key[];
  /** The other claims that it holds to exact values. */
  readonly further: AnchorShape;
}

/** Combinations of listed values beyond this are not worth an entry each. */
const MAX_KEYS = 64;

export function anchorOf(
  conditions: readonly ClaimCondition[],
  profile: Profile,
  shapeOf: (paths: readonly ClaimPath[]) => AnchorShape,
): Anchor {
  const naming = withFewKeys(bestNaming(conditions, profile));
  const others = withFewKeys(conditions.filter((each) => exactCount(each) > 0 && !naming.includes(each)));
  return {
    shape: shapeOf(naming.map(({ path }) => path)),
    keys: keysOf(naming),
    further: shapeOf(others.map(({ path }) => path)),
  };
}

/** The keys that a mapping with these conditions has under a shape. */
export function keysWithin(conditions: readonly ClaimCondition[], { paths }: AnchorShape): readonly Key[] {
  return keysOf(paths.flatMap((path) => conditions.find((each) => each.path.text === path.text) ?? []));
}

function keysOf(conditions: readonly ClaimCondition[]): readonly Key[] {
  return combinations(conditions.map(({ matcher }) => exactValuesOf(matcher) ?? [])).map(keyOf);
}

/** The conditions that name the workload best. */
function bestNaming(conditions: readonly ClaimCondition[], profile: Profile): readonly ClaimCondition[] {
  let naming: ClaimCondition[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    const rank = exactCount(condition) > 0 ? rankOf(condition.path, profile) : Number.POSITIVE_INFINITY;
    if (rank < best) [naming, best] = [[condition], rank];
    else if (rank === best && rank < Number.POSITIVE_INFINITY) naming.push(condition);
  }
  return naming;
}

/** As many of the conditions as give few enough keys, in the order of their claims. */
function withFewKeys(conditions: readonly ClaimCondition[]): readonly ClaimCondition[] {
  let keys = 1;
  return conditions
    .toSorted((a, b) => (a.path.text < b.path.text ? -1 : 1))
    .filter((condition) => {
      const count = exactCount(condition);
      if (keys * count > MAX_KEYS) return false;
      keys *= count;
      return true;
    });
}

/** How many values a claim is held to; 0: to none, or to too many. */
function exactCount({ matcher }: ClaimCondition): number {
  if (matcher.kind === 'equals') return 1;
  return matcher.kind === 'oneOf' && matcher.values.size <= MAX_KEYS ? matcher.values.size : 0;
}

/** How well a claim names a workload: 0 is best. */
function rankOf({ text, segments }: ClaimPath, profile: Profile): number {
  const stability = factOf(profile, text)?.stability;
  if (stability === 'immutable') return 0;
  if (segments.length === 1 && segments[0] === 'sub') return 1;
  return stability === 'renameable' ? 2 : 3;
}

function combinations(choices: readonly (readonly Scalar[])[]): readonly (readonly Scalar[])[] {
  if (choices.every(({ length }) => length === 1)) return [choices.flat()];
  let found: readonly (readonly Scalar[])[] = [[]];
  for (const values of choices) found = found.flatMap((start) => values.map((value) => [...start, value]));
  return found;
}

/** The key that claims have under a shape; `undefined` where one is missing or no scalar. */
export function keyUnder({ paths }: AnchorShape, claims: Claims): Key | undefined {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined) {
    const value = lookUp(claims, only);
    return isScalar(value) ? value : undefined;
  }
  let key = '';
  for (const path of paths) {
    const value = lookUp(claims, path);
    if (!isScalar(value)) return undefined;
    key += part(value);
  }
  return key;
}

function keyOf(values: readonly Scalar[]): Key {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values.map(part).join('');
}

/** Type, length and value: no two lists of values give the same key. */
function part(value: Scalar): string {
  if (typeof value === 'string') return `s${value.length}:${value}`;
  return `${typeof value}:${value};`;
}
