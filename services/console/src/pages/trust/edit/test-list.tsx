import type { TestOutcome } from '../../../compiler/test-outcomes.ts';
import { Badge } from '../../../parts/badge.tsx';

interface TestListProps {
  readonly tests: readonly TestOutcome[];
  readonly onGo: (line: number) => void;
}

const TONES = { passed: 'allow', failed: 'deny', 'not-run': 'plain' } as const;

/** The inline tests as they go with the text as it stands. */
export function TestList({ tests, onGo }: TestListProps) {
  if (tests.length === 0) {
    return (
      <p className="soft">
        No tests. Claims under <code>tests</code>, and what is expected of them, are tried while you write.
      </p>
    );
  }
  return (
    <ul className="problems">
      {tests.map(({ name, line, outcome, message }) => (
        <li key={line}>
          <button type="button" className="problem" onClick={() => onGo(line)}>
            <span className="row">
              <Badge tone={TONES[outcome]}>{outcome.replace('-', ' ')}</Badge>
              {name}
            </span>
            {message !== undefined && <span className="soft">{message}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
