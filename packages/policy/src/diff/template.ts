import type { JsonValue } from '@cambio/oauth';
import type { TextTemplate, ValueTemplate } from '../template/template.ts';

/** What a template does, as a value to compare: how its claims are written does not count. */
export function templateValue(template: ValueTemplate): JsonValue {
  switch (template.kind) {
    case 'literal':
      return { literal: template.value };
    case 'copy':
      return { copy: template.path.segments };
    case 'text':
      return { text: textValue(template.template) };
    case 'list':
      return { list: template.items.map(templateValue) };
    case 'members':
      return {
        members: Object.fromEntries(template.members.map(([name, member]) => [name, templateValue(member)])),
      };
  }
}

/** The same of a text. */
export function textValue({ literals, placeholders }: TextTemplate): JsonValue {
  return { literals, inserts: placeholders.map(({ path, type }) => ({ claim: path.segments, type })) };
}
