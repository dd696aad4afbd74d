import type { JsonValue } from '@cambio/oauth';
import type { DocumentName } from '@cambio/policy';
import type { Attempt, Attempted, Checked, Opened, TrustSources } from './compiler.ts';

/** What the page asks its compiler. */
export type Ask =
  | { readonly do: 'open'; readonly sources: TrustSources; readonly now: number }
  | {
      readonly do: 'check';
      readonly text: string;
      readonly at: DocumentName | undefined;
      readonly now: number;
    }
  | { readonly do: 'attempt'; readonly attempt: Attempt; readonly now: number }
  | { readonly do: 'write'; readonly text: string; readonly edit: TextEdit };

/** A change of one member of a document. */
export interface TextEdit {
  /** Whether the member becomes the value, or a list with the value in it. */
  readonly how: 'set' | 'add';
  readonly path: readonly string[];
  readonly value: JsonValue;
}

/** What it answers. */
export type Told =
  | { readonly to: 'open'; readonly opened: Opened }
  | { readonly to: 'check'; readonly checked: Checked }
  | { readonly to: 'attempt'; readonly attempted: Attempted }
  | { readonly to: 'write'; readonly text: string | undefined };
