import type { ClaimPath, Profile } from '@cambio/claims';
import { ok } from '@cambio/oauth';
import type { AnchorShape } from '../candidates/anchor.ts';
import { isWorn } from '../candidates/worn.ts';
import { compileCondition } from '../condition/condition.ts';
import type { GrantForm } from '../document/mapping.ts';
import type { Scalar } from '../document/matcher-form.ts';
import { readClaim } from '../matcher/claim.ts';
import { compileEntry, type EntryCompiler, type MatcherParts } from '../matcher/compile.ts';
import { compileGlob } from '../matcher/glob.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import { compileRegex } from '../matcher/regex.ts';
import { compileText, compileTextValue } from '../template/compile.ts';
import type { TrustedTarget } from '../trust.ts';
import { type CompiledGrantResult, compileGrant, type GrantParts } from './grant.ts';

/**
 * What many documents have in common, made once: a million mappings name the same few claims, patterns and
 * conditions. It goes with one compiled trust and those recompiled from it, until it is worn.
 */
export class Memo {
  readonly #glob = memoised(compileGlob);
  readonly #regex = memoised(compileRegex);
  readonly #providers = new Map<Profile, ProviderMemo>();
  readonly #shapes: Map<string, AnchorShape>;
  #uses = 0;

  constructor(shapes = new Map<string, AnchorShape>()) {
    this.#shapes = shapes;
  }

  /**
   * This; or another, where most of what this holds may be of mappings that are gone. With the same shapes, which are told
   * apart by what they are: claims are few, whatever values they are held to.
   */
  unworn(mappings: number): Memo {
    return isWorn(this.#uses, mappings) ? new Memo(this.#shapes) : this;
  }

  provider(profile: Profile): ProviderMemo {
    this.#uses++;
    const known = this.#providers.get(profile) ?? new ProviderMemo(profile, this.#glob, this.#regex);
    this.#providers.set(profile, known);
    return known;
  }

  readonly shape = (paths: readonly ClaimPath[]): AnchorShape => {
    // The usual single claim needs no JSON, and JSON never begins with =.
    const [only] = paths;
    const id =
      only !== undefined && paths.length === 1
        ? `=${only.text}`
        : JSON.stringify(paths.map(({ text }) => text));
    const shape = this.#shapes.get(id) ?? { id, paths };
    this.#shapes.set(id, shape);
    return shape;
  };
}

/** What documents about the tokens of one provider have in common. */
export class ProviderMemo implements MatcherParts, GrantParts {
  readonly glob: MatcherParts['glob'];
  readonly regex: MatcherParts['regex'];
  readonly claim: MatcherParts['claim'];
  readonly text: (text: string) => ReturnType<typeof compileText>;
  readonly textValue: (text: string) => ReturnType<typeof compileTextValue>;
  readonly condition: (text: string) => ReturnType<typeof compileCondition>;
  readonly #conditions = new Map<string, Map<Scalar, ClaimCondition>>();
  readonly #grants = new WeakMap<TrustedTarget, Map<string, CompiledGrantResult>>();

  constructor(profile: Profile, glob: MatcherParts['glob'], regex: MatcherParts['regex']) {
    this.glob = glob;
    this.regex = regex;
    this.claim = memoised((name) => readClaim(name, profile));
    this.text = memoised((text) => compileText(text, this.claim));
    this.textValue = memoised((text) => compileTextValue(text, this.claim));
    this.condition = memoised((text) => compileCondition(text, profile));
  }

  readonly entry: EntryCompiler = (claim, form) => {
    // A text and the JSON of a form must not be taken for one another.
    const [names, key] = typeof form === 'object' ? [`form ${claim}`, JSON.stringify(form)] : [claim, form];
    const conditions = this.#conditions.get(names) ?? new Map<Scalar, ClaimCondition>();
    const known = conditions.get(key);
    if (known !== undefined) return ok(known);
    const compiled = compileEntry(claim, form, this);
    if (compiled.ok) this.#conditions.set(names, conditions.set(key, compiled.value));
    return compiled;
  };

  grant(form: GrantForm, target: TrustedTarget): CompiledGrantResult {
    const grants = this.#grants.get(target) ?? new Map<string, CompiledGrantResult>();
    const key = JSON.stringify(form);
    const result = grants.get(key) ?? compileGrant(form, target, this);
    this.#grants.set(target, grants.set(key, result));
    return result;
  }
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
