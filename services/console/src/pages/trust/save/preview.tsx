import type { DocumentName } from '@cambio/policy';
import { useQuery } from '@tanstack/react-query';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { useRefusal } from '../../../session/use-session.ts';
import { EffectList } from '../edit/effect-list.tsx';
import { RecordedEffect } from './recorded-effect.tsx';

interface PreviewProps {
  readonly name: DocumentName;
  readonly text: string;
  /** It is asked for again where another is in force. */
  readonly revision: string;
}

/** What the gateway would make of a change: of documents, and of what it decided. */
export function Preview({ name, text, revision }: PreviewProps) {
  const refusal = useRefusal('trust:write');
  const preview = useQuery({
    queryKey: ['preview', name.kind, name.id, text, revision],
    queryFn: () => planDocument(name, text),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    enabled: refusal === undefined,
  });
  if (refusal !== undefined) {
    return <p className="soft">What the gateway would make of it is not shown: {refusal}</p>;
  }
  return (
    <Loaded query={preview}>
      {(plan) =>
        plan.outcome === 'planned' ? (
          <div className="cards">
            <section className="card stack" aria-labelledby="effect">
              <h2 id="effect">What it changes</h2>
              <EffectList changes={plan.documents} />
            </section>
            <section className="card stack" aria-labelledby="recorded">
              <h2 id="recorded">What was decided, decided again</h2>
              <RecordedEffect record={plan.record} />
            </section>
          </div>
        ) : (
          <p className="soft">Nothing would change.</p>
        )
      }
    </Loaded>
  );
}

function planDocument(name: DocumentName, text: string) {
  return answered(
    admin.PUT('/trust/documents/{kind}/{id}', {
      params: { path: name, query: { dryRun: true, days: 30 } },
      body: { text, reason: 'preview' },
    }),
  ).then((plan) => ('proposal' in plan ? { outcome: 'unchanged' as const } : plan));
}
