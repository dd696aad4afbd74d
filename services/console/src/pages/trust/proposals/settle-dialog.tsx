import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { DialogActions, ModalDialog } from '../../../parts/dialog.tsx';
import { sayDone } from '../../../parts/toasts.ts';
import { ReasonField } from '../save/reason-field.tsx';
import { SaveFailure } from '../save/save-failure.tsx';

interface SettleDialogProps {
  readonly id: string;
  readonly verdict: 'approve' | 'reject';
  readonly onClose: () => void;
  readonly onSettled: () => void;
}

/** Approves a proposed change, which puts it in force, or rejects it; with a reason. */
export function SettleDialog({ id, verdict, onClose, onSettled }: SettleDialogProps) {
  const [reason, setReason] = useState('');
  const settle = useMutation({
    mutationFn: () => settleProposal(id, verdict, reason.trim()),
    onSuccess: (words) => {
      sayDone(words);
      onSettled();
      onClose();
    },
  });
  const isApproval = verdict === 'approve';
  return (
    <ModalDialog
      title={isApproval ? 'Approve this change?' : 'Reject this change?'}
      isOpen
      onClose={onClose}
      isAlert
    >
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          settle.mutate();
        }}
      >
        <p>
          {isApproval
            ? 'It is in force at once, as a revision by its author that you approved. Nobody can approve their own.'
            : 'It stays in the list, rejected. Your own one is withdrawn.'}
        </p>
        <ReasonField value={reason} onChange={setReason} autoFocus />
        {settle.isError && <SaveFailure error={settle.error} />}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            className={`react-aria-Button ${isApproval ? 'primary' : 'danger'}`}
            isPending={settle.isPending}
          >
            {isApproval ? 'Approve' : 'Reject'}
          </Button>
        </DialogActions>
      </Form>
    </ModalDialog>
  );
}

async function settleProposal(id: string, verdict: 'approve' | 'reject', reason: string): Promise<string> {
  const wanted = { params: { path: { id } }, body: { reason } };
  if (verdict === 'approve') {
    const { revision } = await answered(admin.POST('/trust/proposals/{id}/approve', wanted));
    return `Approved: it is in force as ${revision.revision}.`;
  }
  const { state } = await answered(admin.POST('/trust/proposals/{id}/reject', wanted));
  return `The change is ${state}.`;
}
