import { Link } from '@tanstack/react-router';
import { ForeignText } from '../parts/foreign-text.tsx';
import { Icon } from '../parts/icon.tsx';
import { SCOPES, type Scope } from '../session/scopes.ts';
import { subjectOf } from '../session/subject.ts';
import { useSession } from '../session/use-session.ts';
import { PAGES } from './navigation.ts';
import './missing-scope.css';

/** In the place of what the person may not see: what is missing, who can grant it, and what there is instead. */
export function MissingScope({ scope }: { readonly scope: Scope }) {
  const session = useSession();
  if (session.state !== 'logged-in') return null;
  const { scopes, token } = session;
  const others = PAGES.filter((page) => page.scope !== undefined && scopes.includes(page.scope));
  return (
    <section className="card stack missing-scope" aria-labelledby="missing">
      <h2 id="missing" className="row">
        <Icon name="keys" />
        You may not {SCOPES[scope]}
      </h2>
      <dl className="facts">
        <dt>What is missing</dt>
        <dd>
          The scope <code>{scope}</code>. No mapping grants it to you.
        </dd>
        <dt>You are</dt>
        <dd>
          <ForeignText text={subjectOf(token) ?? 'unknown'} />
        </dd>
        <dt>Who can grant it</dt>
        <dd>
          Whoever may change the trust documents, by a mapping on the target <code>admin</code>.{' '}
          {scopes.includes('trust:read') && (
            <Link to="/trust" search={{ target: 'admin' }}>
              See these mappings, and who answers for them
            </Link>
          )}
        </dd>
        <dt>What you can do</dt>
        <dd>
          {others.length === 0 ? (
            'Nothing here, until somebody grants you more.'
          ) : (
            <ul className="missing-scope-places">
              {others.map(({ to, title, icon }) => (
                <li key={to}>
                  <Link to={to}>
                    <Icon name={icon} size={14} />
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
    </section>
  );
}
