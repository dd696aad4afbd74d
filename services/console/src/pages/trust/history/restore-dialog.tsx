import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { admin } from '../../../api/admin.ts';
import { answered } from '../../../api/answered.ts';
import { DialogActions, ModalDialog } from '../../../parts/dialog.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { EffectList } from '../edit/effect-list.tsx';
import { ReasonField } from '../save/reason-field.tsx';
import { SaveFailure } from '../save/save-failure.tsx';
import { useChange } from '../save/use-change.ts';

interface RestoreDialogProps {
  readonly revision: string;
  /** The one in force, which it is restored over. */
  readonly newest: string;
  readonly onClose: () => void;
}

const PATH = '/trust/revisions/{revision}/restore';

/** Makes the files of a revision the newest again, as a revision of its own: what that would change, and why. */
export function RestoreDialog({ revision, newest, onClose }: RestoreDialogProps) {
  const [reason, setReason] = useState('');
  const navigate = useNavigate();
  const preview = useQuery({
    queryKey: ['restore', revision, newest],
    queryFn: () =>
      answered(
        admin.POST(PATH, {
          params: { path: { revision }, query: { dryRun: true } },
          body: { reason: 'preview' },
        }),
      ),
    gcTime: 0,
    retry: false,
  });
  const change = useChange(
    () =>
      answered(
        admin.POST(PATH, {
          params: { path: { revision }, header: { 'If-Match': `"${newest}"` } },
          body: { reason: reason.trim() },
        }),
      ),
    (outcome) => {
      onClose();
      void navigate({ to: outcome.outcome === 'proposed' ? '/trust/proposals' : '/trust/history' });
    },
  );
  return (
    <ModalDialog title={`Restore ${revision}?`} isOpen onClose={onClose} isAlert>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(undefined);
        }}
      >
        <p>Its files become the newest ones again. What was saved since stays in the history.</p>
        <Loaded query={preview}>
          {(plan) => <EffectList changes={'documents' in plan ? plan.documents : []} />}
        </Loaded>
        <ReasonField value={reason} onChange={setReason} autoFocus />
        {change.isError && <SaveFailure error={change.error} />}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" className="react-aria-Button primary" isPending={change.isPending}>
            Restore
          </Button>
        </DialogActions>
      </Form>
    </ModalDialog>
  );
}
