import type { Schemas } from '@cambio/admin-client';
import { Badge } from '../../../parts/badge.tsx';
import { ForeignText } from '../../../parts/foreign-text.tsx';

type Replay = Schemas['Replay'];

const KINDS = {
  newly_allowed: { words: 'now allowed', tone: 'warn' },
  newly_denied: { words: 'now denied', tone: 'deny' },
  granted_otherwise: { words: 'granted otherwise', tone: 'plain' },
  denied_otherwise: { words: 'denied otherwise', tone: 'plain' },
} as const;

/** Which recorded requests would turn out otherwise. */
export function RecordedEffect({ record }: { readonly record: Replay | undefined }) {
  if (record === undefined) return <p className="soft">The gateway keeps no decisions to decide again.</p>;
  return (
    <>
      <p className="soft">
        {record.replayed} decisions of the last {record.days} days were made again
        {record.truncated && ' (there are older ones)'}.{' '}
        {record.claims !== 'all' &&
          'The gateway records some claims only: what rests on others may turn out otherwise in truth.'}
      </p>
      {record.changes.length === 0 ? (
        <p>None would turn out otherwise.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th>What comes of it</th>
              <th>Workload</th>
              <th>Asks for</th>
              <th className="numeric">Times</th>
            </tr>
          </thead>
          <tbody>
            {record.changes.map(({ kind, request, decisions }) => (
              <tr key={decisions[0]}>
                <td>
                  <Badge tone={KINDS[kind].tone}>{KINDS[kind].words}</Badge>
                </td>
                <td>
                  <ForeignText text={request.subject.workload.name} />
                </td>
                <td>
                  <ForeignText
                    text={request.request.audience ?? request.request.resource ?? 'its only target'}
                  />
                </td>
                <td className="numeric">{decisions.length}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
