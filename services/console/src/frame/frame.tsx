import { Link, Outlet } from '@tanstack/react-router';
import { PAGES } from './navigation.ts';
import './frame.css';

/** What surrounds every page: where one is, and where one can go. */
export function Frame() {
  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <nav className="sidebar" aria-label="Console">
        <Link to="/" className="brand">
          <img src="./icon.svg" alt="" width={24} height={24} />
          Cambio
        </Link>
        <ul>
          {PAGES.map(({ to, title }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ exact: to === '/' }}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="page" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
