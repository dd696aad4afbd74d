import type { Schemas } from '@cambio/admin-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { EmptyState } from '../../../parts/notice.tsx';
import { Page } from '../../../parts/page.tsx';
import { Time } from '../../../parts/time.tsx';
import { TrustNav } from '../trust-nav.tsx';
import '../history/history.css';

type Proposal = Schemas['Proposal'];

export const PROPOSAL_TONES = {
  open: 'warn',
  approved: 'allow',
  rejected: 'deny',
  withdrawn: 'plain',
} as const;

/** Changes that wait for another admin, and what became of earlier ones. */
export function ProposalsPage() {
  const proposals = useQuery({
    queryKey: ['proposals'],
    queryFn: () => answered(admin.GET('/trust/proposals', { params: { query: { limit: 100 } } })),
  });
  return (
    <Page title="Proposals" lead="Changes that need another admin’s approval.">
      <TrustNav />
      <Loaded query={proposals}>
        {(data) =>
          data.proposals.length === 0 ? (
            <EmptyState icon="trust" title="Nothing was proposed">
              With <code>trust.approvals: 1</code> in the settings, a change waits here until another admin
              approves it.
            </EmptyState>
          ) : (
            <ul className="card flush revisions">
              {data.proposals.map((proposal) => (
                <li key={proposal.id}>
                  <ProposalLine proposal={proposal} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function ProposalLine({ proposal: { id, author, reason, at, state } }: { readonly proposal: Proposal }) {
  return (
    <div className="row apart">
      <div>
        <Link to="/trust/proposals/$id" params={{ id }} className="revision-reason">
          {reason}
        </Link>
        <div className="soft small">
          {author}, <Time at={at} />
        </div>
      </div>
      <Badge tone={PROPOSAL_TONES[state]}>{state}</Badge>
    </div>
  );
}
