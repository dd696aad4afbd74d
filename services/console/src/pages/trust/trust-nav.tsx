import { Link } from '@tanstack/react-router';
import './trust.css';

const TABS = [
  { to: '/trust', title: 'Mappings' },
  { to: '/trust/graph', title: 'Graph' },
  { to: '/trust/history', title: 'History' },
  { to: '/trust/proposals', title: 'Proposals' },
] as const;

/** The views of the trust documents. */
export function TrustNav() {
  return (
    <nav className="subnav" aria-label="Trust">
      {TABS.map(({ to, title }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/trust', includeSearch: false }}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
