import type { DocumentName } from '@cambio/policy';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { Refused } from '../../../api/answered.ts';
import { ActionButton } from '../../../parts/action-button.tsx';
import { DiffView } from '../diff-view.tsx';
import type { OpenTrust } from '../trust-query.ts';
import { useWriteRefusal } from '../write-refusal.ts';
import { LostRace } from './lost-race.tsx';
import { Preview } from './preview.tsx';
import { ReasonField } from './reason-field.tsx';
import { SaveFailure } from './save-failure.tsx';
import { saveDocument, useChange } from './use-change.ts';

interface ReviewProps {
  readonly name: DocumentName;
  /** What is in force; empty for a new document. */
  readonly before: string;
  readonly text: string;
  readonly trust: OpenTrust;
  /** The revision that the text was made from. */
  readonly since: string;
  readonly onBack: () => void;
}

/** What a change would do, before it is saved with a reason. */
export function Review({ name, before, text, trust, since, onBack }: ReviewProps) {
  const [reason, setReason] = useState('');
  const [revision, setRevision] = useState(since);
  const navigate = useNavigate();
  const refusal = useWriteRefusal(trust);
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
      <Preview name={name} text={text} revision={revision} />
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
