import {
  type ClaimPath,
  type Claims,
  factOf,
  lookUp,
  type Profile,
  parseClaimPath,
  percentEncode,
} from '@cambio/claims';
import { err, isJsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import { didYouMean } from '../nearest.ts';

type TextType = 'string' | 'number' | 'boolean';

/** A claim to insert into text, and the type it must have: "1" and 1 must not look the same. */
interface Placeholder {
  readonly path: ClaimPath;
  readonly type: TextType;
}

/** A compiled text: literals around placeholders, one more literal than placeholders. */
export interface TextTemplate {
  readonly text: string;
  readonly literals: readonly string[];
  readonly placeholders: readonly Placeholder[];
}

/** A compiled claim value. */
export type ValueTemplate =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  /** Exactly one placeholder: the claim as it is, whatever its type. */
  | { readonly kind: 'copy'; readonly path: ClaimPath }
  | { readonly kind: 'text'; readonly template: TextTemplate }
  | { readonly kind: 'list'; readonly items: readonly ValueTemplate[] }
  | { readonly kind: 'members'; readonly members: readonly (readonly [string, ValueTemplate])[] };

export interface TemplateProblem {
  readonly message: string;
  readonly hint?: string | undefined;
}

/**
 * Compiles text with `{claim}` placeholders. Refused: a brace that is not part of one; a claim the profile does not
 * know or knows as an array or object; and two placeholders with nothing between them that a value cannot contain,
 * since different claims could then give the same text.
 */
export function compileText(text: string, profile: Profile): Result<TextTemplate, TemplateProblem> {
  const literals: string[] = [];
  const placeholders: Placeholder[] = [];
  for (const [index, part] of text.split(/\{([^{}]*)\}/).entries()) {
    if (index % 2 === 0) {
      if (/[{}]/.test(part)) return err({ message: 'has a brace that is not part of a {claim}' });
      literals.push(part);
      continue;
    }
    const placeholder = compilePlaceholder(part, profile);
    if (!placeholder.ok) return placeholder;
    placeholders.push(placeholder.value);
  }
  if (literals.slice(1, -1).some((between) => !SEPARATOR.test(between))) {
    return err({
      message: 'has two claims that run into each other, so that different claims could give the same text',
      hint: 'put a separator such as / or : between them; inserted values never contain one',
    });
  }
  return ok({ text, literals, placeholders });
}

/** A character that no inserted value contains, encoded or not. */
const SEPARATOR = /[^A-Za-z0-9._~%-]/;

function compilePlaceholder(claim: string, profile: Profile): Result<Placeholder, TemplateProblem> {
  const path = compilePath(claim, profile);
  if (!path.ok) return path;
  const types = factOf(profile, claim)?.types ?? ['string'];
  const type = TEXT_TYPES.find((candidate) => types.includes(candidate));
  if (type !== undefined) return ok({ path: path.value, type });
  return err({
    message: `inserts ${JSON.stringify(claim)} into text, and it is an ${types.join(' or ')}`,
    hint: 'make it the whole value of a claim, which copies it as it is',
  });
}

const TEXT_TYPES: readonly TextType[] = ['string', 'number', 'boolean'];

function compilePath(claim: string, profile: Profile): Result<ClaimPath, TemplateProblem> {
  const path = parseClaimPath(claim);
  if (!path.ok) return err({ message: `{${claim}} names no claim` });
  if (claim.startsWith('/') || profile.open || factOf(profile, claim) !== undefined) return path;
  return err({
    message: `${profile.title} tokens have no claim ${JSON.stringify(claim)}`,
    hint: didYouMean(claim, Object.keys(profile.claims)),
  });
}

/** Compiles the value of a claim to add: texts in it are templates, all else stands for itself. */
export function compileValue(value: JsonValue, profile: Profile): Result<ValueTemplate, TemplateProblem> {
  if (typeof value === 'string') return compileTextValue(value, profile);
  if (Array.isArray(value)) {
    const items = all(value.map((item: JsonValue) => compileValue(item, profile)));
    return items.ok ? ok({ kind: 'list', items: items.value }) : items;
  }
  if (!isJsonObject(value)) return ok({ kind: 'literal', value });
  const names = Object.keys(value);
  const values = all(Object.values(value).map((member) => compileValue(member, profile)));
  if (!values.ok) return values;
  return ok({ kind: 'members', members: zip(names, values.value) });
}

function compileTextValue(text: string, profile: Profile): Result<ValueTemplate, TemplateProblem> {
  const [, whole] = /^\{([^{}]*)\}$/.exec(text) ?? [];
  if (whole !== undefined) {
    const path = compilePath(whole, profile);
    return path.ok ? ok({ kind: 'copy', path: path.value }) : path;
  }
  const template = compileText(text, profile);
  if (!template.ok) return template;
  const { placeholders, literals } = template.value;
  if (placeholders.length === 0) return ok({ kind: 'literal', value: literals.join('') });
  return ok({ kind: 'text', template: template.value });
}

function all<T, E>(results: readonly Result<T, E>[]): Result<readonly T[], E> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

function zip<T>(names: readonly string[], values: readonly T[]): readonly (readonly [string, T])[] {
  return values.map((value, index) => [names[index] ?? '', value] as const);
}

/** The text with every claim percent-encoded into it; the name of the first claim that is missing, or of another type. */
export function renderText({ literals, placeholders }: TextTemplate, claims: Claims): Result<string, string> {
  let text = literals[0] ?? '';
  for (const [index, { path, type }] of placeholders.entries()) {
    const found = lookUp(claims, path);
    if (typeof found !== type) return err(path.text);
    text += percentEncode(String(found)) + (literals[index + 1] ?? '');
  }
  return ok(text);
}

/** The value with every claim in it; the name of the first claim that is missing, or cannot be part of a text. */
export function renderValue(template: ValueTemplate, claims: Claims): Result<JsonValue, string> {
  switch (template.kind) {
    case 'literal':
      return ok(template.value);
    case 'copy': {
      const found = lookUp(claims, template.path);
      return found === undefined ? err(template.path.text) : ok(found);
    }
    case 'text':
      return renderText(template.template, claims);
    case 'list':
      return all(template.items.map((item) => renderValue(item, claims)));
    case 'members': {
      const values = all(template.members.map(([, member]) => renderValue(member, claims)));
      if (!values.ok) return values;
      return ok(
        Object.fromEntries(
          zip(
            template.members.map(([name]) => name),
            values.value,
          ),
        ),
      );
    }
  }
}
