import { useSyncExternalStore } from 'react';
import type { Scope } from './scopes.ts';
import { currentSession, onSession, type Session } from './session.ts';

export function useSession(): Session {
  return useSyncExternalStore(onSession, currentSession);
}

/** Why the person may not do what needs this scope, if any; `undefined` where they may. */
export function useRefusal(scope: Scope | undefined): string | undefined {
  const session = useSession();
  if (session.state !== 'logged-in') return 'You are not logged in.';
  return scope === undefined || session.scopes.includes(scope)
    ? undefined
    : `No mapping grants you the scope ${scope}.`;
}
