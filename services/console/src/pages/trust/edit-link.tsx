import type { DocumentName } from '@cambio/policy';
import { Link } from '@tanstack/react-router';
import { ActionButton } from '../../parts/action-button.tsx';
import type { OpenTrust } from './trust-query.ts';
import { CONFIGURED, isConfigured } from './write-refusal.ts';

interface EditLinkProps {
  readonly name: DocumentName;
  readonly trust: OpenTrust;
  readonly isPrimary?: boolean;
}

/** Opens a document in the editor: for whoever may read it, too, since everything can be tried there. */
export function EditLink({ name, trust, isPrimary = false }: EditLinkProps) {
  const words = (
    <>
      Edit<span className="visually-hidden"> {name.id}</span>
    </>
  );
  if (isConfigured(trust, name)) {
    return (
      <ActionButton refusal={CONFIGURED} onPress={() => undefined}>
        {words}
      </ActionButton>
    );
  }
  return (
    <Link to="/trust/edit" search={name} className={`button ${isPrimary ? 'primary' : ''}`}>
      {words}
    </Link>
  );
}
