import { Badge } from '../../../parts/badge.tsx';
import './effect-list.css';

interface Change {
  readonly kind: string;
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly effects: readonly {
    readonly text: string;
    readonly reach: keyof typeof TONES;
    readonly member: string;
  }[];
}

const TONES = { wider: 'warn', narrower: 'allow', other: 'plain' } as const;

/** What would be otherwise than it is, document by document; `undefined` where that can't be told. */
export function EffectList({ changes }: { readonly changes: readonly Change[] | undefined }) {
  if (changes === undefined) return <p className="soft">It has errors: nobody can tell what it would do.</p>;
  if (changes.length === 0) return <p className="soft">Nothing: all is decided as before.</p>;
  return (
    <div className="effects">
      {changes.map(({ kind, id, change, effects }) => (
        <section key={`${kind}/${id}`} aria-label={`${kind} ${id}`}>
          <h3>
            {id} <span className="soft">{change}</span>
          </h3>
          <ul>
            {effects.map(({ member, text, reach }) => (
              <li key={member + text}>
                <span>
                  <Badge tone={TONES[reach]}>{reach}</Badge>
                </span>
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
