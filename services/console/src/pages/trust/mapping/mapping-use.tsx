import type { Schemas } from '@cambio/admin-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { usersOf } from '../../../api/mappings.ts';
import { OutcomeBadge } from '../../../parts/badge.tsx';
import { ForeignName } from '../../../parts/foreign-text.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Time } from '../../../parts/time.tsx';
import { useRefusal } from '../../../session/use-session.ts';

type Decision = Schemas['Decision'];

/** How many decisions are looked at. */
const LATEST = 10;

/** Who used a mapping, and what it decided, by its latest decisions. */
export function MappingUse({ mapping }: { readonly mapping: string }) {
  const refusal = useRefusal('decisions:read');
  if (refusal !== undefined)
    return <p className="soft">Who used it, and what it decided, is not shown: {refusal}</p>;
  return <RecordedUse mapping={mapping} />;
}

function RecordedUse({ mapping }: { readonly mapping: string }) {
  const users = useQuery(usersOf(mapping));
  const latest = useQuery({
    queryKey: ['decisions', 'of-mapping', mapping],
    queryFn: () => answered(admin.GET('/decisions', { params: { query: { mapping, limit: LATEST } } })),
  });
  return (
    <div className="cards loose">
      <section className="card stack" aria-labelledby="users">
        <h2 id="users">Who used it</h2>
        <Loaded query={users}>
          {(told) => <Users users={told.users} isAll={told.next === undefined} />}
        </Loaded>
      </section>
      <section className="card stack" aria-labelledby="decided">
        <div className="row apart">
          <h2 id="decided">Latest decisions</h2>
          <Link to="/decisions" search={{ mapping }}>
            All of it
          </Link>
        </div>
        <Loaded query={latest}>{({ decisions }) => <Decisions decisions={decisions} />}</Loaded>
      </section>
    </div>
  );
}

interface UsersProps {
  readonly users: readonly Schemas['MappingUser'][];
  readonly isAll: boolean;
}

function Users({ users, isAll }: UsersProps) {
  if (users.length === 0) return <p className="soft">Nobody yet.</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th>Workload</th>
            <th className="numeric">Allowed</th>
            <th>Last seen</th>
          </tr>
        </thead>
        <tbody>
          {users.map(({ issuer, workload, name, target, count, lastSeen }) => (
            <tr key={JSON.stringify([issuer, workload, target])}>
              <td>
                <Link to="/workloads/$issuer/$workload" params={{ issuer, workload }}>
                  <ForeignName text={name} />
                </Link>
              </td>
              <td className="numeric">{count.toLocaleString('en')}</td>
              <td className="whole">
                <Time at={lastSeen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isAll && <p className="soft">There are more.</p>}
    </div>
  );
}

function Decisions({ decisions }: { readonly decisions: readonly Decision[] }) {
  if (decisions.length === 0) return <p className="soft">None is recorded.</p>;
  return (
    <div className="table-scroll">
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
              <td className="whole">
                <Link to="/decisions/$id" params={{ id }}>
                  <Time at={at} />
                </Link>
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
    </div>
  );
}
