import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type DecisionFilter, decisionPages } from '../../api/decisions.ts';
import { readClock } from '../../parts/clock.ts';
import { Failure } from '../../parts/loaded.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { DecisionFilters } from './decision-filters.tsx';
import { DecisionList } from './decision-list.tsx';
import { joined } from './feed.ts';
import { LiveControl } from './live-control.tsx';
import { type DecisionSearch, SPANS } from './search.ts';
import { useFeed } from './use-feed.ts';
import './decisions.css';

const route = getRouteApi('/decisions');

/** Every decision, as it is made and as far back as they are kept. */
export function DecisionsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = (next: DecisionSearch) => void navigate({ search: next });
  const { span, ...filter } = search;
  const since = useMemo(
    () => (span === undefined ? undefined : new Date(readClock() - SPANS[span].length).toISOString()),
    [span],
  );
  const { query, items, live } = useDecisions(filter, since);
  return (
    <div className="page-fill">
      <Page title="Decisions" actions={<LiveControl {...live} />}>
        <DecisionFilters search={search} setSearch={setSearch} />
        {query.isError && items.length === 0 && (
          <Failure error={query.error} retry={() => void query.refetch()} />
        )}
        {query.isSuccess && items.length === 0 && <Nothing isFiltered={Object.keys(search).length > 0} />}
        {items.length > 0 && (
          <DecisionList
            decisions={items}
            hasMore={query.hasNextPage}
            isReading={query.isFetchingNextPage}
            failure={query.isFetchNextPageError ? query.error : undefined}
            readMore={() => void query.fetchNextPage()}
          />
        )}
      </Page>
    </div>
  );
}

/** The pages that were read, and before them what was recorded since. */
function useDecisions(filter: DecisionFilter, since: string | undefined) {
  const queries = useQueryClient();
  const options = decisionPages(filter, since);
  const query = useInfiniteQuery(options);
  const pages = query.data?.pages.map(({ decisions }) => decisions);
  const live = useFeed({
    filter,
    after: pages === undefined ? undefined : (pages[0]?.[0]?.id ?? null),
    onGap: () => void queries.resetQueries({ queryKey: options.queryKey }),
  });
  const items = useMemo(() => joined(live.feed.shown, pages ?? []), [live.feed.shown, pages]);
  return { query, items, live };
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="No decision passes these filters">
      New ones will appear here as they are made.
    </EmptyState>
  ) : (
    <EmptyState icon="decisions" title="Nobody has asked for a token yet">
      The first exchange appears here as it is made.
    </EmptyState>
  );
}
