import { useQuery } from '@tanstack/react-query';
import { type Decision, type Explanation, explainedToday } from '../../api/decisions.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { EmptyState, Notice } from '../../parts/notice.tsx';
import { reasonText } from '../../parts/reason-text.ts';
import { CandidateCard } from './candidate-card.tsx';
import { ConditionTable } from './condition-table.tsx';

interface RecordedProps {
  readonly decision: Decision;
  readonly explanation: Explanation;
}

/** Why it was denied, as was recorded with it. */
export function RecordedExplanation({ decision, explanation }: RecordedProps) {
  const { reason = 'unknown' } = decision;
  return (
    <>
      <Notice tone="deny" title={`Denied: ${reasonText(reason)}`}>
        <code>{reason}</code>
      </Notice>
      <ExplanationShown explanation={explanation} />
    </>
  );
}

/** Why it would be decided so today: what is recorded of an exchange that was allowed is what was issued. */
export function TodaysExplanation({ decision }: { readonly decision: Decision }) {
  const query = useQuery(explainedToday(decision.id));
  return (
    <Loaded query={query}>
      {({ explanation, revision }) =>
        explanation !== undefined && (
          <>
            <Today outcome={explanation.decision.outcome} before={decision.outcome} revision={revision} />
            <ExplanationShown explanation={explanation} />
          </>
        )
      }
    </Loaded>
  );
}

interface TodayProps {
  readonly outcome: 'allow' | 'deny';
  readonly before: 'allow' | 'deny';
  readonly revision: string;
}

function Today({ outcome, before, revision }: TodayProps) {
  if (outcome === before) {
    return (
      <p className="soft">
        The trust in force today (<code>{revision}</code>) decides the same:
      </p>
    );
  }
  return (
    <Notice tone="warn" title={`Today it would be ${outcome === 'allow' ? 'allowed' : 'denied'}`}>
      The trust in force (<code>{revision}</code>) is not what it was at the time.
    </Notice>
  );
}

function ExplanationShown({ explanation }: { readonly explanation: Explanation }) {
  const { before = [], candidates, omitted, remedy, decision } = explanation;
  return (
    <>
      {remedy !== undefined && (
        <Notice tone="allow" title="What would allow it">
          {remedy}
        </Notice>
      )}
      {before.length > 0 && (
        <section className="card stack" aria-labelledby="before">
          <h2 id="before">Before any mapping was asked</h2>
          <ConditionTable conditions={before} />
        </section>
      )}
      <section className="stack" aria-labelledby="candidates">
        <h2 id="candidates">{headingOf(decision.outcome, candidates.length)}</h2>
        {candidates.length === 0 && (
          <EmptyState icon="trust" title="No mapping was a candidate">
            None of this issuer is for this target.
          </EmptyState>
        )}
        <ol className="candidates">
          {candidates.map((candidate, place) => (
            <li key={candidate.mapping}>
              <CandidateCard candidate={candidate} isNearest={place === 0 && decision.outcome === 'deny'} />
            </li>
          ))}
        </ol>
        {omitted > 0 && <p className="soft">{omitted} more were looked at and are further away.</p>}
      </section>
    </>
  );
}

function headingOf(outcome: 'allow' | 'deny', count: number): string {
  const mappings = `${count} ${count === 1 ? 'mapping' : 'mappings'}`;
  return outcome === 'deny' ? `${mappings} considered, the nearest first` : `${mappings} considered`;
}
