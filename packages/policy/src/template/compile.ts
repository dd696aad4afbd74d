import { err, isJsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { ClaimProblem, KnownClaim } from '../matcher/claim.ts';
import { all, named } from './results.ts';
import type { Placeholder, TextTemplate, TextType, ValueTemplate } from './template.ts';

/** Finds a claim by the name a document gives it. */
export type ClaimReader = (name: string) => Result<KnownClaim, ClaimProblem>;

/**
 * Compiles text with `{claim}` placeholders. Refused: a brace that is not part of one; a claim the profile does not
 * know or knows as an array or object; and two placeholders with nothing between them that a value cannot contain,
 * since different claims could then give the same text.
 */
export function compileText(text: string, claim: ClaimReader): Result<TextTemplate, ClaimProblem> {
  const literals: string[] = [];
  const placeholders: Placeholder[] = [];
  for (const [index, part] of text.split(/\{([^{}]*)\}/).entries()) {
    if (index % 2 === 0) {
      if (/[{}]/.test(part)) return err({ message: 'has a brace that is not part of a {claim}' });
      literals.push(part);
      continue;
    }
    const placeholder = compilePlaceholder(part, claim);
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

function compilePlaceholder(name: string, claim: ClaimReader): Result<Placeholder, ClaimProblem> {
  const known = claim(name);
  if (!known.ok) return known;
  const { path, fact } = known.value;
  const types = fact?.types ?? ['string'];
  const type = TEXT_TYPES.find((candidate) => types.includes(candidate));
  if (type !== undefined) return ok({ path, type });
  return err({
    message: `inserts ${JSON.stringify(name)} into text, and it is an ${types.join(' or ')}`,
    hint: 'make it the whole value of a claim, which copies it as it is',
  });
}

const TEXT_TYPES: readonly TextType[] = ['string', 'number', 'boolean'];

/** Compiles a text that is a value, or a part of one. */
export type TextCompiler = (text: string) => Result<ValueTemplate, ClaimProblem>;

/** Compiles the value of a claim to add: texts in it are templates, all else stands for itself. */
export function compileValue(
  value: JsonValue,
  compileText: TextCompiler,
): Result<ValueTemplate, ClaimProblem> {
  if (typeof value === 'string') return compileText(value);
  if (Array.isArray(value)) {
    const items = all(value.map((item: JsonValue) => compileValue(item, compileText)));
    return items.ok ? ok({ kind: 'list', items: items.value }) : items;
  }
  if (!isJsonObject(value)) return ok({ kind: 'literal', value });
  const members = all(
    Object.entries(value).map(([name, member]) => named(name, compileValue(member, compileText))),
  );
  return members.ok ? ok({ kind: 'members', members: members.value }) : members;
}

/** A text as a value: exactly one placeholder copies the claim. */
export function compileTextValue(text: string, claim: ClaimReader): Result<ValueTemplate, ClaimProblem> {
  const [, whole] = /^\{([^{}]*)\}$/.exec(text) ?? [];
  if (whole !== undefined) {
    const known = claim(whole);
    return known.ok ? ok({ kind: 'copy', path: known.value.path }) : known;
  }
  const template = compileText(text, claim);
  if (!template.ok) return template;
  const { placeholders, literals } = template.value;
  if (placeholders.length === 0) return ok({ kind: 'literal', value: literals.join('') });
  return ok({ kind: 'text', template: template.value });
}
