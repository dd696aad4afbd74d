import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Loaded } from '../../../parts/loaded.tsx';
import { EmptyState } from '../../../parts/notice.tsx';
import { Page } from '../../../parts/page.tsx';
import { TrustNav } from '../trust-nav.tsx';
import { useTrust } from '../trust-query.ts';
import { Drawing } from './drawing.tsx';
import { type Graph, graphOf } from './edges.ts';

/** Which issuers' tokens lead to which targets, and by which mappings; as a drawing, or as the same in a table. */
export function GraphPage() {
  const trust = useTrust();
  const [view, setView] = useState<'drawing' | 'table'>(isNarrow() ? 'table' : 'drawing');
  return (
    <Page
      title="Graph"
      lead="Whose tokens lead where."
      actions={
        <ToggleButtonGroup
          aria-label="Show as"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view]}
          onSelectionChange={([key]) => setView(key === 'table' ? 'table' : 'drawing')}
        >
          <ToggleButton id="drawing">Drawing</ToggleButton>
          <ToggleButton id="table">Table</ToggleButton>
        </ToggleButtonGroup>
      }
    >
      <TrustNav />
      <Loaded query={trust}>
        {({ mappings }) => {
          if (mappings.length === 0) return <EmptyState icon="trust" title="No mappings yet" />;
          const graph = graphOf(mappings);
          return view === 'drawing' ? <Drawing graph={graph} /> : <GraphTable graph={graph} />;
        }}
      </Loaded>
    </Page>
  );
}

/** The drawing takes more width than a telephone has. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 48rem)').matches;
}

function GraphTable({ graph }: { readonly graph: Graph }) {
  return (
    <div className="table-scroll card flush">
      <table className="table">
        <thead>
          <tr>
            <th>Issuer</th>
            <th>Mappings</th>
            <th>Target</th>
          </tr>
        </thead>
        <tbody>
          {graph.edges.map(({ issuer, target, mappings }) => (
            <tr key={`${issuer.name} ${target.name}`}>
              <td>{issuer.name}</td>
              <td>
                <Link to="/trust" search={{ issuer: issuer.name, target: target.name }}>
                  {mappings.length === 1 ? mappings[0]?.id : `${mappings.length} mappings`}
                </Link>
              </td>
              <td>{target.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
