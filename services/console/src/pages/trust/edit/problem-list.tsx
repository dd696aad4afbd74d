import type { Diagnostic } from '@cambio/policy';
import type { Checked } from '../../../compiler/compiler.ts';
import { Badge } from '../../../parts/badge.tsx';

interface ProblemListProps {
  readonly checked: Checked;
  readonly isCurrent: boolean;
  readonly onGo: (line: number, column: number) => void;
}

const TONES = { error: 'deny', warning: 'warn', info: 'plain' } as const;

/** What the compiler and lint say of the text; each leads to its place. */
export function ProblemList({ checked: { diagnostics, elsewhere }, isCurrent, onGo }: ProblemListProps) {
  if (diagnostics.length + elsewhere.length === 0) {
    return <p className="soft">{isCurrent ? 'Nothing is wrong with it.' : 'Looking at it…'}</p>;
  }
  return (
    <ul className="problems">
      {diagnostics.map((problem, place) => (
        <li key={place}>
          <button
            type="button"
            className="problem"
            onClick={() => onGo(problem.position.line, problem.position.column)}
          >
            <span className="row">
              <Badge tone={TONES[problem.severity]}>{problem.rule}</Badge>
              <span className="soft small">line {problem.position.line}</span>
            </span>
            <Words of={problem} />
          </button>
        </li>
      ))}
      {elsewhere.map((problem, place) => (
        <li key={place} className="problem">
          <span className="row">
            <Badge tone="deny">{problem.rule}</Badge>
            <span className="soft small">in {problem.document}</span>
          </span>
          <Words of={problem} />
        </li>
      ))}
    </ul>
  );
}

function Words({ of: { message, hint } }: { readonly of: Diagnostic }) {
  return (
    <span>
      {message}
      {hint !== undefined && <span className="soft"> — {hint}</span>}
    </span>
  );
}
