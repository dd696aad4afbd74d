import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Warning } from '../../api/status.ts';
import { Badge } from '../../parts/badge.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { type AttentionLine, linesOf } from './lines.ts';
import { mendOf } from './mend.ts';
import './overview.css';

/** Lines that are shown at first. */
const MOST = 8;

/** What an admin should look at, with the way to where it is mended. */
export function Attention({ warnings }: { readonly warnings: readonly Warning[] }) {
  const [isWhole, setWhole] = useState(false);
  const lines = linesOf(warnings);
  return (
    <section className="card flush" aria-labelledby="attention">
      <h2 id="attention" className="card-title">
        Needs attention{' '}
        {warnings.length > 0 && <Badge tone="warn">{warnings.length.toLocaleString('en')}</Badge>}
      </h2>
      {warnings.length === 0 ? (
        <EmptyState icon="check" title="Nothing does">
          Issuers, keys, stores and mappings are as they should be.
        </EmptyState>
      ) : (
        <ul className="attention">
          {lines.slice(0, isWhole ? lines.length : MOST).map((line) => (
            <Line key={JSON.stringify(line)} line={line} />
          ))}
          {!isWhole && lines.length > MOST && (
            <li className="attention-rest">
              <Button className="react-aria-Button quiet" onPress={() => setWhole(true)}>
                Show {lines.length - MOST} more
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: AttentionLine }) {
  if (line.kind === 'warning') return <WarningLine warning={line.warning} />;
  const { title, count, place } = line;
  return (
    <li>
      <span>
        <Badge tone="warn">{title}</Badge>
      </span>
      <Link {...place}>{count.toLocaleString('en')} more</Link>
    </li>
  );
}

function WarningLine({ warning }: { readonly warning: Warning }) {
  const { about, message } = warning;
  const { title, place } = mendOf(warning);
  return (
    <li>
      <span>
        <Badge tone="warn">{title}</Badge>
      </span>
      <span>
        {place === undefined ? <code>{about}</code> : <Link {...place}>{about}</Link>}
        <span className="soft"> {message}</span>
      </span>
    </li>
  );
}
