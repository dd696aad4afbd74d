import type { Schemas } from '@cambio/admin-client';

/** What an admin may want of the keys. */
export type KeyAction =
  | { readonly kind: 'rotate' | 'rotate-now' }
  | { readonly kind: 'revoke'; readonly kid: string; readonly state: Schemas['Key']['state'] };

/** What to ask before it is done. */
export interface Question {
  readonly title: string;
  /** What will have happened, for whoever decides. */
  readonly meaning: string;
  readonly button: string;
  readonly body: { readonly now: boolean; readonly revoke: string[] };
}

export function questionOf(action: KeyAction): Question {
  switch (action.kind) {
    case 'rotate':
      return {
        title: 'Rotate the keys?',
        meaning:
          'The next key of each algorithm signs from now on, and another is published behind it. Tokens stay good: the key ' +
          'that signed until now is published until the last of them is dead. It is refused where a next key has not been ' +
          'published long enough for every verifier to know it.',
        button: 'Rotate',
        body: { now: false, revoke: [] },
      };
    case 'rotate-now':
      return {
        title: 'Rotate at once?',
        meaning:
          'The next key signs from now on, even where verifiers may not know it yet: those that keep the key set will refuse ' +
          'new tokens until they read it again. Right where the key that signs may be in wrong hands; revoke that one too.',
        button: 'Rotate now',
        body: { now: true, revoke: [] },
      };
    case 'revoke':
      return {
        title: `Revoke ${action.kid}?`,
        meaning: REVOKED[action.state],
        button: 'Revoke',
        body: { now: false, revoke: [action.kid] },
      };
  }
}

const REVOKED = {
  active:
    'It is published no more, and every token it signed is dead as soon as verifiers read the key set again; introspection ' +
    'says so at once. Another key signs from now on. There is no way back.',
  next: 'It is published no more and will never sign. Another one is made in its place. There is no way back.',
  retired:
    'It is published no more: what is left of the tokens it signed is dead as soon as verifiers read the key set again. ' +
    'There is no way back.',
} as const;
