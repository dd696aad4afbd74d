import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Workload, type WorkloadFilter, workloadPages } from '../../api/workloads.ts';
import { readClock } from '../../parts/clock.ts';
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filter-bar.tsx';
import { ForeignName } from '../../parts/foreign-text.tsx';
import { Failure } from '../../parts/loaded.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { SEEN, type Seen, type WorkloadSearch } from './search.ts';
import './workloads.css';

const route = getRouteApi('/workloads');

const COLUMNS = ['Workload', 'Issuer', 'First seen', 'Last seen', 'Allowed', 'Denied'];

/** Everybody who ever asked with a token that was authentic. */
export function WorkloadsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = (next: WorkloadSearch) => void navigate({ search: next });
  const filter = useMemo(() => filterOf(search, readClock()), [search]);
  const query = useInfiniteQuery(workloadPages(filter));
  const items = query.data?.pages.flatMap(({ workloads }) => workloads) ?? [];
  return (
    <div className="page-fill">
      <Page title="Workloads" lead="Everybody who asked for a token, counted from the decisions.">
        <WorkloadFilters search={search} setSearch={setSearch} />
        {query.isError && !query.isFetchNextPageError && (
          <Failure error={query.error} retry={() => void query.refetch()} />
        )}
        {query.isSuccess && items.length === 0 && (
          <EmptyState icon="workloads" title="No workload is here">
            One appears some seconds after it first asks.
          </EmptyState>
        )}
        {items.length > 0 && (
          <VirtualList
            label="Workloads"
            className="workload-list"
            items={items}
            keyOf={({ issuer, workload }) => JSON.stringify([issuer, workload])}
            columns={COLUMNS}
            row={(workload) => <WorkloadRow workload={workload} />}
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

function filterOf({ seen, ...filter }: WorkloadSearch, now: number): WorkloadFilter {
  if (seen === undefined) return filter;
  const { days, isBefore } = SEEN[seen];
  const moment = new Date(now - days * 86_400_000).toISOString();
  return { ...filter, ...(isBefore ? { seenBefore: moment } : { seenSince: moment }) };
}

const SEEN_OPTIONS = (Object.keys(SEEN) as Seen[]).map((value) => ({ value, text: SEEN[value].text }));

interface WorkloadFiltersProps {
  readonly search: WorkloadSearch;
  readonly setSearch: (search: WorkloadSearch) => void;
}

function WorkloadFilters({ search, setSearch }: WorkloadFiltersProps) {
  const { name, issuer, seen } = search;
  const set = (given: { readonly [Name in keyof WorkloadSearch]: WorkloadSearch[Name] | undefined }) => {
    const next = { ...search, ...given };
    setSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)));
  };
  return (
    <FilterBar>
      <TextFilter label="Name" value={name} onChange={(value) => set({ name: value })} isMain />
      <TextFilter label="Issuer" value={issuer} onChange={(value) => set({ issuer: value })} />
      <ChoiceFilter
        label="Seen"
        options={SEEN_OPTIONS}
        value={seen}
        onChange={(value) => set({ seen: value })}
      />
    </FilterBar>
  );
}

function WorkloadRow({ workload }: { readonly workload: Workload }) {
  const { issuer, workload: key, name, firstSeen, lastSeen, allowed, denied } = workload;
  return (
    <>
      <td>
        <Link to="/workloads/$issuer/$workload" params={{ issuer, workload: key }}>
          <ForeignName text={name} />
        </Link>
      </td>
      <td className="cut soft">{issuer}</td>
      <td className="soft">
        <Time at={firstSeen} />
      </td>
      <td className="soft">
        <Time at={lastSeen} />
      </td>
      <td className="numeric">{allowed.toLocaleString('en')}</td>
      <td className="numeric">{denied.toLocaleString('en')}</td>
    </>
  );
}
