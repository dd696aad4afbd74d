import { type Claims, lookUp, percentEncode } from '@cambio/claims';
import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import { all, named } from './results.ts';
import type { TextTemplate, ValueTemplate } from './template.ts';

/** The text with every claim percent-encoded into it; the name of the first claim that is missing, or of another type. */
export function renderText({ literals, placeholders }: TextTemplate, claims: Claims): Result<string, string> {
  let text = literals[0] ?? '';
  let next = 1;
  for (const { path, type } of placeholders) {
    const found = lookUp(claims, path);
    if (typeof found !== type) return err(path.text);
    text += percentEncode(String(found)) + (literals[next++] ?? '');
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
      const members = all(template.members.map(([name, member]) => named(name, renderValue(member, claims))));
      return members.ok ? ok(Object.fromEntries(members.value)) : members;
    }
  }
}
