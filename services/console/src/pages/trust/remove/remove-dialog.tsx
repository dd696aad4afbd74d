import type { DocumentName } from '@cambio/policy';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { DialogActions, ModalDialog } from '../../../parts/dialog.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useRefusal } from '../../../session/use-session.ts';
import { ReasonField } from '../save/reason-field.tsx';
import { RecordedEffect } from '../save/recorded-effect.tsx';
import { SaveFailure } from '../save/save-failure.tsx';
import { type ChangeOutcome, saveDocument, useChange } from '../save/use-change.ts';
import type { OpenTrust } from '../trust-query.ts';
import { countTokensOf, previewRemoval, type Removal } from './removal.ts';

interface RemoveDialogProps {
  readonly name: DocumentName;
  readonly trust: OpenTrust;
  readonly onClose: () => void;
  readonly onDone: (outcome: ChangeOutcome['outcome']) => void;
}

/** Removes a document: what ends with it, what would have been decided otherwise, and why. */
export function RemoveDialog({ name, trust, onClose, onDone }: RemoveDialogProps) {
  const [reason, setReason] = useState('');
  const removal = useQuery(previewRemoval(name, trust.revision));
  const { revision, approvals } = trust;
  const change = useChange(
    () => saveDocument({ name, text: undefined, reason: reason.trim(), revision }),
    ({ outcome }) => onDone(outcome),
  );
  const isPossible = removal.data?.outcome === 'possible';
  return (
    <ModalDialog title={`Delete the ${name.kind.toLowerCase()} ${name.id}?`} isOpen onClose={onClose} isAlert>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isPossible) change.mutate(undefined);
        }}
      >
        <LiveTokens name={name} />
        <Loaded query={removal}>{(told) => <Consequences name={name} removal={told} />}</Loaded>
        <ReasonField value={reason} onChange={setReason} autoFocus />
        {change.isError && <SaveFailure error={change.error} />}
        {approvals > 0 && <p className="soft">Another admin has to approve it before it is gone.</p>}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            className="react-aria-Button danger"
            isPending={change.isPending}
            isDisabled={!isPossible}
          >
            {approvals > 0 ? 'Propose to delete' : 'Delete'}
          </Button>
        </DialogActions>
      </Form>
    </ModalDialog>
  );
}

function LiveTokens({ name }: { readonly name: DocumentName }) {
  const refusal = useRefusal('decisions:read');
  const count = useQuery({ ...countTokensOf(name), enabled: refusal === undefined });
  if (refusal !== undefined) {
    return <p className="soft">How many live tokens end with it is not shown: {refusal}</p>;
  }
  return (
    <Loaded query={count}>
      {(tokens) => (
        <p>
          <strong>{tokens === 1 ? '1 live token' : `${tokens.toLocaleString('en')} live tokens`}</strong>{' '}
          {tokens === 1 ? 'is' : 'are'} active no more from then on, unless another mapping grants the same.
        </p>
      )}
    </Loaded>
  );
}

function Consequences({ name, removal }: { readonly name: DocumentName; readonly removal: Removal }) {
  if (removal.outcome === 'possible') {
    return (
      <>
        <RecordedEffect record={removal.record} />
        <p className="soft">It is saved as a revision: the history has it, and can restore it.</p>
      </>
    );
  }
  return (
    <Notice tone="warn" title={`The ${name.kind.toLowerCase()} is in use`}>
      Delete or change these first:
      <ul className="plain-list">
        {removal.by.map(({ document, message }) => (
          <li key={`${document} ${message}`}>
            <code>{document}</code> {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
