import { Link } from '@tanstack/react-router';
import type { DecisionCount } from '../../api/summary.ts';
import type { Workload } from '../../api/workloads.ts';
import { ForeignName } from '../../parts/foreign-text.tsx';
import { reasonText } from '../../parts/reason-text.ts';
import { Chart } from './chart.tsx';
import { barsOf, byIssuer, byReason, totalOf } from './figures.ts';
import { RANGES, type Range } from './search.ts';
import { Shares } from './shares.tsx';

/** Milliseconds in a minute. */
const MINUTE = 60_000;

interface ExchangesProps {
  readonly range: Range;
  readonly from: number;
  readonly counts: readonly DecisionCount[];
}

/** How much was allowed and denied in a stretch of time, and when. */
export function Exchanges({ range, from, counts }: ExchangesProps) {
  const { length, minutes, text } = RANGES[range];
  const allowed = totalOf(counts, 'allow');
  const denied = totalOf(counts, 'deny');
  const bars = barsOf(counts, { from, to: from + length, step: minutes * MINUTE });
  return (
    <section className="card stack" aria-labelledby="exchanges">
      <div className="row apart">
        <h2 id="exchanges">Exchanges</h2>
        <p className="totals">
          <Link to="/decisions" search={{ outcome: 'allow', span: range }} className="total allow">
            <strong>{allowed.toLocaleString('en')}</strong> allowed
          </Link>
          <Link to="/decisions" search={{ outcome: 'deny', span: range }} className="total deny">
            <strong>{denied.toLocaleString('en')}</strong> denied
          </Link>
        </p>
      </div>
      <Chart bars={bars} summary={`In ${text}, ${allowed} exchanges were allowed and ${denied} denied.`} />
    </section>
  );
}

interface BreakdownProps {
  readonly range: Range;
  readonly counts: readonly DecisionCount[];
  readonly busiest: readonly Workload[];
}

/** The same by why, from where, and by whom. */
export function Breakdown({ range, counts, busiest }: BreakdownProps) {
  return (
    <div className="cards">
      <Shares
        title="Denied, by reason"
        shares={byReason(counts)}
        empty="Nothing was denied."
        link={({ name }) => (
          <Link to="/decisions" search={{ reason: name, span: range }} title={reasonText(name)}>
            {name}
          </Link>
        )}
      />
      <Shares
        title="By issuer"
        shares={byIssuer(counts)}
        empty="Nobody asked."
        link={({ name }) => (
          <Link to="/decisions" search={{ issuer: name, span: range }}>
            {name}
          </Link>
        )}
        note={({ denied }) => (denied > 0 ? `${denied.toLocaleString('en')} denied` : undefined)}
      />
      <Busiest workloads={busiest} />
    </div>
  );
}

function Busiest({ workloads }: { readonly workloads: readonly Workload[] }) {
  const known = new Map(
    workloads.map((workload) => [JSON.stringify([workload.issuer, workload.workload]), workload]),
  );
  const shares = [...known].map(([name, { allowed, denied }]) => ({ name, count: allowed + denied, denied }));
  return (
    <Shares
      title="Busiest workloads ever"
      shares={shares}
      empty="Nobody was seen."
      link={({ name }) => {
        const workload = known.get(name);
        return (
          workload && (
            <Link
              to="/workloads/$issuer/$workload"
              params={{ issuer: workload.issuer, workload: workload.workload }}
            >
              <ForeignName text={workload.name} />
            </Link>
          )
        );
      }}
      note={({ denied }) => (denied > 0 ? `${denied.toLocaleString('en')} denied` : undefined)}
    />
  );
}
