import { Link } from '@tanstack/react-router';
import type { WorkloadUse } from '../../api/workloads.ts';
import { Badge } from '../../parts/badge.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Time } from '../../parts/time.tsx';
import { NarrowerMapping } from '../trust/narrow/narrower.tsx';
import { RevokeButton } from './revoke-button.tsx';
import { scopesOf } from './scopes.ts';

/** What a workload used of a mapping, beside what the mapping grants. */
export function UseCard({ use }: { readonly use: WorkloadUse }) {
  const { mapping, target, owner, count, lastSeen, granted, unused } = use;
  return (
    <article className="card stack">
      <div className="row apart">
        <div>
          <h3 className="mono">
            <Link to="/trust/mappings/$id" params={{ id: mapping }}>
              {mapping}
            </Link>
          </h3>
          <p className="soft small">
            for {target} · {owner === undefined ? 'the mapping is gone' : `owned by ${owner}`} ·{' '}
            {count.toLocaleString('en')} {count === 1 ? 'exchange' : 'exchanges'}, last <Time at={lastSeen} />
          </p>
        </div>
        <RevokeButton selector={{ mapping }} what="everything of this mapping" />
      </div>
      <ScopeTable use={use} />
      {granted !== undefined && (
        <>
          {unused.length > 0 && <Narrower granted={granted} unused={unused} />}
          <section className="stack" aria-label={`What ${mapping} could do without`}>
            <h4>What the mapping could do without, of all who use it</h4>
            <NarrowerMapping mapping={mapping} isBrief />
          </section>
        </>
      )}
    </article>
  );
}

function ScopeTable({ use }: { readonly use: WorkloadUse }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Scope</th>
            <th scope="col">Granted today</th>
            <th scope="col" className="numeric">
              Asked for by name
            </th>
            <th scope="col">Last asked for</th>
          </tr>
        </thead>
        <tbody>
          {scopesOf(use).map(({ scope, isGranted, asked, lastAsked, isUnused }) => (
            <tr key={scope}>
              <th scope="row">
                <code>{scope}</code>
              </th>
              <td>
                {isGranted ? 'yes' : 'no longer'} {isUnused && <Badge tone="warn">never used</Badge>}
              </td>
              <td className="numeric">{asked.toLocaleString('en')}</td>
              <td className="soft">{lastAsked === undefined ? '—' : <Time at={lastAsked} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface NarrowerProps {
  readonly granted: readonly string[];
  readonly unused: readonly string[];
}

/** A mapping for this workload alone could do without what it never asked for. */
function Narrower({ granted, unused }: NarrowerProps) {
  const needed = granted.filter((scope) => !unused.includes(scope));
  return (
    <Notice tone="warn" title="A mapping of its own could be narrower">
      It never asked for {unused.join(', ')}. This would do: <code>scopes: [{needed.join(', ')}]</code>
    </Notice>
  );
}
