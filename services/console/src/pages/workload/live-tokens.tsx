import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type LiveToken, liveTokensOf } from '../../api/tokens.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Time } from '../../parts/time.tsx';
import { RevokeButton } from './revoke-button.tsx';
import { tasksOf } from './tasks.ts';

/** What the workload holds at this moment, by the task it was issued for. */
export function LiveTokens({ workload }: { readonly workload: string }) {
  const query = useQuery(liveTokensOf(workload));
  return (
    <section className="stack" aria-labelledby="live">
      <h2 id="live">Live tokens</h2>
      <Loaded query={query}>
        {({ tokens, next }) =>
          tokens.length === 0 ? (
            <p className="soft">It holds none.</p>
          ) : (
            <>
              {tasksOf(tokens, workload).map(({ task, tokens: ofTask }) => (
                <TaskCard key={task ?? ''} task={task} tokens={ofTask} />
              ))}
              {next !== undefined && <p className="soft">There are more; these live longest.</p>}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

interface TaskCardProps {
  readonly task: string | undefined;
  readonly tokens: readonly LiveToken[];
}

function TaskCard({ task, tokens }: TaskCardProps) {
  return (
    <article className="card stack">
      <div className="row apart">
        <h3>
          {task === undefined ? (
            'Of no task'
          ) : (
            <>
              Task{' '}
              <span className="mono">
                <ForeignText text={task} />
              </span>
            </>
          )}
        </h3>
        {task !== undefined && <RevokeButton selector={{ task }} what="everything of this task" />}
      </div>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Issued</th>
              <th scope="col">Mapping</th>
              <th scope="col">Target</th>
              <th scope="col">Scopes</th>
              <th scope="col">Expires</th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow key={token.jti} token={token} />
            ))}
          </tbody>
        </table>
      </div>
    </article>
  );
}

function TokenRow({ token }: { readonly token: LiveToken }) {
  const { decision, issuedAt, expiresAt, mapping, target, scopes } = token;
  return (
    <tr>
      <td>
        <Link to="/decisions/$id" params={{ id: decision }}>
          <Time at={issuedAt} />
        </Link>
      </td>
      <td className="mono">{mapping}</td>
      <td>{target}</td>
      <td className="mono">{scopes.join(' ')}</td>
      <td className="soft">
        <Time at={expiresAt} />
      </td>
    </tr>
  );
}
