import { useNow } from './clock.ts';
import { distanceText, momentText } from './time-text.ts';

/** A moment: how long ago, or with `exact` when. The other one is its title. */
export function Time({ at, exact = false }: { readonly at: number; readonly exact?: boolean }) {
  const distance = distanceText(at, useNow());
  const moment = momentText(at);
  return (
    <time className="time" dateTime={new Date(at).toISOString()} title={exact ? distance : moment}>
      {exact ? moment : distance}
    </time>
  );
}
