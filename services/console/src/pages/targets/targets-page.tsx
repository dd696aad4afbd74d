import type { TrustDocument } from '@cambio/policy';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../parts/badge.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { VirtualCards } from '../../parts/virtual-cards.tsx';
import { EditLink } from '../trust/edit-link.tsx';
import { RemoveButton } from '../trust/remove/remove-button.tsx';
import { type OpenTrust, useTrust } from '../trust/trust-query.ts';

type Target = Extract<TrustDocument, { kind: 'Target' }>;

/** The services that tokens are for, and what of them can be asked for. */
export function TargetsPage() {
  const trust = useTrust();
  return (
    <Page
      title="Targets"
      lead="The services that tokens are for."
      actions={
        <Link to="/trust/edit" search={{ kind: 'Target' }} className="button primary">
          New target
        </Link>
      }
    >
      <Loaded query={trust}>
        {(data) =>
          data.targets.length === 0 ? (
            <EmptyState icon="targets" title="No targets yet">
              Declare the first service that is to get tokens.
            </EmptyState>
          ) : (
            <VirtualCards
              items={data.targets}
              card={(target) => <TargetCard target={target} trust={data} />}
            />
          )
        }
      </Loaded>
    </Page>
  );
}

function TargetCard({ target, trust }: { readonly target: Target; readonly trust: OpenTrust }) {
  const mappings = trust.mappings.filter((mapping) => mapping.target === target.id).length;
  return (
    <section className="card stack" aria-labelledby={`target-${target.id}`}>
      <div className="row apart">
        <h2 id={`target-${target.id}`} className="row">
          {target.id}
          {!target.enabled && <Badge tone="warn">off</Badge>}
        </h2>
        <span className="row">
          <Link to="/trust" search={{ target: target.id }}>
            {mappings} {mappings === 1 ? 'mapping' : 'mappings'}
          </Link>
          <EditLink name={target} trust={trust} />
          <RemoveButton name={target} trust={trust} />
        </span>
      </div>
      <dl className="facts">
        <dt>Audience</dt>
        <dd className="mono">{target.audience}</dd>
        <dt>Binding</dt>
        <dd>{target.token.binding}</dd>
        <dt>Owner</dt>
        <dd>{target.owner}</dd>
        <dt>Scopes</dt>
        <dd>
          <ul className="conditions">
            {Object.entries(target.scopes).map(([scope, { description, sensitivity }]) => (
              <li key={scope}>
                <code>{scope}</code> <span className="soft">{description}</span>{' '}
                {sensitivity !== 'low' && (
                  <Badge tone={sensitivity === 'high' ? 'warn' : 'plain'}>{sensitivity}</Badge>
                )}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </section>
  );
}
