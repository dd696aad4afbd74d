import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Narrower, suggestionFor } from '../../../api/mappings.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { useRefusal } from '../../../session/use-session.ts';
import { DiffView } from '../diff-view.tsx';
import './narrower.css';

interface NarrowerProps {
  readonly mapping: string;
  /** Only what would change, where that stands beside other things. */
  readonly isBrief?: boolean;
}

/** What a mapping could do without, by what was really used of it, and the way to have it so. */
export function NarrowerMapping({ mapping, isBrief = false }: NarrowerProps) {
  const trust = useRefusal('trust:read');
  const refusal = useRefusal('decisions:read') ?? trust;
  const suggestion = useQuery({ ...suggestionFor(mapping), enabled: refusal === undefined });
  if (refusal !== undefined) return <p className="soft">What it could do without is not shown: {refusal}</p>;
  return (
    <Loaded query={suggestion}>
      {({ before, text, changes, left, record }) =>
        text === undefined ? (
          <>
            <p className="soft">
              {left.length === 0 ? 'All of it was used.' : 'Nothing of it is known to be needless.'}{' '}
              <Extent {...record} />
            </p>
            {!isBrief && <Left left={left} />}
          </>
        ) : (
          <>
            <Changes changes={changes} />
            {!isBrief && (
              <DiffView label={`${mapping}, as it is and narrower`} before={before} after={text} />
            )}
            <p className="row apart">
              <span className="soft small">
                <Extent {...record} /> Each is granted the same with it.
              </span>
              <Link
                to="/trust/edit"
                search={{ kind: 'Mapping', id: mapping, narrow: true }}
                className="button"
              >
                Open it narrower in the editor
              </Link>
            </p>
            {!isBrief && <Left left={left} />}
          </>
        )
      }
    </Loaded>
  );
}

function Changes({ changes }: { readonly changes: readonly Narrower[] }) {
  return (
    <ul className="narrower">
      {changes.map(({ member, text, because }) => (
        <li key={member + text}>
          <code>{member}</code>
          <span>
            {text}
            <span className="soft"> — {because}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What stays as wide as it is. */
function Left({ left }: { readonly left: readonly Pick<Narrower, 'member' | 'because'>[] }) {
  if (left.length === 0) return null;
  return (
    <div className="soft small">
      What stays as it is:
      <ul className="narrower">
        {left.map(({ member, because }) => (
          <li key={member + because}>
            <code>{member === '' ? 'all' : member}</code>
            <span>{because}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ExtentProps {
  readonly days: number;
  readonly uses: number;
  readonly truncated: boolean;
}

function Extent({ days, uses, truncated }: ExtentProps) {
  return (
    <>
      By {truncated && 'the newest '}
      {uses.toLocaleString('en')} requests of the last {days} days.
    </>
  );
}
