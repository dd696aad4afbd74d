import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { recompile } from '../compile/trust.ts';
import type { Allow } from '../decision.ts';
import { isEqual } from '../equal.ts';
import { applyFix } from '../fix/apply.ts';
import { parseSource } from '../parse/parse.ts';
import type { Steps } from '../steps.ts';
import { type Evidence, grantedBy } from './evidence.ts';
import type { Left, Proposal } from './proposal.ts';

/** What was made of some proposals. */
export interface Proved {
  readonly text: string;
  /** Those that were made, in their order. */
  readonly made: readonly Proposal[];
  readonly refused: readonly Left[];
}

/**
 * Makes one proposal after the other, and keeps those after which the document still loads, its tests hold, and every
 * recorded request is granted what it was granted.
 */
export function* prove(
  trust: CompiledTrust,
  text: string,
  evidence: Evidence,
  proposals: readonly Proposal[],
): Steps<Proved> {
  const before = evidence.uses.map((use) => grantedBy(trust, evidence.mapping.id, use));
  const made: Proposal[] = [];
  const refused: Left[] = [];
  let narrowed = text;
  for (const proposal of proposals) {
    const next = edited(narrowed, proposal);
    const flaw = next === undefined ? NOT_EDITED : yield* flawIn(next, { trust, evidence, before });
    if (next === undefined || flaw !== undefined) {
      refused.push({ member: proposal.member, because: `${proposal.because}; ${flaw ?? NOT_EDITED}` });
      continue;
    }
    narrowed = next;
    made.push(proposal);
  }
  return { text: narrowed, made, refused };
}

const NOT_EDITED = 'but it is written in a way that is not changed without a person';

function edited(text: string, { fixes }: Proposal): string | undefined {
  return fixes.reduce<string | undefined>(
    (edited, fix) => (edited === undefined ? undefined : applyFix(edited, fix)),
    text,
  );
}

interface Trial {
  readonly trust: CompiledTrust;
  readonly evidence: Evidence;
  readonly before: readonly (Allow | undefined)[];
}

/** What keeps a text from standing in for the document; `undefined`: nothing. */
function* flawIn(text: string, { trust, evidence, before }: Trial): Steps<string | undefined> {
  const { file } = evidence.mapping.located;
  const parsed = parseSource({ path: file, text });
  const { trust: after, diagnostics } = recompile(trust, { put: parsed.documents, remove: [] });
  const [error] = [...parsed.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error');
  if (error !== undefined) return `but then ${error.message}`;
  if (after === undefined || parsed.documents.length !== 1) return NOT_EDITED;
  const { id } = evidence.mapping;
  for (const [index, use] of evidence.uses.entries()) {
    if (!isEqual(lasting(grantedBy(after, id, use)), lasting(before[index]))) {
      return 'but then a recorded request would get something else';
    }
    yield;
  }
  return undefined;
}

/** What is granted, for however long. */
function lasting(granted: Allow | undefined): object | undefined {
  return granted && { ...granted, lifetime: undefined };
}
