import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';

interface ModalDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** For what must not be clicked away by accident. */
  readonly isAlert?: boolean;
  readonly children: ReactNode;
}

/** A dialog over the page. Escape closes it; the keyboard stays within, and returns to where it was. */
export function ModalDialog({ title, isOpen, onClose, isAlert = false, children }: ModalDialogProps) {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable={!isAlert}>
      <Modal>
        <Dialog role={isAlert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The buttons at the end of a dialog, the one that does it last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-actions">{children}</div>;
}
