import type { Diagnostic } from '@cambio/policy';
import { Badge } from '../../parts/badge.tsx';

/** How many findings there are, by how grave they are; what they are in the title. */
export function FindingCount({ findings }: { readonly findings: readonly Diagnostic[] }) {
  const [gravest] = findings;
  if (gravest === undefined) return <span className="soft">none</span>;
  const tone = ({ error: 'deny', warning: 'warn', info: 'plain' } as const)[gravest.severity];
  const words = gravest.severity === 'info' ? 'note' : gravest.severity;
  const count = findings.filter(({ severity }) => severity === gravest.severity).length;
  return (
    <span title={[...new Set(findings.map(({ rule }) => rule))].join(', ')}>
      <Badge tone={tone}>
        {count} {words}
        {count > 1 && 's'}
      </Badge>
    </span>
  );
}
