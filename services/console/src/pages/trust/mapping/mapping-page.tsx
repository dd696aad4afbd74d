import type { MappingDocument } from '@cambio/policy';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Badge } from '../../../parts/badge.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { EmptyState } from '../../../parts/notice.tsx';
import { Page } from '../../../parts/page.tsx';
import { EditLink } from '../edit-link.tsx';
import { Findings } from '../findings-list.tsx';
import { NarrowerMapping } from '../narrow/narrower.tsx';
import { RemoveButton } from '../remove/remove-button.tsx';
import { TrustNav } from '../trust-nav.tsx';
import { type OpenTrust, useTrust } from '../trust-query.ts';
import { useFindings } from '../use-findings.ts';
import { CONFIGURED, isConfigured } from '../write-refusal.ts';
import { MappingTests } from './mapping-tests.tsx';
import { MappingUse } from './mapping-use.tsx';
import { MappingWords } from './mapping-words.tsx';

const route = getRouteApi('/trust/mappings/$id');

/** One mapping: what it says, what lint says of it, its tests, and who used it. */
export function MappingPage() {
  const { id } = route.useParams();
  const navigate = useNavigate();
  const trust = useTrust();
  const mapping = trust.data?.mappings.find((each) => each.id === id);
  return (
    <Page
      title={id}
      lead={mapping?.purpose}
      actions={
        mapping &&
        trust.data && (
          <>
            <RemoveButton
              name={{ kind: 'Mapping', id }}
              trust={trust.data}
              onRemoved={() => void navigate({ to: '/trust' })}
            />
            <EditLink name={{ kind: 'Mapping', id }} trust={trust.data} isPrimary />
          </>
        )
      }
    >
      <TrustNav />
      <Loaded query={trust}>
        {(data) =>
          mapping === undefined ? (
            <EmptyState icon="trust" title={`There is no mapping ${id}`}>
              It may have been removed: <Link to="/trust/history">the history</Link> would say by whom.
            </EmptyState>
          ) : (
            <Mapping mapping={mapping} trust={data} />
          )
        }
      </Loaded>
    </Page>
  );
}

interface MappingProps {
  readonly mapping: MappingDocument;
  readonly trust: OpenTrust;
}

function Mapping({ mapping, trust }: MappingProps) {
  const findings = useFindings(trust).get(`Mapping/${mapping.id}`) ?? [];
  const isOfSettings = isConfigured(trust, mapping);
  return (
    <div className="stack wide">
      {isOfSettings && (
        <p>
          <Badge>settings</Badge> {CONFIGURED}
        </p>
      )}
      {!mapping.enabled && (
        <p>
          <Badge tone="warn">off</Badge> It is switched off, and{' '}
          {mapping.effect === 'allow' ? 'grants' : 'bars'} nothing.
        </p>
      )}
      <div className="cards loose">
        <section className="card stack" aria-labelledby="says">
          <h2 id="says">What it says</h2>
          <MappingWords mapping={mapping} />
        </section>
        <div className="stack">
          <section className="card stack" aria-labelledby="findings">
            <h2 id="findings">Findings</h2>
            <Findings findings={findings} />
          </section>
          <section className="card stack" aria-labelledby="tests">
            <h2 id="tests">Tests</h2>
            <MappingTests tests={mapping.tests} findings={findings} />
          </section>
        </div>
      </div>
      {mapping.effect === 'allow' && !isOfSettings && (
        <section className="card stack" aria-labelledby="narrower">
          <h2 id="narrower">What it could do without</h2>
          <NarrowerMapping mapping={mapping.id} />
        </section>
      )}
      <MappingUse mapping={mapping.id} />
    </div>
  );
}
