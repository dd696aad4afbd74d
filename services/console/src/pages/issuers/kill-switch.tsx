import type { Schemas } from '@cambio/admin-client';
import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { failureText } from '../../api/answered.ts';
import { DialogActions, ModalDialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReasonField } from '../trust/save/reason-field.tsx';
import { saveDocument, useChange } from '../trust/save/use-change.ts';
import type { OpenTrust } from '../trust/trust-query.ts';

interface KillSwitchProps {
  readonly issuer: Schemas['IssuerHealth'];
  readonly trust: OpenTrust;
  readonly onClose: () => void;
}

/** Switches an issuer off, or on again, as a revision of its document. */
export function KillSwitch({ issuer: { id, enabled, mappings }, trust, onClose }: KillSwitchProps) {
  const [reason, setReason] = useState('');
  const change = useChange((why: string) => switchIssuer(trust, id, !enabled, why), onClose);
  return (
    <ModalDialog title={`Switch ${id} ${enabled ? 'off' : 'on'}?`} isOpen onClose={onClose} isAlert>
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(reason.trim());
        }}
      >
        <p>
          {enabled
            ? `From then on no token of it is accepted, and none that was issued for one is active any more, whichever of its ${mappings} mappings granted it.`
            : `Its tokens are accepted again, by its ${mappings} mappings as they are now.`}{' '}
          It is saved as a revision, and can be restored.
        </p>
        <ReasonField value={reason} onChange={setReason} autoFocus />
        {change.isError && (
          <Notice tone="deny" title="It was not switched">
            {failureText(change.error)}
          </Notice>
        )}
        <DialogActions>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            className={`react-aria-Button ${enabled ? 'danger' : 'primary'}`}
            isPending={change.isPending}
          >
            Switch {enabled ? 'off' : 'on'}
          </Button>
        </DialogActions>
      </Form>
    </ModalDialog>
  );
}

async function switchIssuer(trust: OpenTrust, id: string, enabled: boolean, reason: string) {
  const name = { kind: 'Issuer', id } as const;
  const before = trust.texts.get(`Issuer/${id}`);
  const text =
    before && (await trust.compiler.write(before, { how: 'set', path: ['enabled'], value: enabled }));
  if (text === undefined) throw new Error('Its document has no place for it: edit it by hand.');
  return saveDocument({ name, text, reason, revision: trust.revision });
}
