import type { Completion, CompletionSource } from '@codemirror/autocomplete';
import type { Vocabulary } from '../../../compiler/vocabulary.ts';
import { type Suggestion, suggestionsAt } from './completions.ts';

/** What the editor asks while somebody writes. */
export function completionsFrom(vocabulary: () => Vocabulary): CompletionSource {
  return ({ state, pos, explicit }) => {
    const { from, at, list } = suggestionsAt(state.doc.toString(), pos, vocabulary());
    if (list.length === 0 || (!explicit && from === pos && at !== 'value')) return null;
    return { from, options: list.map((each, place) => optionOf(each, list.length - place)) };
  };
}

function optionOf({ text, kind, detail, info }: Suggestion, rank: number): Completion {
  const written = NEEDS_QUOTES.test(text) ? JSON.stringify(text) : text;
  return {
    label: text,
    apply: kind === 'member' || kind === 'claim' ? `${written}: ` : written,
    boost: rank / 1000,
    ...(detail !== undefined && { detail }),
    ...(info !== undefined && { info }),
  };
}

/** Texts that YAML would read as something else. */
const NEEDS_QUOTES = /^[*&!|>%@`'"#{}[\],?:-]|: |:$/;
