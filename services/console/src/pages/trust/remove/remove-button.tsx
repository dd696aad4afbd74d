import type { DocumentName } from '@cambio/policy';
import { useState } from 'react';
import { ActionButton } from '../../../parts/action-button.tsx';
import type { OpenTrust } from '../trust-query.ts';
import { useWriteRefusal } from '../write-refusal.ts';
import { RemoveDialog } from './remove-dialog.tsx';

interface RemoveButtonProps {
  readonly name: DocumentName;
  readonly trust: OpenTrust;
  /** Once the document is gone. */
  readonly onRemoved?: () => void;
}

/** Says what a document's end would do, and asks why, before it is removed. */
export function RemoveButton({ name, trust, onRemoved }: RemoveButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const refusal = useWriteRefusal(trust, name);
  return (
    <>
      <ActionButton look="quiet" refusal={refusal} onPress={() => setOpen(true)}>
        Delete…<span className="visually-hidden"> {name.id}</span>
      </ActionButton>
      {isOpen && (
        <RemoveDialog
          name={name}
          trust={trust}
          onClose={() => setOpen(false)}
          onDone={(outcome) => {
            setOpen(false);
            if (outcome === 'applied') onRemoved?.();
          }}
        />
      )}
    </>
  );
}
