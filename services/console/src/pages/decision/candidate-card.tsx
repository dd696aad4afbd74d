import { Link } from '@tanstack/react-router';
import type { Explanation } from '../../api/decisions.ts';
import { Badge } from '../../parts/badge.tsx';
import { reasonText } from '../../parts/reason-text.ts';
import { ConditionTable } from './condition-table.tsx';

interface CandidateCardProps {
  readonly candidate: Explanation['candidates'][number];
  readonly isNearest: boolean;
}

/** A mapping that was considered, and how far it was from being the one. */
export function CandidateCard({ candidate, isNearest }: CandidateCardProps) {
  const { mapping, effect, reason, selected, conditions } = candidate;
  const failed = conditions.filter(({ held }) => !held).length;
  return (
    <article className={`card flush candidate ${selected ? 'selected' : ''}`}>
      <header>
        <div className="row">
          <h3 className="mono">
            <Link to="/trust/mappings/$id" params={{ id: mapping }}>
              {mapping}
            </Link>
          </h3>
          {effect === 'deny' && <Badge tone="deny">denies</Badge>}
          {selected && <Badge tone={effect}>decided</Badge>}
          {isNearest && !selected && <Badge tone="warn">nearest miss</Badge>}
        </div>
        <p className="soft small">
          {conditions.length - failed} of {conditions.length} conditions held
          {reason !== undefined && (
            <>
              {' '}
              · <code title={reasonText(reason)}>{reason}</code>
            </>
          )}
        </p>
      </header>
      <ConditionTable conditions={conditions} />
    </article>
  );
}
