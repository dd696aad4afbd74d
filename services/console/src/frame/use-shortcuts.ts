import { useEffect, useRef } from 'react';
import { PAGES } from './navigation.ts';
import { type KeyPress, pressKey, type Shortcut, type ShortcutState } from './shortcuts.ts';

/** Milliseconds that `g` waits for what comes after it. */
const PATIENCE = 1500;

const PLACES = PAGES.map(({ key }) => key);

/** Calls for each shortcut that is typed on the page. */
export function useShortcuts(singleKeys: boolean, onShortcut: (shortcut: Shortcut) => void): void {
  const call = useRef(onShortcut);
  call.current = onShortcut;
  useEffect(() => {
    let state: ShortcutState = { isGoing: false };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      clearTimeout(timer);
      state = pressKey(state, pressOf(event), PLACES, singleKeys);
      if (state.shortcut !== undefined) {
        event.preventDefault();
        call.current(state.shortcut);
      } else if (state.isGoing) {
        timer = setTimeout(() => {
          state = { isGoing: false };
        }, PATIENCE);
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      removeEventListener('keydown', onKeyDown);
    };
  }, [singleKeys]);
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  return {
    key,
    isCommand: ctrlKey || metaKey,
    isModified: ctrlKey || metaKey || altKey,
    isWriting:
      target instanceof HTMLElement &&
      (target.isContentEditable ||
        target.matches('input, textarea, select, [role="listbox"], [role="menu"] *') ||
        target.closest('[role="dialog"], [role="alertdialog"]') !== null),
  };
}
