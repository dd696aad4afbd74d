import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { Failure } from '../../../parts/loaded.tsx';
import { EmptyState } from '../../../parts/notice.tsx';
import { Page } from '../../../parts/page.tsx';
import { TrustNav } from '../trust-nav.tsx';
import { RevisionLine } from './revision-line.tsx';
import './history.css';

/** Every state the documents were in: when, by whom, why. */
export function HistoryPage() {
  const pages = useInfiniteQuery({
    queryKey: ['revisions'],
    queryFn: ({ pageParam }) =>
      answered(
        admin.GET('/trust/revisions', {
          params: { query: { limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const revisions = pages.data?.pages.flatMap((page) => page.revisions) ?? [];
  return (
    <Page title="History" lead="Every change of the trust, the newest first.">
      <TrustNav />
      {pages.isError && <Failure error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && revisions.length === 0 && (
        <EmptyState icon="trust" title="No revisions">
          A gateway that takes its trust from a directory keeps none: the directory has its own history.
        </EmptyState>
      )}
      {revisions.length > 0 && (
        <ol className="card flush revisions">
          {revisions.map((revision) => (
            <li key={revision.revision}>
              <RevisionLine revision={revision} />
            </li>
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <Button onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage}>
          Older
        </Button>
      )}
    </Page>
  );
}
