import type { DocumentName } from '@cambio/policy';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { admin } from '../../../api/admin.ts';
import { answered, Refused } from '../../../api/answered.ts';
import { ActionButton } from '../../../parts/action-button.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { useRefusal } from '../../../session/use-session.ts';
import { DiffView } from '../diff-view.tsx';
import { EffectList } from '../edit/effect-list.tsx';
import type { OpenTrust } from '../trust-query.ts';
import { useWriteRefusal } from '../write-refusal.ts';
import { LostRace } from './lost-race.tsx';
import { ReasonField } from './reason-field.tsx';
import { RecordedEffect } from './recorded-effect.tsx';
import { SaveFailure } from './save-failure.tsx';
import { saveDocument, useChange } from './use-change.ts';

interface ReviewProps {
  readonly name: DocumentName;
  /** What is in force; empty for a new document. */
  readonly before: string;
  readonly text: string;
  readonly trust: OpenTrust;
  readonly onBack: () => void;
}

/** What a change would do, before it is saved with a reason. */
export function Review({ name, before, text, trust, onBack }: ReviewProps) {
  const [reason, setReason] = useState('');
  const [revision, setRevision] = useState(trust.revision);
  const navigate = useNavigate();
  const refusal = useWriteRefusal(trust);
  const mayAsk = useRefusal('trust:write');
  const preview = useQuery({
    queryKey: ['preview', name.kind, name.id, text, revision],
    queryFn: () => planDocument(name, text),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    enabled: mayAsk === undefined,
  });
  const change = useChange(
    () => saveDocument({ name, text, reason: reason.trim(), revision }),
    (outcome) => {
      if (outcome.outcome === 'proposed') void navigate({ to: '/trust/proposals' });
      else if (name.kind === 'Mapping') void navigate({ to: '/trust/mappings/$id', params: { id: name.id } });
      else void navigate({ to: name.kind === 'Issuer' ? '/issuers' : '/targets' });
    },
  );
  const isLost = change.error instanceof Refused && change.error.problem.reason === 'revision_stale';
  return (
    <div className="stack wide review">
      <section className="card stack" aria-labelledby="written">
        <h2 id="written">What is written otherwise</h2>
        <DiffView label={`${name.kind} ${name.id}, before and after`} before={before} after={text} />
      </section>
      {mayAsk !== undefined && (
        <p className="soft">What the gateway would make of it is not shown: {mayAsk}</p>
      )}
      {mayAsk === undefined && (
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
      )}
      {isLost && (
        <LostRace
          name={name}
          text={text}
          since={revision}
          onGoOn={(newest) => {
            change.reset();
            setRevision(newest);
          }}
        />
      )}
      {change.isError && !isLost && <SaveFailure error={change.error} />}
      <Form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (refusal === undefined && !isLost) change.mutate(undefined);
        }}
      >
        <ReasonField value={reason} onChange={setReason} autoFocus />
        <div className="row">
          {refusal === undefined ? (
            <Button
              type="submit"
              className="react-aria-Button primary"
              isPending={change.isPending}
              isDisabled={isLost}
            >
              {trust.approvals > 0 ? 'Propose' : 'Save'}
            </Button>
          ) : (
            <ActionButton look="primary" refusal={refusal} onPress={onBack}>
              Save
            </ActionButton>
          )}
          <Button onPress={onBack}>Back to the text</Button>
          {trust.approvals > 0 && (
            <span className="soft">Another admin has to approve it before it is in force.</span>
          )}
        </div>
      </Form>
    </div>
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
