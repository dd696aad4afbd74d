import { registeredServices } from '@cambio/claims';
import { GrantType } from '@cambio/oauth';
import { type Authenticated, type ClientCredentials, toAnswer } from '@cambio/sts';
import type { RegisteredService } from '../clients/registered-service.ts';
import { ASKED, type Grant, type GrantCaller } from './grant.ts';

/** Client credentials (RFC 6749 §4.4): a token for the service itself, as far as a mapping on the issuer `clients` grants one. */
export function clientCredentialsGrant(
  grantTo: ClientCredentials,
  services: readonly RegisteredService[],
): Grant {
  const methods = new Map(services.map(({ id, auth }) => [id, auth]));

  function clientOf({ client, credential }: GrantCaller): Authenticated {
    const claims = { client_id: client, auth: methods.get(client) ?? '' };
    const workload = registeredServices.workload(claims);
    return { identity: { issuer: 'clients', claims, workload }, digest: credential };
  }

  return {
    type: GrantType.clientCredentials,
    parameters: ASKED,
    run: (parameters, caller) => grantTo(parameters, clientOf(caller), caller),
    toAnswer,
  };
}
