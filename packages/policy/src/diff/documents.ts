import type { CompiledIssuer, CompiledMapping, CompiledTarget } from '../compile/compiled.ts';
import type { CompiledTrust } from '../compile/compiled-trust.ts';
import type { DocumentKind } from '../document/document.ts';
import { describeMatch } from './conditions.ts';
import { type Effect, effect, opposite, type Pair, type Reach } from './effect.ts';
import { issuerChanges } from './issuer.ts';
import { mappingChanges } from './mapping.ts';
import { targetChanges } from './target.ts';

/** A document that has another effect than before. */
export interface DocumentChange {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly effects: readonly Effect[];
}

/** The documents that have another effect than before: issuers, targets, mappings, each in the order of their ids. */
export function documentChanges([before, after]: Pair<CompiledTrust>): readonly DocumentChange[] {
  return [
    ...changesOf('Issuer', [declared(before.tables.issuers), declared(after.tables.issuers)], {
      changes: issuerChanges,
      tell: ({ profile, url }) => `tokens of ${profile.title} by ${url}`,
      reach: () => 'other',
    }),
    ...changesOf('Target', [declared(before.tables.targets), declared(after.tables.targets)], {
      changes: targetChanges,
      tell: ({ audience, scopes }) => `tokens for ${audience} with ${[...scopes.keys()].join(', ')}`,
      reach: () => 'other',
    }),
    ...changesOf('Mapping', [before.tables.mappings, after.tables.mappings], {
      changes: mappingChanges,
      tell: summary,
      reach: ({ effect }) => (effect === 'allow' ? 'wider' : 'narrower'),
    }),
  ];
}

/** Those of documents: what is built in follows from these and the settings. */
function declared<D extends CompiledIssuer | CompiledTarget>(
  all: ReadonlyMap<string, D>,
): ReadonlyMap<string, D> {
  return new Map([...all].filter(([, { located }]) => located !== undefined));
}

/** How documents of one kind are compared and told of. */
interface Manner<D> {
  readonly changes: (pair: Pair<D>) => readonly Effect[];
  /** What a document is for, in a line. */
  readonly tell: (document: D) => string;
  /** What adding it does. */
  readonly reach: (document: D) => Reach;
}

function changesOf<D extends CompiledIssuer | CompiledTarget | CompiledMapping>(
  kind: DocumentKind,
  [before, after]: Pair<ReadonlyMap<string, D>>,
  manner: Manner<D>,
): readonly DocumentChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    if (was === is) return [];
    const [change, effects] = changeOf(was, is, manner);
    return effects.length === 0 ? [] : [{ kind, id, change, effects }];
  });
}

function changeOf<D>(
  before: D | undefined,
  after: D | undefined,
  { changes, tell, reach }: Manner<D>,
): readonly [DocumentChange['change'], readonly Effect[]] {
  if (before !== undefined && after !== undefined) return ['changed', changes([before, after])];
  if (after !== undefined)
    return ['added', [effect('', tell(after), reach(after), [undefined, tell(after)])]];
  if (before === undefined) return ['removed', []];
  return ['removed', [effect('', tell(before), opposite(reach(before)), [tell(before), undefined])]];
}

/** A mapping in a line. */
function summary(mapping: CompiledMapping): string {
  const { issuer, target, conditions, when } = mapping;
  const what =
    mapping.effect === 'allow' ? `${mapping.scopes.join(', ')} of ${target}` : `nothing of ${target}`;
  const also = when === undefined ? '' : ` and ${when.text}`;
  return `${what} for tokens of ${issuer} with ${describeMatch(conditions)}${also}`;
}
