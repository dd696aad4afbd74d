import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { failureText } from '../api/answered.ts';
import { countCovered, revoke, type TokenSelector } from '../api/revocations.ts';
import { DialogActions, ModalDialog } from './dialog.tsx';
import { Loaded } from './loaded.tsx';
import { Notice } from './notice.tsx';
import { sayDone } from './toasts.ts';

interface RevokeDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly selector: TokenSelector;
  /** What is revoked, as it stands in a sentence: `every token of shop-deploy-prod`. */
  readonly what: string;
}

/** Revokes tokens: how many first, and then why. */
export function RevokeDialog({ isOpen, onClose, selector, what }: RevokeDialogProps) {
  return (
    <ModalDialog title={`Revoke ${what}`} isOpen={isOpen} onClose={onClose} isAlert>
      {isOpen && <RevokeForm selector={selector} onClose={onClose} />}
    </ModalDialog>
  );
}

function RevokeForm({ selector, onClose }: Pick<RevokeDialogProps, 'selector' | 'onClose'>) {
  const [reason, setReason] = useState('');
  const count = useQuery(countCovered(selector));
  const queries = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => revoke(selector, reason),
    onSuccess: () => {
      sayDone('Revoked, on every replica.');
      void queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        revoking.mutate();
      }}
    >
      <Loaded query={count}>{(tokens) => <Covered tokens={tokens} />}</Loaded>
      <TextField
        value={reason}
        onChange={setReason}
        isRequired
        maxLength={500}
        autoFocus
        validate={(text) => (text.trim() === '' ? 'Say why, for whoever reads the record.' : null)}
      >
        <Label>Reason, kept with your name</Label>
        <Input />
        <FieldError />
      </TextField>
      {revoking.isError && (
        <Notice tone="deny" title="Nothing was revoked">
          {failureText(revoking.error)}
        </Notice>
      )}
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button
          type="submit"
          className="react-aria-Button danger"
          isPending={revoking.isPending}
          isDisabled={count.data === undefined}
        >
          Revoke
        </Button>
      </DialogActions>
    </Form>
  );
}

function Covered({ tokens }: { readonly tokens: number }) {
  return (
    <p>
      <strong>{tokens === 1 ? '1 live token' : `${tokens.toLocaleString('en')} live tokens`}</strong>{' '}
      {tokens === 1 ? 'ends' : 'end'} at once, with every token made from {tokens === 1 ? 'it' : 'them'}.
      Tokens that are asked for later are for the trust documents to grant or deny.
    </p>
  );
}
