import type { Schemas } from '@cambio/admin-client';
import type { JsonObject } from '@cambio/oauth';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import type { Attempted } from '../../../compiler/compiler.ts';
import { readClock } from '../../../parts/clock.ts';
import { ForeignText } from '../../../parts/foreign-text.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { DiffView } from '../diff-view.tsx';
import { beginning } from '../edit/beginning.ts';
import { Workbench } from '../edit/workbench.tsx';
import type { OpenTrust } from '../trust-query.ts';
import { type ProposedFix, proposedFix } from './proposed-fix.ts';

type Decision = Schemas['Decision'];

interface FixThisProps {
  /** The id of a denial. */
  readonly decision: string;
  readonly trust: OpenTrust;
}

interface Offer {
  readonly decision: Decision;
  readonly fix: ProposedFix;
  /** The mapping with the change made; absent where there is none. */
  readonly text: string | undefined;
  /** What becomes of the same request with it. */
  readonly attempted: Attempted | undefined;
}

/** Opens the mapping nearest to a denial, with the change that would have allowed it: to be accepted, or not. */
export function FixThis({ decision, trust: found }: FixThisProps) {
  // Others would be another offer, in the place of what somebody may be writing.
  const [trust] = useState(found);
  const offer = useQuery({
    queryKey: ['fix', decision, trust.revision],
    queryFn: () => offerFor(decision, trust),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [answer, setAnswer] = useState<'accepted' | 'declined'>();
  return (
    <Loaded query={offer}>
      {({ decision: denied, fix, text, attempted }) => {
        const before = fix.mapping === undefined ? undefined : trust.texts.get(`Mapping/${fix.mapping}`);
        const isOpen = text !== undefined && before !== undefined && answer === undefined;
        return (
          <div className="edit">
            <p>
              <ForeignText text={denied.subject.name} /> of {denied.subject.issuer} was denied:{' '}
              <code>{denied.reason}</code>
            </p>
            {text === undefined && (
              <Notice tone="warn" title="There is no change to propose">
                {fix.words}
              </Notice>
            )}
            {isOpen && (
              <section className="card stack" aria-labelledby="proposed">
                <h2 id="proposed">{fix.words}</h2>
                <DiffView label="The change proposed" before={before} after={text} />
                <Verdict attempted={attempted} />
                <div className="row">
                  <Button
                    className="react-aria-Button primary"
                    onPress={() => setAnswer('accepted')}
                    autoFocus
                  >
                    Accept the change
                  </Button>
                  <Button onPress={() => setAnswer('declined')}>Leave it as it is</Button>
                </div>
              </section>
            )}
            {!isOpen && (
              <Workbench
                name={before === undefined ? undefined : { kind: 'Mapping', id: fix.mapping ?? '' }}
                text={before ?? beginning('Mapping', trust)}
                start={answer === 'accepted' ? text : undefined}
                trust={trust}
              />
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

function Verdict({ attempted }: { readonly attempted: Attempted | undefined }) {
  if (attempted?.outcome !== 'explained') return null;
  const { decision } = attempted.explanation;
  return decision.outcome === 'allow' ? (
    <Notice tone="allow" title="With it, the same request would be allowed">
      Its scopes: {decision.scopes.join(', ')}. Everybody else whose token says the same would be let in too.
    </Notice>
  ) : (
    <Notice tone="warn" title="With it, the same request would still be denied">
      {decision.reason}
    </Notice>
  );
}

async function offerFor(id: string, trust: OpenTrust): Promise<Offer> {
  const decision = await answered(admin.GET('/decisions/{id}', { params: { path: { id } } }));
  const around = { mappings: trust.mappings, targets: trust.vocabulary.targets };
  const fix: ProposedFix =
    decision.outcome === 'allow'
      ? {
          mapping: decision.mapping,
          edit: undefined,
          words: 'This request was allowed: there is nothing to fix.',
        }
      : proposedFix(decision, around);
  const before = fix.mapping === undefined ? undefined : trust.texts.get(`Mapping/${fix.mapping}`);
  if (fix.edit === undefined || before === undefined) {
    return { decision, fix, text: undefined, attempted: undefined };
  }
  const text = await trust.compiler.write(before, fix.edit);
  const attempted = text === undefined ? undefined : await attemptWith(text, fix.mapping, decision, trust);
  return { decision, fix, text, attempted };
}

/** What would become of a recorded request, were a mapping written so. */
async function attemptWith(
  text: string,
  mapping: string,
  { subject, asked }: Decision,
  { compiler }: OpenTrust,
) {
  const now = Math.floor(readClock() / 1000);
  // Asked in one go: nothing else is checked between them.
  const [, attempted] = await Promise.all([
    compiler.check(text, { kind: 'Mapping', id: mapping }, now),
    compiler.attempt({ claims: subject.claims as JsonObject, issuer: subject.issuer, request: asked }, now),
  ]);
  return attempted;
}
