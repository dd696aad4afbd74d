import type { Schemas } from '@cambio/admin-client';
import { lookUp, parseClaimPath } from '@cambio/claims';
import type { JsonObject, JsonValue } from '@cambio/oauth';
import type { MappingDocument } from '@cambio/policy';
import type { TextEdit } from '../../../compiler/messages.ts';

type Decision = Schemas['Decision'];
type Candidate = Schemas['Explanation']['candidates'][number];
type Condition = Candidate['conditions'][number];

/** The one change of a mapping that would have allowed a request; or why there is none, and the mapping nearest to it. */
export type ProposedFix =
  | { readonly mapping: string; readonly edit: TextEdit; readonly words: string }
  | { readonly mapping: string | undefined; readonly edit: undefined; readonly words: string };

/** What a fix is looked for in: the mappings in force, and the scopes of each target. */
export interface Surroundings {
  readonly mappings: readonly MappingDocument[];
  readonly targets: readonly { readonly id: string; readonly scopes: readonly { readonly name: string }[] }[];
}

/**
 * Looks for the change that an explanation's remedy names: to the nearest mapping of which one condition alone failed,
 * where that can be met by letting this workload in beside those that are in. Patterns, conditions in CEL and dates are
 * for a person to think about.
 */
export function proposedFix({ explanation, subject }: Decision, around: Surroundings): ProposedFix {
  const without = (words: string, mapping?: string): ProposedFix => ({ mapping, edit: undefined, words });
  if (explanation === undefined) return without('Nothing was recorded of why it was denied.');
  const ban = explanation.candidates.find(({ effect }) => effect === 'deny');
  if (ban !== undefined)
    return without(`The deny mapping ${ban.mapping} bars it, whatever others grant.`, ban.mapping);
  const allows = explanation.candidates.filter(({ effect }) => effect === 'allow');
  const [nearest] = allows;
  const barrier = explanation.before?.find(({ held }) => !held);
  if (barrier !== undefined) {
    return without(
      `It was denied before any mapping: ${barrier.what} ${barrier.expected}.`,
      nearest?.mapping,
    );
  }
  if (nearest === undefined) return without('No mapping is near: none is about this issuer and this target.');
  const near = allows.find(({ conditions }) => failedOf(conditions).length === 1) ?? nearest;
  const [failed, ...others] = failedOf(near.conditions);
  if (failed === undefined || others.length > 0) {
    return without('No single change would do: of every mapping, several conditions failed.', near.mapping);
  }
  const mapping = around.mappings.find(({ id }) => id === near.mapping);
  if (mapping === undefined) return without(`The mapping ${near.mapping} came nearest, and is gone by now.`);
  const edit = editFor(failed, mapping, subject.claims, around);
  return typeof edit === 'string' ? without(edit, mapping.id) : { mapping: mapping.id, ...edit };
}

function failedOf(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.filter(({ held }) => !held);
}

/** The edit that meets a condition, or why there is none. */
function editFor(
  failed: Condition,
  mapping: MappingDocument,
  claims: unknown,
  { targets }: Surroundings,
): { readonly edit: TextEdit; readonly words: string } | string {
  const { kind, what, expected } = failed;
  if (kind === 'match') return letIn(what, mapping, claims as JsonObject);
  if (kind === 'scope') {
    const target = targets.find(({ id }) => id === mapping.target);
    if (target?.scopes.some(({ name }) => name === what) !== true) {
      return `Only the scope ${what} was missing, and the target has none of that name.`;
    }
    return {
      edit: { how: 'add', path: ['grant', 'scopes'], value: what },
      words: `Grant the scope ${what} in addition.`,
    };
  }
  if (kind === 'state' && what === 'enabled') {
    return { edit: { how: 'set', path: ['enabled'], value: true }, words: 'Switch the mapping on.' };
  }
  return `Only this failed: ${what} ${expected}. How to meet it is for you to say.`;
}

function letIn(claim: string, { match }: MappingDocument, claims: JsonObject) {
  const matcher = match[claim];
  const path = parseClaimPath(claim);
  const value = path.ok ? lookUp(claims, path.value) : undefined;
  if (value === undefined) return `Only the claim ${claim} failed: the token does not have it.`;
  if (!isScalar(value)) return `Only the claim ${claim} failed, which is no plain value.`;
  if (matcher === undefined) return `Only the claim ${claim} failed, which the mapping asks for no more.`;
  if (!isScalar(matcher) && !Array.isArray(matcher)) {
    return `Only the claim ${claim} failed, and the mapping matches it by a pattern: how wide it is to be is for you to say.`;
  }
  return {
    edit: { how: 'add', path: ['match', claim], value } as const,
    words: `Let ${claim} be ${JSON.stringify(value)} as well.`,
  };
}

function isScalar(value: unknown): value is Extract<JsonValue, string | number | boolean> {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
