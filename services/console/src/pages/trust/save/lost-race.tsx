import type { DocumentName } from '@cambio/policy';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { admin } from '../../../api/admin.ts';
import { answered, Refused } from '../../../api/answered.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { DiffView } from '../diff-view.tsx';
import { RevisionLine } from '../history/revision-line.tsx';

interface LostRaceProps {
  readonly name: DocumentName;
  /** What was to be saved. */
  readonly text: string;
  /** The revision it was made from. */
  readonly since: string;
  /** Goes on from the newest revision instead. */
  readonly onGoOn: (revision: string) => void;
}

/** Somebody else saved meanwhile: who, what, and whether it was this document. */
export function LostRace({ name, text, since, onGoOn }: LostRaceProps) {
  const meanwhile = useQuery({
    queryKey: ['meanwhile', since, name.kind, name.id],
    queryFn: () => readMeanwhile(name, since),
    gcTime: 0,
  });
  return (
    <Notice tone="warn" title="Somebody else changed the trust meanwhile">
      <Loaded query={meanwhile}>
        {({ revisions, newest, theirs }) => (
          <div className="stack">
            {revisions.map((revision) => (
              <RevisionLine key={revision.revision} revision={revision} />
            ))}
            {theirs !== undefined && theirs !== text && (
              <>
                <p>This is their text, and what yours would make of it:</p>
                <DiffView label="Their text and yours" before={theirs} after={text} />
              </>
            )}
            <Button onPress={() => onGoOn(newest)}>Go on from {newest} with my text</Button>
          </div>
        )}
      </Loaded>
    </Notice>
  );
}

async function readMeanwhile(name: DocumentName, since: string) {
  const [{ revisions }, theirs] = await Promise.all([
    answered(admin.GET('/trust/revisions', { params: { query: { limit: 20 } } })),
    textOf(name),
  ]);
  const known = revisions.findIndex(({ revision }) => revision === since);
  const newer = known === -1 ? revisions : revisions.slice(0, known);
  return { revisions: newer, newest: revisions[0]?.revision ?? since, theirs };
}

async function textOf(name: DocumentName): Promise<string | undefined> {
  try {
    return (await answered(admin.GET('/trust/documents/{kind}/{id}', { params: { path: name } }))).text;
  } catch (error) {
    if (error instanceof Refused && error.problem.reason === 'no_such_document') return undefined;
    throw error;
  }
}
