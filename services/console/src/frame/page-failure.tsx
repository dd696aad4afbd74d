import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { failureText } from '../api/answered.ts';
import { EmptyState, Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';

/** In the place of a page that broke. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="Something broke">
      <Notice tone="deny" title="This page cannot be shown">
        <div className="row apart">
          {failureText(error)}
          <Button onPress={reset}>Try again</Button>
        </div>
      </Notice>
    </Page>
  );
}

/** At an address that is no page's. */
export function NoSuchPage() {
  return (
    <Page title="Nothing is here">
      <EmptyState title="No page has this address">
        <Link to="/">Go to the overview</Link>
      </EmptyState>
    </Page>
  );
}
