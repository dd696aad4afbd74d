import { getRouteApi, Link } from '@tanstack/react-router';
import { Loaded } from '../../../parts/loaded.tsx';
import { EmptyState, Notice } from '../../../parts/notice.tsx';
import { Page } from '../../../parts/page.tsx';
import { FixThis } from '../fix/fix-this.tsx';
import { useTrust } from '../trust-query.ts';
import { beginning } from './beginning.ts';
import { Workbench } from './workbench.tsx';

const route = getRouteApi('/trust/edit');

/** Where a document is written: a new one, one in force, or the one nearest to a denial. */
export function EditPage() {
  const { kind = 'Mapping', id, decision } = route.useSearch();
  const trust = useTrust();
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
          if (decision !== undefined) return <FixThis key={decision} decision={decision} trust={data} />;
          const name = id === undefined ? undefined : ({ kind, id } as const);
          const text = name === undefined ? beginning(kind, data) : data.texts.get(`${kind}/${id}`);
          return (
            <div className="edit">
              {data.readOnly !== undefined && (
                <Notice tone="warn" title="Read only">
                  {data.readOnly}
                </Notice>
              )}
              {text === undefined ? (
                <EmptyState icon="trust" title={`There is no ${kind.toLowerCase()} ${id}`} />
              ) : (
                <Workbench key={`${kind}/${id}`} name={name} text={text} trust={data} />
              )}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}
