import type { Settings } from '@cambio/settings';
import type { ClientCredentials, Exchange } from '@cambio/sts';
import type { IdentifyCaller } from './http/caller.ts';
import { introspectionAnswer } from './http/introspection-answer.ts';
import type { ServiceDoor } from './http/service-door.ts';
import type { Stores } from './open-stores.ts';
import type { PublishedKeysOptions } from './provider/clients/published-keys.ts';
import { closedDoor } from './provider/closed-door.ts';
import type { ServiceDoorOptions } from './provider/service-door.ts';
import type { TokenStatusOptions } from './provider/token-status.ts';
import type { Surroundings } from './surroundings.ts';

export interface ServiceParts
  extends Pick<TokenStatusOptions, 'lookUp' | 'revokeToken'>,
    Pick<ServiceDoorOptions, 'verifier' | 'trust' | 'readCertificate'>,
    Pick<PublishedKeysOptions, 'connect'>,
    Pick<Stores, 'marks' | 'keyRing'> {
  readonly exchange: Exchange;
  readonly exchangeAssertion: Exchange;
  readonly clientCredentials: ClientCredentials;
  readonly identify: (path: string) => IdentifyCaller;
}

/**
 * The door of registered services. A gateway that has none never loads the framework behind it, which is a tenth of the
 * memory of one.
 */
export async function openServiceDoor(
  { issuer, clients: services }: Settings,
  parts: ServiceParts,
  { log, now }: Surroundings,
  closing: AsyncDisposableStack,
): Promise<ServiceDoor> {
  if (services.length === 0) return closedDoor(issuer, log);
  const framework = await import('./provider/framework.ts');
  const { exchange, exchangeAssertion, clientCredentials, connect, keyRing } = parts;
  const { fetch, close } = framework.publishedKeys({ services, connect, log, now });
  closing.defer(close);
  const answer = introspectionAnswer({ issuer, sign: keyRing.signIntrospection, now });
  return framework.createServiceDoor({
    ...parts,
    issuer,
    services,
    fetch,
    grants: [
      framework.tokenExchangeGrant(exchange),
      framework.jwtBearerGrant(exchangeAssertion),
      framework.clientCredentialsGrant(clientCredentials, services),
    ],
    tokenStatus: framework.tokenStatus({ ...parts, audiencesOf: audiencesOf(services), answer }),
    identifyCaller: parts.identify('/token'),
    log,
    now,
  });
}

/** None for a client that may introspect nothing. */
function audiencesOf(services: Settings['clients']): (client: string) => readonly string[] {
  const audiences = new Map(services.map(({ id, introspects }) => [id, introspects]));
  return (client) => audiences.get(client) ?? [];
}
