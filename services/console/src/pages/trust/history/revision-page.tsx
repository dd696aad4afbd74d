import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { ActionButton } from '../../../parts/action-button.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Page } from '../../../parts/page.tsx';
import { EffectList } from '../edit/effect-list.tsx';
import { TrustNav } from '../trust-nav.tsx';
import { useTrust } from '../trust-query.ts';
import { useWriteRefusal } from '../write-refusal.ts';
import { FileDiffs } from './file-diffs.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { RevisionLine } from './revision-line.tsx';

const route = getRouteApi('/trust/history/$revision');

/** One revision: what it changed, in effect and in writing, and the way back to it. */
export function RevisionPage() {
  const { revision } = route.useParams();
  const trust = useTrust();
  const refusal = useWriteRefusal(trust.data);
  const [isRestoring, setRestoring] = useState(false);
  const path = { params: { path: { revision } } };
  const told = useQuery({
    queryKey: ['revision', revision],
    queryFn: async () => (await answered(admin.GET('/trust/revisions/{revision}', path))).revision,
  });
  const diff = useQuery({
    queryKey: ['revision-diff', revision],
    queryFn: () => answered(admin.GET('/trust/revisions/{revision}/diff', path)),
  });
  const isNewest = trust.data?.revision === revision;
  return (
    <Page
      title={`Revision ${revision}`}
      actions={
        <ActionButton
          refusal={refusal ?? (isNewest ? 'It is the newest one already.' : undefined)}
          onPress={() => setRestoring(true)}
        >
          Restore
        </ActionButton>
      }
    >
      <TrustNav />
      <div className="stack wide">
        <Loaded query={told}>{(known) => <RevisionLine revision={known} />}</Loaded>
        <Loaded query={diff}>
          {({ files, documents }) => (
            <>
              {documents !== undefined && (
                <section className="card stack" aria-labelledby="effect">
                  <h2 id="effect">What it changed</h2>
                  <EffectList changes={documents} />
                </section>
              )}
              <FileDiffs files={files} />
            </>
          )}
        </Loaded>
      </div>
      {isRestoring && trust.data !== undefined && (
        <RestoreDialog revision={revision} newest={trust.data.revision} onClose={() => setRestoring(false)} />
      )}
    </Page>
  );
}
