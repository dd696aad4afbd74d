import type { ReactNode } from 'react';
import type { Share } from './figures.ts';

interface SharesProps {
  readonly title: string;
  readonly shares: readonly Share[];
  readonly empty: string;
  /** The name of a share, as a link to what it counts. */
  readonly link: (share: Share) => ReactNode;
  /** What stands beside its number. */
  readonly note?: (share: Share) => string | undefined;
}

/** Shares that a list shows. */
const MOST = 8;

/** A few numbers side by side, the largest first. */
export function Shares({ title, shares, empty, link, note }: SharesProps) {
  const most = Math.max(...shares.map(({ count }) => count), 1);
  return (
    <section className="card flush" aria-label={title}>
      <h2 className="card-title">{title}</h2>
      {shares.length === 0 && <p className="soft shares-empty">{empty}</p>}
      <ul className="shares">
        {shares.slice(0, MOST).map((share) => (
          <li key={share.name}>
            <span className="cut">{link(share)}</span>
            <span className="soft small">{note?.(share)}</span>
            <span className="numeric">{share.count.toLocaleString('en')}</span>
            <span className="share-bar" style={{ width: `${(share.count / most) * 100}%` }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
