import type { Schemas } from '@cambio/admin-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { admin } from '../../api/admin.ts';
import { answered } from '../../api/answered.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { VirtualCards } from '../../parts/virtual-cards.tsx';
import { EditLink } from '../trust/edit-link.tsx';
import { RemoveButton } from '../trust/remove/remove-button.tsx';
import { useTrust } from '../trust/trust-query.ts';
import { useWriteRefusal } from '../trust/write-refusal.ts';
import { KillSwitch } from './kill-switch.tsx';

type Health = Schemas['IssuerHealth'];

/** Whose tokens are accepted, whether their keys are at hand, and the switch that turns one off. */
export function IssuersPage() {
  const issuers = useQuery({
    queryKey: ['issuers'],
    queryFn: () => answered(admin.GET('/issuers')),
    refetchInterval: 15_000,
  });
  const trust = useTrust();
  const [switching, setSwitching] = useState<Health>();
  return (
    <Page
      title="Issuers"
      lead="Whose tokens are accepted, as this gateway’s process sees them."
      actions={
        <Link to="/trust/edit" search={{ kind: 'Issuer' }} className="button primary">
          New issuer
        </Link>
      }
    >
      <Loaded query={issuers}>
        {(data) =>
          data.issuers.length === 0 ? (
            <EmptyState icon="issuers" title="No issuers yet">
              Until one is declared, no token is accepted.
            </EmptyState>
          ) : (
            <VirtualCards
              items={data.issuers}
              card={(issuer) => <IssuerCard issuer={issuer} onSwitch={() => setSwitching(issuer)} />}
            />
          )
        }
      </Loaded>
      {switching !== undefined && trust.data !== undefined && (
        <KillSwitch issuer={switching} trust={trust.data} onClose={() => setSwitching(undefined)} />
      )}
    </Page>
  );
}

function IssuerCard({ issuer, onSwitch }: { readonly issuer: Health; readonly onSwitch: () => void }) {
  const trust = useTrust();
  const name = { kind: 'Issuer', id: issuer.id } as const;
  const refusal = useWriteRefusal(trust.data, name);
  const { id, url, title, enabled, owner, mappings, keys, drift } = issuer;
  return (
    <section className="card stack" aria-labelledby={`issuer-${id}`}>
      <div className="row apart">
        <h2 id={`issuer-${id}`} className="row">
          {id}
          <KeyState enabled={enabled} keys={keys} />
          {drift.length > 0 && <Badge tone="warn">drift</Badge>}
        </h2>
        <span className="row">
          <Link to="/trust" search={{ issuer: id }}>
            {mappings} {mappings === 1 ? 'mapping' : 'mappings'}
          </Link>
          {trust.data && <EditLink name={name} trust={trust.data} />}
          {trust.data && <RemoveButton name={name} trust={trust.data} />}
          <ActionButton look={enabled ? 'danger' : 'primary'} refusal={refusal} onPress={onSwitch}>
            Switch {enabled ? 'off' : 'on'}
            <span className="visually-hidden"> {id}</span>
          </ActionButton>
        </span>
      </div>
      <dl className="facts">
        <dt>Platform</dt>
        <dd>{title}</dd>
        <dt>Issuer URL</dt>
        <dd className="mono">{url}</dd>
        <dt>Owner</dt>
        <dd>{owner}</dd>
        <Keys keys={keys} />
        {drift.length > 0 && (
          <>
            <dt>Drift</dt>
            <dd>
              {drift.map(({ kind, claim }) => (
                <div key={kind + claim}>
                  {kind.replaceAll('_', ' ')}: <code>{claim}</code>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function KeyState({
  enabled,
  keys,
}: {
  readonly enabled: boolean;
  readonly keys: Health['keys'] | undefined;
}) {
  if (!enabled) return <Badge tone="warn">off</Badge>;
  if (keys === undefined) return null;
  const tone = ({ fresh: 'allow', stale: 'warn', missing: 'deny' } as const)[keys.state];
  return <Badge tone={tone}>keys {keys.state}</Badge>;
}

function Keys({ keys }: { readonly keys: Health['keys'] | undefined }) {
  if (keys === undefined) return null;
  return (
    <>
      <dt>Keys</dt>
      <dd>
        {keys.keys} in use
        {keys.readAt !== undefined && (
          <>
            , read <Time at={keys.readAt} />
          </>
        )}
        {keys.state === 'stale' && keys.usableUntil !== undefined && (
          <>
            , good until <Time at={keys.usableUntil} />
          </>
        )}
        {keys.passedOver.map(({ kid, flaw }) => (
          <div key={flaw + kid} className="soft">
            {kid ?? 'one without a name'} is not used: {flaw}
          </div>
        ))}
      </dd>
      {keys.failure !== undefined && (
        <>
          <dt>Last attempt</dt>
          <dd>
            <Badge tone="deny">{keys.failure.reason}</Badge> {keys.failure.detail}
          </dd>
        </>
      )}
    </>
  );
}
