import type { Schemas } from '@cambio/admin-client';
import { useQuery } from '@tanstack/react-query';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { OutcomeBadge } from '../../../parts/badge.tsx';
import { ForeignName } from '../../../parts/foreign-text.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Time } from '../../../parts/time.tsx';
import { useRefusal } from '../../../session/use-session.ts';
import { workloadsIn } from './workloads-in.ts';

type Decision = Schemas['Decision'];

/** How many decisions are looked at. */
const LATEST = 100;

/** Who used a mapping, and what it decided, by its latest decisions. */
export function MappingUse({ mapping }: { readonly mapping: string }) {
  const refusal = useRefusal('decisions:read');
  if (refusal !== undefined)
    return <p className="soft">Who used it, and what it decided, is not shown: {refusal}</p>;
  return <RecordedUse mapping={mapping} />;
}

function RecordedUse({ mapping }: { readonly mapping: string }) {
  const latest = useQuery({
    queryKey: ['decisions', 'of-mapping', mapping],
    queryFn: () => answered(admin.GET('/decisions', { params: { query: { mapping, limit: LATEST } } })),
  });
  return (
    <div className="cards">
      <section className="card stack" aria-labelledby="users">
        <h2 id="users">Who used it</h2>
        <Loaded query={latest}>{({ decisions }) => <Users decisions={decisions} />}</Loaded>
      </section>
      <section className="card stack" aria-labelledby="decided">
        <h2 id="decided">Latest decisions</h2>
        <Loaded query={latest}>{({ decisions }) => <Decisions decisions={decisions.slice(0, 10)} />}</Loaded>
      </section>
    </div>
  );
}

function Users({ decisions }: { readonly decisions: readonly Decision[] }) {
  const users = workloadsIn(decisions);
  if (users.length === 0) return <p className="soft">Nobody yet.</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>Workload</th>
          <th className="numeric">Allowed</th>
          <th className="numeric">Denied</th>
          <th>Last seen</th>
        </tr>
      </thead>
      <tbody>
        {users.map(({ key, name, allowed, denied, lastSeen }) => (
          <tr key={key}>
            <td>
              <ForeignName text={name} />
            </td>
            <td className="numeric">{allowed}</td>
            <td className="numeric">{denied}</td>
            <td>
              <Time at={lastSeen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Decisions({ decisions }: { readonly decisions: readonly Decision[] }) {
  if (decisions.length === 0) return <p className="soft">None is recorded.</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>When</th>
          <th>Outcome</th>
          <th>Workload</th>
        </tr>
      </thead>
      <tbody>
        {decisions.map(({ id, at, outcome, reason, subject }) => (
          <tr key={id}>
            <td>
              <a href={`./decisions/${id}`}>
                <Time at={at} />
              </a>
            </td>
            <td>
              <OutcomeBadge outcome={outcome} /> <span className="soft">{reason}</span>
            </td>
            <td>
              <ForeignName text={subject.name} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
