import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { failureText } from '../api/answered.ts';
import { Notice } from './notice.tsx';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** What a query gave, once it is there; what went wrong where it is not. Data that is there stays while it is read again, and where it cannot be. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Failure error={query.error} retry={retry} title="What you see is as it was" />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <Failure error={query.error} retry={retry} />;
  return (
    <p className="soft" role="status">
      Loading…
    </p>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly retry?: () => void;
  readonly title?: string;
}

/** What went wrong, with a way to try again. */
export function Failure({ error, retry, title = 'This could not be read' }: FailureProps) {
  return (
    <Notice tone="deny" title={title}>
      <div className="row apart">
        {failureText(error)}
        {retry !== undefined && <Button onPress={retry}>Try again</Button>}
      </div>
    </Notice>
  );
}
