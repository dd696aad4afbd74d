import type { Diagnostic, MappingDocument } from '@cambio/policy';
import { Icon } from '../../../parts/icon.tsx';

interface MappingTestsProps {
  readonly tests: MappingDocument['tests'];
  readonly findings: readonly Diagnostic[];
}

/** The tests that a mapping carries. One in force has passed them all: else it would not have been loaded. */
export function MappingTests({ tests }: MappingTestsProps) {
  if (tests.length === 0) return <p className="soft">It has none. A test that denies shows where it ends.</p>;
  return (
    <ul className="conditions">
      {tests.map(({ name, expect }) => (
        <li key={name} className="row">
          <span className="tone-allow">
            <Icon name="check" size={12} />
          </span>
          {name}
          <span className="soft small">{expectationWords(expect)}</span>
        </li>
      ))}
    </ul>
  );
}

function expectationWords(expect: MappingDocument['tests'][number]['expect']): string {
  if (typeof expect === 'string') return 'allows';
  return 'deny' in expect ? `denies: ${expect.deny}` : 'allows, as described';
}
