import { type ClaimPath, type Profile, parseClaimPath } from '@cambio/claims';
import type { AnchorShape } from '../candidates/anchor.ts';
import { compileCondition } from '../condition/condition.ts';
import { compileRegex } from '../matcher/regex.ts';

/**
 * What many documents have in common, made once: a million mappings name the same few claims and conditions. It goes
 * with one compiled trust and those recompiled from it.
 */
export class Memo {
  readonly path = memoised(parseClaimPath);
  readonly regex = memoised(compileRegex);
  readonly #conditions = new Map<Profile, (text: string) => ReturnType<typeof compileCondition>>();
  readonly #shapes = new Map<string, AnchorShape>();

  condition(text: string, profile: Profile): ReturnType<typeof compileCondition> {
    const compile =
      this.#conditions.get(profile) ?? memoised((each: string) => compileCondition(each, profile));
    this.#conditions.set(profile, compile);
    return compile(text);
  }

  readonly shape = (paths: readonly ClaimPath[]): AnchorShape => {
    const id = JSON.stringify(paths.map(({ text }) => text));
    const shape = this.#shapes.get(id) ?? { id, paths };
    this.#shapes.set(id, shape);
    return shape;
  };
}

function memoised<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    made.set(text, value);
    return value;
  };
}
