import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Decision } from '../../api/decisions.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { RevokeDialog } from '../../parts/revoke-dialog.tsx';
import { useRefusal } from '../../session/use-session.ts';

/** What can be done about a decision. */
export function DecisionActions({ decision }: { readonly decision: Decision }) {
  const [isOpen, setOpen] = useState(false);
  const refusal = useRefusal('tokens:revoke');
  if (decision.outcome === 'deny') {
    return (
      <Link to="/trust/edit" search={{ decision: decision.id }} className="button primary">
        Fix this
      </Link>
    );
  }
  if (decision.issued === undefined) return null;
  return (
    <>
      <ActionButton look="danger" refusal={refusal} onPress={() => setOpen(true)}>
        Revoke this token…
      </ActionButton>
      <RevokeDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        selector={{ token: decision.issued.jti }}
        what="this token"
      />
    </>
  );
}
