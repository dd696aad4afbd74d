import type { Explanation } from '../../api/decisions.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Icon } from '../../parts/icon.tsx';

type Condition = Explanation['candidates'][number]['conditions'][number];

/** What was demanded, what was found, and whether it held: those that did not hold first. */
export function ConditionTable({ conditions }: { readonly conditions: readonly Condition[] }) {
  const ordered = [...conditions.filter(({ held }) => !held), ...conditions.filter(({ held }) => held)];
  return (
    <table className="table conditions">
      <thead>
        <tr>
          <th scope="col">Held</th>
          <th scope="col">Condition</th>
          <th scope="col">Expected</th>
          <th scope="col">Found</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((condition) => (
          <ConditionRow
            key={`${condition.kind} ${condition.what} ${condition.expected}`}
            condition={condition}
          />
        ))}
      </tbody>
    </table>
  );
}

function ConditionRow({ condition }: { readonly condition: Condition }) {
  const { kind, what, expected, found, held } = condition;
  return (
    <tr className={held ? 'held' : 'missed'}>
      <td>
        <span className={`sign ${held ? 'yes' : 'no'}`}>
          <Icon name={held ? 'check' : 'cross'} size={14} />
          {held ? 'held' : 'failed'}
        </span>
      </td>
      <th scope="row">
        <code>
          <ForeignText text={what} />
        </code>
        <span className="soft small"> {kind}</span>
      </th>
      <td>
        <ForeignText text={expected} />
      </td>
      <td>
        {found === undefined ? (
          <span className="soft">{held ? '—' : 'nothing: it is missing'}</span>
        ) : (
          <code>
            <ForeignText text={JSON.stringify(found)} />
          </code>
        )}
      </td>
    </tr>
  );
}
