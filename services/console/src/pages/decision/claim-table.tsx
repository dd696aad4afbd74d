import { ForeignText } from '../../parts/foreign-text.tsx';
import { EmptyState } from '../../parts/notice.tsx';

interface ClaimTableProps {
  readonly title: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** What was recorded of a token's claims. */
export function ClaimTable({ title, claims }: ClaimTableProps) {
  const entries = Object.entries(claims).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) {
    return (
      <EmptyState title={`${title}: no claims are recorded`}>
        The gateway’s settings say which are.
      </EmptyState>
    );
  }
  return (
    <section className="card flush claims">
      <h2>{title}</h2>
      <table className="table conditions">
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <code>
                  <ForeignText text={name} />
                </code>
              </th>
              <td>
                <code>
                  <ForeignText text={JSON.stringify(value)} most={400} />
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
