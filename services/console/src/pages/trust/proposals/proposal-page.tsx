import type { Schemas } from '@cambio/admin-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { ActionButton } from '../../../parts/action-button.tsx';
import { Badge } from '../../../parts/badge.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Page } from '../../../parts/page.tsx';
import { Time } from '../../../parts/time.tsx';
import { EffectList } from '../edit/effect-list.tsx';
import { changedFiles } from '../history/changed-files.ts';
import { FileDiffs } from '../history/file-diffs.tsx';
import { TrustNav } from '../trust-nav.tsx';
import { useTrust } from '../trust-query.ts';
import { useWriteRefusal } from '../write-refusal.ts';
import { PROPOSAL_TONES } from './proposals-page.tsx';
import { SettleDialog } from './settle-dialog.tsx';

const route = getRouteApi('/trust/proposals/$id');

/** A proposed change: what it would do to what is in force, and the verdict on it. */
export function ProposalPage() {
  const { id } = route.useParams();
  const trust = useTrust();
  const queries = useQueryClient();
  const refusal = useWriteRefusal(trust.data);
  const [verdict, setVerdict] = useState<'approve' | 'reject'>();
  const proposal = useQuery({
    queryKey: ['proposal', id],
    queryFn: () => answered(admin.GET('/trust/proposals/{id}', { params: { path: { id } } })),
  });
  const told = proposal.data?.proposal;
  const closed = told === undefined || told.state === 'open' ? undefined : `It is ${told.state}.`;
  return (
    <Page
      title={told?.reason ?? 'Proposal'}
      lead={told && <Standing proposal={told} />}
      actions={
        <>
          <ActionButton refusal={refusal ?? closed} onPress={() => setVerdict('reject')}>
            Reject or withdraw
          </ActionButton>
          <ActionButton look="primary" refusal={refusal ?? closed} onPress={() => setVerdict('approve')}>
            Approve
          </ActionButton>
        </>
      }
    >
      <TrustNav />
      <Loaded query={proposal}>
        {(data) => (
          <div className="stack wide">
            <section className="card stack" aria-labelledby="effect">
              <h2 id="effect">What it changes</h2>
              <EffectList changes={data.proposal.changes} />
            </section>
            {data.proposal.state === 'open' && trust.data !== undefined && (
              <FileDiffs files={changedFiles(trust.data.files, data.files)} />
            )}
          </div>
        )}
      </Loaded>
      {verdict !== undefined && (
        <SettleDialog
          id={id}
          verdict={verdict}
          onClose={() => setVerdict(undefined)}
          onSettled={() => void queries.invalidateQueries()}
        />
      )}
    </Page>
  );
}

function Standing({ proposal: { author, at, state, decided } }: { readonly proposal: Schemas['Proposal'] }) {
  return (
    <>
      <Badge tone={PROPOSAL_TONES[state]}>{state}</Badge> proposed by {author} <Time at={at} />
      {decided !== undefined && `; ${state} by ${decided.by}: ${decided.reason}`}
    </>
  );
}
