import { Button } from 'react-aria-components';
import { ChoiceFilter, FilterBar, TextFilter } from '../../parts/filter-bar.tsx';
import { DENY_REASONS } from '../../parts/reason-text.ts';
import { type DecisionSearch, SPANS, type Span } from './search.ts';

interface DecisionFiltersProps {
  readonly search: DecisionSearch;
  readonly setSearch: (search: DecisionSearch) => void;
}

const OUTCOMES = [
  { value: 'allow', text: 'allowed' },
  { value: 'deny', text: 'denied' },
] as const;

const REASON_OPTIONS = DENY_REASONS.map((value) => ({ value, text: value }));

const SPAN_OPTIONS = (Object.keys(SPANS) as Span[]).map((value) => ({ value, text: SPANS[value].text }));

/** All filters of the list; each one given must hold. */
export function DecisionFilters({ search, setSearch }: DecisionFiltersProps) {
  const set = <Name extends keyof DecisionSearch>(name: Name, value: DecisionSearch[Name] | undefined) => {
    const { [name]: _, ...others } = search;
    setSearch(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <FilterBar>
      <TextFilter
        label="Workload key"
        value={search.workload}
        onChange={(value) => set('workload', value)}
        isMain
      />
      <ChoiceFilter
        label="Outcome"
        options={OUTCOMES}
        value={search.outcome}
        onChange={(value) => set('outcome', value)}
      />
      <ChoiceFilter
        label="Reason"
        options={REASON_OPTIONS}
        value={search.reason}
        onChange={(value) => set('reason', value)}
      />
      <ChoiceFilter
        label="Time"
        options={SPAN_OPTIONS}
        value={search.span}
        onChange={(value) => set('span', value)}
      />
      <TextFilter label="Issuer" value={search.issuer} onChange={(value) => set('issuer', value)} />
      <TextFilter label="Mapping" value={search.mapping} onChange={(value) => set('mapping', value)} />
      <TextFilter label="Target" value={search.target} onChange={(value) => set('target', value)} />
      {Object.keys(search).length > 0 && (
        <Button className="react-aria-Button quiet" onPress={() => setSearch({})}>
          Clear
        </Button>
      )}
    </FilterBar>
  );
}
