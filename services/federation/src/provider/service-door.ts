import type { Exchange, ExchangeFailure, Marks } from '@cambio/sts';
import { exportJWK, generateKeyPair } from 'jose';
import type { Context } from 'koa';
import { Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import type { IdentifyCaller } from '../http/caller.ts';
import { configuration, type RegisteredService } from './configuration.ts';
import * as tokenExchange from './grants/token-exchange.ts';

export interface ServiceDoorOptions {
  readonly issuer: string;
  readonly services: readonly RegisteredService[];
  readonly marks: Marks;
  readonly exchange: Exchange;
  readonly identifyCaller: IdentifyCaller;
  readonly onFailure: (failure: ExchangeFailure) => void;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Hands one request, whose body has been read already, to oidc-provider, which answers it. */
export type ServiceDoor = (ctx: Context, body: string) => Promise<void>;

/**
 * The service door: oidc-provider authenticates the client, then runs the exchange as a registered grant.
 * It mints nothing, so the key it insists on having is made here and thrown away with it.
 */
export async function createServiceDoor(options: ServiceDoorOptions): Promise<ServiceDoor> {
  const provider = await createProvider(options);
  const handle = provider.callback();
  return async (ctx, body) => {
    ctx.respond = false;
    Object.assign(ctx.req, { body, url: '/token' });
    ctx.req.headers.accept = 'application/json';
    ctx.res.statusCode = 200;
    await handle(ctx.req, ctx.res);
  };
}

async function createProvider(options: ServiceDoorOptions): Promise<Provider> {
  const { issuer, services, marks, exchange, identifyCaller, onFailure, log, now } = options;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(issuer, configuration(services, marks, now, await exportJWK(privateKey)));
  const { grantType, handler, parameters, repeatable } = tokenExchange;
  provider.registerGrantType(grantType, handler(exchange, identifyCaller, onFailure), parameters, repeatable);
  provider.on('grant.error', (_ctx, error) =>
    log.info({ reason: error.error_detail ?? error.message }, 'client refused'),
  );
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'service door failed'));
  return provider;
}
