import { isJsonObject, type JsonValue } from '@cambio/oauth';
import type { JsonSchema } from './json-schema.ts';
import type { WrittenMember } from './load.ts';
import { schemaAt, step } from './members.ts';
import type { Origin } from './origin.ts';

/** One effective setting that anybody may look at. */
export interface ShownMember {
  readonly path: string;
  readonly value: JsonValue;
  readonly origin: Origin;
}

const HIDDEN = '(hidden)';

/** Nothing but a placeholder: says where a secret is, and not what it is. */
const PLACEHOLDER = /^\$\{[^{}]+\}$/;

/**
 * The effective settings as they were written, without what is secret: values the schema marks as such, and passwords in
 * URLs. A placeholder stays, since it gives nothing away.
 */
export function shownMembers(members: ReadonlyMap<string, WrittenMember>): readonly ShownMember[] {
  return [...members].map(([path, { written, origin }]) => ({
    path,
    value: shown(written, schemaAt(path.split('.'))),
    origin,
  }));
}

function shown(value: JsonValue, schema: JsonSchema | undefined): JsonValue {
  if (schema === undefined || schema.writeOnly === true) return hidden(value);
  if (typeof value === 'string')
    return schema.type === 'array' ? unread(value, schema) : withoutPassword(value);
  if (Array.isArray(value)) return value.map((item: JsonValue) => shown(item, step(schema, 0)));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, shown(member, step(schema, name))]);
  return Object.fromEntries(members);
}

/** A list that a variable or flag holds as text: shown only where no item can hold a secret. */
function unread(text: string, schema: JsonSchema): JsonValue {
  return step(schema, 0)?.type === 'string' ? withoutPassword(text) : hidden(text);
}

function hidden(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(hidden);
  return typeof value === 'string' && PLACEHOLDER.test(value) ? value : HIDDEN;
}

/**
 * `scheme://user:PASSWORD@host`, and what a query calls a password, a token or a key. A user's name and a password go up to
 * the last `@`, which both may hold.
 */
function withoutPassword(text: string): string {
  return text
    .replace(/(?<=:\/\/[^/?#:]*:)[^/?#]+(?=@)/, (password) =>
      PLACEHOLDER.test(password) ? password : HIDDEN,
    )
    .replace(/(?<=[?&][\w.-]*(?:password|token|secret|key|sig|signature)=)[^&#]+/gi, HIDDEN);
}
