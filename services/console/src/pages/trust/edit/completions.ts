import type { Vocabulary } from '../../../compiler/vocabulary.ts';
import { cursorPlace } from './cursor-place.ts';
import type { CursorPlace } from './place.ts';
import { type SchemaPlace, schemaPlace } from './schema-members.ts';

/** Something that may be written. */
export interface Suggestion {
  readonly text: string;
  readonly kind: 'member' | 'claim' | 'scope' | 'name' | 'value';
  /** Beside it. */
  readonly detail?: string | undefined;
  /** Below it, in a sentence. */
  readonly info?: string | undefined;
}

export interface Suggestions {
  /** Where what is replaced begins. */
  readonly from: number;
  readonly at: CursorPlace['at'];
  readonly list: readonly Suggestion[];
}

/** What may be written at an offset of a document, by its schema and by what is in force. */
export function suggestionsAt(text: string, offset: number, words: Vocabulary): Suggestions {
  const place = cursorPlace(text, offset);
  const claim = /claims\.(\w*)$/.exec(text.slice(place.from, offset));
  if (claim !== null && ['when', 'require'].includes(place.path.at(-1) ?? '')) {
    return {
      from: offset - (claim[1] ?? '').length,
      at: 'value',
      list: claimsOf(text, words).map((each) => ({ ...each, kind: 'value' })),
    };
  }
  return { from: place.from, at: place.at, list: at(place, text, words) };
}

function at({ path, at: side }: CursorPlace, text: string, words: Vocabulary): readonly Suggestion[] {
  const kind = memberIn(text, 'kind');
  const where = path.join('.');
  if (where === '' && kind === undefined) return side === 'name' ? [{ text: 'kind', kind: 'member' }] : [];
  if (side === 'name' && CLAIMS_IN.has(where)) return [...claimsOf(text, words), ...samplesMember(where)];
  const named = side === 'name' ? undefined : namesAt(where, text, words);
  if (named !== undefined) return named;
  return isKind(kind) ? fromSchema(schemaPlace(words.schemas[kind], path), side) : [];
}

function fromSchema({ members, values }: SchemaPlace, side: CursorPlace['at']): readonly Suggestion[] {
  if (side === 'value' || (side === 'entry' && values.length > 0)) {
    return values.map((value) => ({ text: value, kind: 'value' }));
  }
  return members.map(({ name, description }) => ({ text: name, kind: 'member', info: description }));
}

/** Places whose members are claims of the mapping's issuer. */
const CLAIMS_IN: ReadonlySet<string> = new Set(['match', 'tests.claims', 'delegation.actors.match']);

function samplesMember(where: string): readonly Suggestion[] {
  return where === 'tests.claims'
    ? [{ text: '$sample', kind: 'member', info: 'Sample claims to begin with.' }]
    : [];
}

/** Names of what is in force; `undefined` where the schema knows more. */
function namesAt(where: string, text: string, words: Vocabulary): readonly Suggestion[] | undefined {
  switch (where) {
    case 'kind':
      return ['Mapping', 'Issuer', 'Target'].map((each) => ({ text: each, kind: 'value' }));
    case 'issuer':
    case 'delegation.actors.issuer':
    case 'tests.actor.issuer':
      return words.issuers.map(({ id, title }) => ({ text: id, kind: 'name', detail: title }));
    case 'target':
      return words.targets.map(({ id, audience }) => ({ text: id, kind: 'name', detail: audience }));
    case 'provider':
      return words.providers.map(({ id, title }) => ({ text: id, kind: 'value', detail: title }));
    case 'grant.scopes':
    case 'tests.request.scopes':
    case 'tests.expect.allow.scopes':
      return scopesOf(text, words);
    case 'tests.claims.$sample':
      return words.samples.map((each) => ({ text: each, kind: 'value' }));
    case 'tests.expect.deny':
      return words.denyReasons.map((each) => ({ text: each, kind: 'value' }));
    case 'acknowledge.rule':
      return words.rules.map(({ id, summary }) => ({ text: id, kind: 'value', info: summary }));
    default:
      return undefined;
  }
}

function claimsOf(text: string, { issuers }: Vocabulary): readonly Suggestion[] {
  const issuer = issuers.find(({ id }) => id === memberIn(text, 'issuer'));
  return (issuer?.claims ?? []).map(({ name, says, warning }) => ({
    text: name,
    kind: 'claim',
    detail: says,
    info: warning,
  }));
}

function scopesOf(text: string, { targets }: Vocabulary): readonly Suggestion[] {
  const target = targets.find(({ id }) => id === memberIn(text, 'target'));
  return (target?.scopes ?? []).map(({ name, description }) => ({
    text: name,
    kind: 'scope',
    info: description,
  }));
}

/** A member of the document itself, as far as it is plain text. */
function memberIn(text: string, name: string): string | undefined {
  return new RegExp(`^(?:[{,]\\s*)?"?${name}"?:[ \\t]*["']?([\\w-]+)`, 'm').exec(text)?.[1];
}

function isKind(kind: string | undefined): kind is 'Mapping' | 'Issuer' | 'Target' {
  return kind === 'Mapping' || kind === 'Issuer' || kind === 'Target';
}
