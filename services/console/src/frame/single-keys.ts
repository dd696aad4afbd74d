import { useState } from 'react';

const KEPT = 'cambio.single-keys';

/** Whether single keys are shortcuts. Whoever speaks to their computer turns them off (WCAG 2.1.4). */
export function useSingleKeys(): readonly [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEPT) !== 'off');
  const set = (on: boolean) => {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
    setOn(on);
  };
  return [isOn, set];
}
