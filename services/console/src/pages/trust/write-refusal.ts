import { useRefusal } from '../../session/use-session.ts';
import type { OpenTrust } from './trust-query.ts';

/** Why the person can't change the trust; `undefined` where they can. */
export function useWriteRefusal(trust: OpenTrust | undefined): string | undefined {
  const scope = useRefusal('trust:write');
  return scope ?? trust?.readOnly;
}
