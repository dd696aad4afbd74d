import { useState } from 'react';
import type { TokenSelector } from '../../api/revocations.ts';
import { ActionButton } from '../../parts/action-button.tsx';
import { RevokeDialog } from '../../parts/revoke-dialog.tsx';
import { useRefusal } from '../../session/use-session.ts';

interface RevokeButtonProps {
  readonly selector: TokenSelector;
  /** As it stands after “Revoke”. */
  readonly what: string;
}

/** Asks how many there are and why, before it revokes. */
export function RevokeButton({ selector, what }: RevokeButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const refusal = useRefusal('tokens:revoke');
  return (
    <>
      <ActionButton look="danger" refusal={refusal} onPress={() => setOpen(true)}>
        Revoke {what}…
      </ActionButton>
      <RevokeDialog isOpen={isOpen} onClose={() => setOpen(false)} selector={selector} what={what} />
    </>
  );
}
