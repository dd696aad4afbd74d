import { Badge } from '../../parts/badge.tsx';
import { useNow } from '../../parts/clock.ts';

/** When somebody should look at a mapping again, in seconds since the epoch. */
export function ReviewDate({ at }: { readonly at: number | undefined }) {
  const now = useNow();
  if (at === undefined) return <span className="soft">not set</span>;
  const day = new Date(at * 1000).toISOString().slice(0, 10);
  return at * 1000 < now ? <Badge tone="warn">{day}</Badge> : <span className="soft">{day}</span>;
}
