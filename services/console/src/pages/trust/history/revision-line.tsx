import type { Schemas } from '@cambio/admin-client';
import { Link } from '@tanstack/react-router';
import { Time } from '../../../parts/time.tsx';

/** A revision in a line: which, by whom, why, and what it changed. */
export function RevisionLine({
  revision: { revision, author, reason, at, changes },
}: {
  readonly revision: Schemas['Revision'];
}) {
  return (
    <div className="revision-line">
      <Link to="/trust/history/$revision" params={{ revision }} className="mono">
        {revision}
      </Link>
      <div>
        <div className="revision-reason">{reason}</div>
        <div className="soft small">
          {author}, <Time at={at} />
          {changes.length > 0 && ` · ${changesText(changes)}`}
        </div>
      </div>
    </div>
  );
}

/** At the most three names; how many more there are. */
function changesText(changes: Schemas['Revision']['changes']): string {
  const named = changes.slice(0, 3).map(({ change, kind, id }) => `${change} ${kind.toLowerCase()} ${id}`);
  return changes.length > 3 ? `${named.join(', ')} and ${changes.length - 3} more` : named.join(', ');
}
