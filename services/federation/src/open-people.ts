import type { LoginRecords } from '@cambio/ledger';
import type { Settings } from '@cambio/settings';
import type { ClientCredentials, Verifier } from '@cambio/sts';
import type { GuardedClient } from '@cambio/upstream';
import type { IdentifyCaller } from './http/caller.ts';
import type { CountAddress } from './http/limit-addresses.ts';
import type { PeopleDoor } from './provider/people/people-door.ts';
import type { Surroundings } from './surroundings.ts';
import type { ActiveTrust } from './trust/active-trust.ts';

export interface PeopleParts {
  readonly trust: ActiveTrust;
  readonly verifier: Verifier;
  /** Decides and mints for an identity that has been verified. */
  readonly clientCredentials: ClientCredentials;
  readonly logins: LoginRecords;
  readonly identify: (path: string) => IdentifyCaller;
  readonly connect: (rules: { readonly ca?: string; readonly allowPrivateNetwork: boolean }) => GuardedClient;
  readonly secretFor: (purpose: string) => Uint8Array;
  readonly countAddress: CountAddress | undefined;
}

/** The door for people; `undefined` where the settings name no provider for them to log in at. */
export async function openPeople(
  { issuer, admin: { login } }: Settings,
  { trust, clientCredentials, identify, ...parts }: PeopleParts,
  { log, now }: Surroundings,
  closing: AsyncDisposableStack,
): Promise<PeopleDoor | undefined> {
  if (login === undefined) return undefined;
  const { openPeopleDoor } = await import('./provider/people/people-door.ts');
  const door = await openPeopleDoor({
    ...parts,
    issuer,
    login,
    issuers: () => trust.current().trust.issuers,
    grantTo: clientCredentials,
    identifyCaller: identify('/token'),
    log,
    now,
  });
  closing.defer(() => door.close());
  return door;
}
