import type { Diagnostic } from '@cambio/policy';
import { Badge } from '../../parts/badge.tsx';

/** What lint found, each with how to mend it. */
export function Findings({ findings }: { readonly findings: readonly Diagnostic[] }) {
  if (findings.length === 0) return <p className="soft">Lint has nothing to say of it.</p>;
  return (
    <ul className="findings">
      {findings.map(({ severity, rule, message, hint }) => (
        <li key={rule + message}>
          <Badge tone={({ error: 'deny', warning: 'warn', info: 'plain' } as const)[severity]}>{rule}</Badge>
          <span>
            {message}
            {hint !== undefined && <span className="soft"> — {hint}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
