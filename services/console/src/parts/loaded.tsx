import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { failureText } from '../api/answered.ts';
import { Notice } from './notice.tsx';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** What a query gave, once it is there; what went wrong where it is not. Data that is there stays while it is read again. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return (
    <p className="soft" role="status">
      Loading…
    </p>
  );
}

/** What went wrong, with a way to try again. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  return (
    <Notice tone="deny" title="This could not be read">
      <div className="row apart">
        {failureText(error)}
        {retry !== undefined && <Button onPress={retry}>Try again</Button>}
      </div>
    </Notice>
  );
}
