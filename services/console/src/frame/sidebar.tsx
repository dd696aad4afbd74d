import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { Icon } from '../parts/icon.tsx';
import { useRefusal } from '../session/use-session.ts';
import { AccountMenu } from './account-menu.tsx';
import { PAGES } from './navigation.ts';
import { ThemeMenu } from './theme-menu.tsx';
import './sidebar.css';

/** Where one can go, and who one is. On a narrow screen it is a bar that opens. */
export function Sidebar({ openPalette }: { readonly openPalette: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <header className={isOpen ? 'sidebar open' : 'sidebar'}>
      <div className="sidebar-top">
        <Link to="/" className="brand">
          <img src="./icon.svg" alt="" width={20} height={20} />
          Cambio
        </Link>
        <Button
          className="react-aria-Button quiet icon-only sidebar-toggle"
          aria-label="Menu"
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'close' : 'menu'} />
        </Button>
      </div>
      <div className="sidebar-body">
        <Button className="react-aria-Button find" onPress={openPalette}>
          <Icon name="search" />
          Find…
          <kbd>Ctrl K</kbd>
        </Button>
        <nav aria-label="Console">
          <ul>
            {PAGES.map((page) => (
              <li key={page.to}>
                <PageLink page={page} />
              </li>
            ))}
          </ul>
        </nav>
        <div className="sidebar-foot">
          <AccountMenu />
          <ThemeMenu />
        </div>
      </div>
    </header>
  );
}

/** A page that the person may not see says so; it has more to say than that. */
function PageLink({ page: { to, title, icon, scope } }: { readonly page: (typeof PAGES)[number] }) {
  const refusal = useRefusal(scope);
  return (
    <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }} title={refusal}>
      <Icon name={icon} />
      {title}
      {refusal !== undefined && (
        <>
          <span className="sidebar-lock">
            <Icon name="lock" size={12} />
          </span>
          <span className="visually-hidden">, not granted to you</span>
        </>
      )}
    </Link>
  );
}
