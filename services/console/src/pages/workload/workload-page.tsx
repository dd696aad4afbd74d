import type { Schemas } from '@cambio/admin-client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { workloadById } from '../../api/workloads.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { LiveTokens } from './live-tokens.tsx';
import { RevokeButton } from './revoke-button.tsx';
import { UseCard } from './use-card.tsx';
import './workload.css';

type Profile = Schemas['Workload'] & { readonly uses: readonly Schemas['WorkloadUse'][] };

const route = getRouteApi('/workloads/$issuer/$workload');

/** One workload: what it used, beside what it was granted. */
export function WorkloadPage() {
  const { issuer, workload } = route.useParams();
  const query = useQuery(workloadById(issuer, workload));
  return <Loaded query={query}>{(profile) => <Shown profile={profile} />}</Loaded>;
}

function Shown({ profile }: { readonly profile: Profile }) {
  const { issuer, workload, name, uses } = profile;
  return (
    <Page
      title={`Workload ${name.slice(0, 100)}`}
      heading={<ForeignText text={name} />}
      lead={
        <span className="mono">
          <ForeignText text={workload} />
        </span>
      }
      actions={<RevokeButton selector={{ workload }} what="everything of this workload" />}
    >
      <div className="stack wide">
        <Figures profile={profile} />
        <section className="stack" aria-labelledby="uses">
          <h2 id="uses">Mappings it used</h2>
          {uses.length === 0 ? (
            <EmptyState icon="trust" title="It was never allowed anything">
              <Link to="/decisions" search={{ issuer, workload }}>
                See what it asked for
              </Link>
            </EmptyState>
          ) : (
            uses.map((use) => <UseCard key={`${use.mapping} ${use.target}`} use={use} />)
          )}
        </section>
        <LiveTokens workload={workload} />
      </div>
    </Page>
  );
}

function Figures({ profile }: { readonly profile: Profile }) {
  const { issuer, workload, firstSeen, lastSeen, allowed, denied } = profile;
  return (
    <dl className="figures">
      <div>
        <dt>Issuer</dt>
        <dd>{issuer}</dd>
      </div>
      <div>
        <dt>First seen</dt>
        <dd>
          <Time at={firstSeen} />
        </dd>
      </div>
      <div>
        <dt>Last seen</dt>
        <dd>
          <Time at={lastSeen} />
        </dd>
      </div>
      <div>
        <dt>Allowed</dt>
        <dd>
          <Link to="/decisions" search={{ issuer, workload, outcome: 'allow' }}>
            {allowed.toLocaleString('en')}
          </Link>
        </dd>
      </div>
      <div>
        <dt>Denied</dt>
        <dd>
          <Link to="/decisions" search={{ issuer, workload, outcome: 'deny' }}>
            {denied.toLocaleString('en')}
          </Link>
        </dd>
      </div>
    </dl>
  );
}
