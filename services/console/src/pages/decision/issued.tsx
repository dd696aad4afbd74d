import type { Decision } from '../../api/decisions.ts';
import { Badge } from '../../parts/badge.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Time } from '../../parts/time.tsx';

interface IssuedProps {
  readonly decision: Decision;
  readonly issued: NonNullable<Decision['issued']>;
}

/** The token that was issued, without the token. */
export function Issued({ decision, issued }: IssuedProps) {
  const { subject, audience, scopes, expiresAt, confirmation, jti } = issued;
  return (
    <section className="card stack" aria-labelledby="issued">
      <h2 id="issued">
        Issued by the mapping <code>{decision.mapping}</code>
      </h2>
      <div className="row">
        {scopes.map((scope) => (
          <Badge key={scope}>{scope}</Badge>
        ))}
      </div>
      <dl className="facts">
        <dt>Subject</dt>
        <dd>
          <ForeignText text={subject} />
        </dd>
        <dt>Audience</dt>
        <dd>{audience}</dd>
        <dt>Expires</dt>
        <dd>
          <Time at={expiresAt * 1000} />
        </dd>
        <dt>Bound to a key</dt>
        <dd>
          {confirmation === undefined ? 'no' : 'jkt' in confirmation ? 'yes, by DPoP' : 'yes, a certificate'}
        </dd>
        <dt>Token id</dt>
        <dd className="mono">{jti}</dd>
      </dl>
    </section>
  );
}
