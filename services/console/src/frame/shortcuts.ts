/** What a key does wherever one is, beside going to a page. */
export type Shortcut = { readonly does: 'search' | 'help' | 'palette' } | { readonly goTo: string };

export interface KeyPress {
  readonly key: string;
  /** Control, Alt or Command is held. */
  readonly isModified: boolean;
  /** Control or Command is held, as for the commands of an application. */
  readonly isCommand: boolean;
  /** Whoever types it is writing, or is asked something. */
  readonly isWriting: boolean;
}

export interface ShortcutState {
  /** `g` was pressed, and the next key says where to go. */
  readonly isGoing: boolean;
  readonly shortcut?: Shortcut;
}

const IDLE: ShortcutState = { isGoing: false };

/** What a key does after those before it. Single keys do nothing while somebody writes, or where they are turned off. */
export function pressKey(
  { isGoing }: ShortcutState,
  press: KeyPress,
  places: readonly string[],
  singleKeys: boolean,
): ShortcutState {
  if (press.isCommand && press.key.toLowerCase() === 'k')
    return { isGoing: false, shortcut: { does: 'palette' } };
  if (!singleKeys || press.isModified || press.isWriting) return IDLE;
  if (isGoing) return places.includes(press.key) ? { isGoing: false, shortcut: { goTo: press.key } } : IDLE;
  switch (press.key) {
    case 'g':
      return { isGoing: true };
    case '/':
      return { isGoing: false, shortcut: { does: 'search' } };
    case '?':
      return { isGoing: false, shortcut: { does: 'help' } };
    default:
      return IDLE;
  }
}
