import { type ReactNode, useEffect } from 'react';
import './page.css';

interface PageProps {
  /** What the page is about; the browser's title is made of it. */
  readonly title: string;
  /** What stands in its place on the page, where that is more than the words. */
  readonly heading?: ReactNode;
  /** A sentence below the title. */
  readonly lead?: ReactNode;
  /** What can be done here, at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its title, what can be done on it, and what it shows. */
export function Page({ title, heading, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Cambio`;
  }, [title]);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{heading ?? title}</h1>
          {lead !== undefined && <p className="soft">{lead}</p>}
        </div>
        {actions !== undefined && <div className="row">{actions}</div>}
      </header>
      {children}
    </>
  );
}
