import { getRouteApi, Link } from '@tanstack/react-router';
import { ChoiceFilter, FilterBar, TextFilter } from '../../../parts/filter-bar.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { EmptyState } from '../../../parts/notice.tsx';
import { Page } from '../../../parts/page.tsx';
import { filterMappings, type MappingFilter } from '../findings.ts';
import { TrustNav } from '../trust-nav.tsx';
import { type OpenTrust, useTrust } from '../trust-query.ts';
import { useFindings } from '../use-findings.ts';
import { isConfigured } from '../write-refusal.ts';
import { MappingTable } from './mapping-table.tsx';

const route = getRouteApi('/trust');

/** Every mapping: who gets what, who answers for it, and what lint finds. */
export function MappingsPage() {
  const trust = useTrust();
  return (
    <Page
      title="Trust"
      lead="Who may get which target’s scopes."
      actions={
        <Link to="/trust/edit" className="button primary">
          <Icon name="plus" size={12} />
          New mapping
        </Link>
      }
    >
      <TrustNav />
      <Loaded query={trust}>{(data) => <Mappings trust={data} />}</Loaded>
    </Page>
  );
}

function Mappings({ trust }: { readonly trust: OpenTrust }) {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = (part: MappingFilter) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...part }), replace: true });
  const findings = useFindings(trust);
  const rules = [...new Set([...findings.values()].flat().map(({ rule }) => rule))].sort();
  const found = filterMappings(trust.mappings, findings, filter);
  return (
    <>
      <FilterBar>
        <TextFilter
          label="Search mappings"
          placeholder="Search"
          value={filter.q}
          onChange={(q) => narrow({ q })}
          isMain
        />
        <ChoiceFilter
          label="Issuer"
          options={namesIn(trust.mappings.map(({ issuer }) => issuer))}
          value={filter.issuer}
          onChange={(issuer) => narrow({ issuer })}
        />
        <ChoiceFilter
          label="Target"
          options={namesIn(trust.mappings.map(({ target }) => target))}
          value={filter.target}
          onChange={(target) => narrow({ target })}
        />
        <ChoiceFilter
          label="Finding"
          options={rules.map((rule) => ({ value: rule, text: rule }))}
          value={filter.finding}
          onChange={(finding) => narrow({ finding })}
        />
        <span className="soft small" role="status">
          {found.length} of {trust.mappings.length}
        </span>
      </FilterBar>
      {found.length === 0 ? (
        <EmptyState
          icon="trust"
          title={trust.mappings.length === 0 ? 'No mappings yet' : 'No mapping is like this'}
        >
          {trust.mappings.length === 0
            ? 'Nobody gets anything until a mapping grants it.'
            : 'Take a filter away to see more.'}
        </EmptyState>
      ) : (
        <MappingTable
          mappings={found}
          findings={findings}
          isOfSettings={(mapping) => isConfigured(trust, mapping)}
        />
      )}
    </>
  );
}

function namesIn(names: readonly string[]): readonly { readonly value: string; readonly text: string }[] {
  return [...new Set(names)].sort().map((value) => ({ value, text: value }));
}

function withoutEmpty(filter: MappingFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
