import type { DocumentName } from '@cambio/policy';
import { useRefusal } from '../../session/use-session.ts';
import type { OpenTrust } from './trust-query.ts';

/** Why the person can't change the trust, or this document of it; `undefined` where they can. */
export function useWriteRefusal(trust: OpenTrust | undefined, name?: DocumentName): string | undefined {
  const scope = useRefusal('trust:write');
  if (scope !== undefined) return scope;
  if (trust === undefined) return 'The trust documents are not read yet.';
  return trust.readOnly ?? (name !== undefined && isConfigured(trust, name) ? CONFIGURED : undefined);
}

/** Whether a document in force stands in the gateway's settings. */
export function isConfigured({ texts }: Pick<OpenTrust, 'texts'>, { kind, id }: DocumentName): boolean {
  return !texts.has(`${kind}/${id}`);
}

export const CONFIGURED =
  'It stands in the settings of the gateway (admin.issuers, admin.mappings), and is changed there alone.';
