import { Link } from '@tanstack/react-router';
import type { Decision } from '../../api/decisions.ts';
import { ForeignText } from '../../parts/foreign-text.tsx';

const BINDINGS = {
  none: 'none: a bearer token',
  dpop: 'a key, by DPoP',
  mtls: 'a client certificate',
} as const;

/** Who asked, and for what. */
export function Request({ decision }: { readonly decision: Decision }) {
  const { subject, actor, asked, target, revision } = decision;
  return (
    <section className="card stack request" aria-labelledby="request">
      <h2 id="request">Request</h2>
      <Party title="Workload" party={subject} />
      {actor && <Party title="Acting for it" party={actor} />}
      <dl className="facts stacked">
        <Fact name="Target" text={target ?? asked.audience ?? asked.resource} />
        {asked.audience !== undefined && asked.audience !== target && (
          <Fact name="Asked audience" text={asked.audience} />
        )}
        {asked.resource !== undefined && <Fact name="Asked resource" text={asked.resource} />}
        <Fact
          name="Asked scopes"
          text={asked.scopes?.join(' ')}
          otherwise="none by name: the mapping’s own"
        />
        {asked.mapping !== undefined && <Fact name="Asked mapping" text={asked.mapping} />}
        <dt>Binding</dt>
        <dd>{BINDINGS[asked.binding]}</dd>
        {asked.client !== undefined && <Fact name="Client" text={asked.client} />}
        {asked.ip !== undefined && <Fact name="Address" text={asked.ip} />}
        <Fact name="Trust revision" text={revision} />
      </dl>
    </section>
  );
}

function Party({ title, party }: { readonly title: string; readonly party: Decision['subject'] }) {
  return (
    <dl className="facts stacked">
      <dt>{title}</dt>
      <dd>
        <Link to="/workloads/$issuer/$workload" params={{ issuer: party.issuer, workload: party.workload }}>
          <ForeignText text={party.name} />
        </Link>
      </dd>
      <Fact name="Issuer" text={party.issuer} />
      <dt>Key</dt>
      <dd className="mono">
        <ForeignText text={party.workload} />
      </dd>
      {party.task !== undefined && (
        <>
          <dt>Task</dt>
          <dd className="mono">
            <ForeignText text={party.task} />
          </dd>
        </>
      )}
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly text: string | undefined;
  readonly otherwise?: string;
}

function Fact({ name, text, otherwise = '—' }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text === undefined ? <span className="soft">{otherwise}</span> : <ForeignText text={text} />}</dd>
    </>
  );
}
