import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';

export interface Toast {
  readonly tone: 'allow' | 'deny';
  readonly text: string;
}

/** Milliseconds. */
const STAYS = 6_000;

/** Everything that is being said; `ToastRegion` shows it. */
export const toasts = new ToastQueue<Toast>({ maxVisibleToasts: 3 });

/** Says that something was done. */
export function sayDone(text: string): void {
  toasts.add({ tone: 'allow', text }, { timeout: STAYS });
}

/** Says that something went wrong, until somebody closes it. */
export function sayFailed(text: string): void {
  toasts.add({ tone: 'deny', text });
}
