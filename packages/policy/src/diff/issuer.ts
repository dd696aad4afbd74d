import type { ReplayMode } from '@cambio/claims';
import type { JsonValue } from '@cambio/oauth';
import type { CompiledIssuer } from '../compile/compiled.ts';
import type { KeySource } from '../trust.ts';
import { bounded, type Effect, type Pair, replaced, setChanges, switched } from './effect.ts';
import { conditionChange } from './when.ts';

/** What an issuer does otherwise than before. Who owns it, and what it is called, does not count. */
export function issuerChanges(pair: Pair<CompiledIssuer>): readonly Effect[] {
  const [before, after] = pair;
  const each = <T>(get: (issuer: CompiledIssuer) => T): Pair<T> => [get(before), get(after)];
  return [
    ...switched(
      'enabled',
      each(({ enabled }) => enabled),
      ['is enabled', 'is disabled'],
    ),
    ...replaced(
      'provider',
      each(({ profile }) => profile.provider),
      `reads its tokens as those of ${after.profile.title} (was: ${before.profile.title})`,
    ),
    ...replaced(
      'url',
      each(({ url }) => url),
      `accepts tokens of ${after.url} (was: ${before.url})`,
    ),
    ...replaced(
      'keys',
      each(({ keys }) => keyValue(keys)),
      `takes its keys from another place: ${after.keys.kind}`,
    ),
    ...replaced(
      'ca',
      each(({ ca }) => ca),
      'reaches its keys through another certificate authority',
    ),
    ...switched(
      'allowPrivateNetwork',
      each(({ allowPrivateNetwork }) => allowPrivateNetwork),
      ['may have its keys on a private network', 'may no longer have its keys on a private network'],
    ),
    ...setChanges(
      'audiences',
      each(({ audiences }) => audiences),
      (names) => `accepts tokens for ${names} as well`,
      (names) => `no longer accepts tokens for ${names}`,
    ),
    ...setChanges(
      'algorithms',
      each(({ algorithms }) => algorithms),
      (names) => `accepts ${names} as well`,
      (names) => `no longer accepts ${names}`,
    ),
    ...bounded(
      'maxAge',
      each(({ maxAge }) => maxAge),
      (age) => `accepts tokens ${age} after they were issued`,
    ),
    ...bounded(
      'maxLifetime',
      each(({ maxLifetime }) => maxLifetime),
      (life) => `accepts tokens made for ${life}`,
    ),
    ...bounded(
      'clockSkew',
      each(({ clockSkew }) => clockSkew),
      (skew) => `forgives clocks ${skew}`,
    ),
    ...replayChange(each(({ replay }) => replay)),
    ...conditionChange(
      'require',
      each(({ require }) => require?.text),
      'tokens',
    ),
    ...replaced(
      'explainDenials',
      each(({ explainDenials }) => explainDenials),
      `tells callers of denials: ${after.explainDenials} (was: ${before.explainDenials})`,
    ),
  ];
}

const REPLAY: Readonly<Record<ReplayMode, readonly [rank: number, text: string]>> = {
  once: [0, 'once'],
  'once-per-target': [1, 'once per target'],
  allow: [2, 'again and again'],
};

function replayChange([before, after]: Pair<ReplayMode>): readonly Effect[] {
  const [[rankBefore, textBefore], [rankAfter, textAfter]] = [REPLAY[before], REPLAY[after]];
  const text = `accepts each token ${textAfter} (was: ${textBefore})`;
  return replaced('replay', [before, after], text, rankAfter > rankBefore ? 'wider' : 'narrower');
}

function keyValue(keys: KeySource): JsonValue {
  return { ...keys };
}
