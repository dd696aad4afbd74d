import type { DocumentName } from '@cambio/policy';
import { getRouteApi, Link } from '@tanstack/react-router';
import { MissingScope } from '../../../frame/missing-scope.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { EmptyState, Notice } from '../../../parts/notice.tsx';
import { Page } from '../../../parts/page.tsx';
import { useRefusal } from '../../../session/use-session.ts';
import { FixThis } from '../fix/fix-this.tsx';
import { OpenNarrower } from '../narrow/open-narrower.tsx';
import { type OpenTrust, useTrust } from '../trust-query.ts';
import { CONFIGURED, useWriteRefusal } from '../write-refusal.ts';
import { beginning } from './beginning.ts';
import { Workbench } from './workbench.tsx';

const route = getRouteApi('/trust/edit');

/** Where a document is written: a new one, one in force, or the one nearest to a denial. */
export function EditPage() {
  const { kind = 'Mapping', id, decision, narrow } = route.useSearch();
  const trust = useTrust();
  const mayRead = useRefusal('decisions:read') === undefined;
  const title = id ?? (decision === undefined ? `New ${kind.toLowerCase()}` : 'Fix a denial');
  return (
    <Page
      title={title}
      lead={
        <>
          <Link to="/trust">Trust</Link> /{' '}
          {decision !== undefined ? 'a denial' : id === undefined ? 'new' : kind.toLowerCase()}
        </>
      }
    >
      <Loaded query={trust}>
        {(data) => {
          if (decision !== undefined) {
            return mayRead ? (
              <FixThis key={decision} decision={decision} trust={data} />
            ) : (
              <MissingScope scope="decisions:read" />
            );
          }
          const name = id === undefined ? undefined : ({ kind, id } as const);
          const text = name === undefined ? beginning(kind, data) : data.texts.get(`${kind}/${id}`);
          return (
            <div className="edit">
              <SavingRefused trust={data} />
              <NamedText trust={data} name={name} text={text} isNarrower={narrow === true && mayRead} />
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface OfTextProps {
  readonly trust: OpenTrust;
  readonly name: DocumentName | undefined;
}

/** Said before somebody writes, and not only when they save. */
function SavingRefused({ trust }: Pick<OfTextProps, 'trust'>) {
  const refusal = useWriteRefusal(trust);
  if (refusal === undefined) return null;
  return (
    <Notice tone="warn" title="You can try everything here, and save nothing">
      {refusal}
    </Notice>
  );
}

interface NamedTextProps extends OfTextProps {
  readonly text: string | undefined;
  /** It opens as the gateway suggests it. */
  readonly isNarrower: boolean;
}

function NamedText({ trust, name, text, isNarrower }: NamedTextProps) {
  if (text === undefined) return <NoText trust={trust} name={name} />;
  const key = name && `${name.kind}/${name.id}`;
  return isNarrower && name?.kind === 'Mapping' ? (
    <OpenNarrower key={key} mapping={name.id} text={text} trust={trust} />
  ) : (
    <Workbench key={key} name={name} text={text} trust={trust} />
  );
}

function NoText({ trust, name }: OfTextProps) {
  if (name === undefined) return null;
  const isInForce = trust.documents.some(({ kind, id }) => kind === name.kind && id === name.id);
  return isInForce ? (
    <EmptyState icon="trust" title={`The ${name.kind.toLowerCase()} ${name.id} has no text here`}>
      {CONFIGURED}
    </EmptyState>
  ) : (
    <EmptyState icon="trust" title={`There is no ${name.kind.toLowerCase()} ${name.id}`} />
  );
}
