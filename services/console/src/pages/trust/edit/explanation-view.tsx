import { OutcomeBadge } from '../../../parts/badge.tsx';
import { ForeignText } from '../../../parts/foreign-text.tsx';
import { Icon } from '../../../parts/icon.tsx';

/** An explanation, whether this page made it or the gateway. */
export interface ShownExplanation {
  readonly decision: {
    readonly outcome: 'allow' | 'deny';
    readonly reason?: string;
    readonly mapping?: string;
  };
  readonly candidates: readonly {
    readonly mapping: string;
    readonly reason?: string;
    readonly conditions: readonly {
      readonly what: string;
      readonly expected: string;
      readonly found?: unknown;
      readonly held: boolean;
    }[];
  }[];
  readonly remedy?: string;
}

interface ExplanationViewProps {
  readonly explanation: ShownExplanation;
  readonly by: string;
}

/** A decision, and the conditions of the mappings that came nearest. */
export function ExplanationView({ explanation: { decision, candidates, remedy }, by }: ExplanationViewProps) {
  return (
    <div className="stack">
      <p className="row">
        <OutcomeBadge outcome={decision.outcome} />
        {decision.outcome === 'allow' ? `by ${decision.mapping}` : decision.reason}
        <span className="soft small">decided by {by}</span>
      </p>
      {remedy !== undefined && <p>{remedy}</p>}
      {candidates.slice(0, 3).map(({ mapping, conditions }) => (
        <section key={mapping} aria-label={mapping}>
          <h3>{mapping}</h3>
          <ul className="conditions">
            {conditions.map(({ what, expected, found, held }) => (
              <li key={what + expected}>
                <span className={held ? 'tone-allow' : 'tone-deny'}>
                  <Icon name={held ? 'check' : 'cross'} size={12} />
                </span>{' '}
                <span className="visually-hidden">{held ? 'holds:' : 'does not hold:'}</span>
                <code>{what}</code> <span className="soft">{expected}</span>
                {!held && found !== undefined && (
                  <>
                    , found <ForeignText text={JSON.stringify(found)} most={80} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
