import { Link } from '@tanstack/react-router';
import type { Decision } from '../../api/decisions.ts';
import { OutcomeBadge } from '../../parts/badge.tsx';
import { ForeignName } from '../../parts/foreign-text.tsx';
import { Time } from '../../parts/time.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';

const COLUMNS = ['Time', 'Outcome', 'Workload', 'Issuer', 'Target', 'Mapping', 'Reason or scopes'];

interface DecisionListProps {
  readonly decisions: readonly Decision[];
  readonly hasMore: boolean;
  readonly isReading: boolean;
  readonly failure: unknown;
  readonly readMore: () => void;
}

export function DecisionList({ decisions, ...more }: DecisionListProps) {
  return (
    <VirtualList
      label="Decisions"
      className="decision-list"
      items={decisions}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      row={(decision) => <DecisionRow decision={decision} />}
      {...more}
    />
  );
}

function DecisionRow({ decision }: { readonly decision: Decision }) {
  const { id, at, outcome, subject, asked, target, mapping } = decision;
  return (
    <>
      <td className="soft mono when">
        <Time at={at} exact />
      </td>
      <td>
        <OutcomeBadge outcome={outcome} />
      </td>
      <td className="who">
        <Link to="/decisions/$id" params={{ id }}>
          <ForeignName text={subject.name} />
        </Link>
      </td>
      <td className="cut soft">{subject.issuer}</td>
      <td>
        <ForeignName text={target ?? asked.audience ?? asked.resource ?? '—'} />
      </td>
      <td className="cut soft">{mapping ?? '—'}</td>
      <td className="cut mono">{outcome === 'deny' ? decision.reason : decision.issued?.scopes.join(' ')}</td>
    </>
  );
}
