import { Outlet, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { PAGES } from './navigation.ts';
import { OfflineNotice } from './offline-notice.tsx';
import { Palette } from './palette.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import type { Shortcut } from './shortcuts.ts';
import { Sidebar } from './sidebar.tsx';
import { useSingleKeys } from './single-keys.ts';
import { ToastRegion } from './toast-region.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import './frame.css';

/** What surrounds every page: where one is, and where one can go. */
export function Frame() {
  const [over, setOver] = useState<'palette' | 'help' | undefined>();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const navigate = useNavigate();
  const close = () => setOver(undefined);
  useShortcuts(singleKeys, (shortcut: Shortcut) => {
    if ('goTo' in shortcut) {
      const page = PAGES.find(({ key }) => key === shortcut.goTo);
      if (page !== undefined) void navigate({ to: page.to });
    } else if (shortcut.does === 'search' && focusSearch()) return;
    else setOver(shortcut.does === 'help' ? 'help' : 'palette');
  });
  return (
    <div className="frame">
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <Sidebar openPalette={() => setOver('palette')} />
      <main id="page" tabIndex={-1}>
        <OfflineNotice />
        <Outlet />
      </main>
      <Palette isOpen={over === 'palette'} onClose={close} />
      <ShortcutHelp
        isOpen={over === 'help'}
        onClose={close}
        singleKeys={singleKeys}
        setSingleKeys={setSingleKeys}
      />
      <ToastRegion />
    </div>
  );
}

/** Goes to the page's own search, where it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLElement>('[data-search]');
  field?.focus();
  return field !== null;
}
