import type { Exchange, ExchangeFailure, Marks } from '@cambio/sts';
import { exportJWK, generateKeyPair } from 'jose';
import type { Middleware } from 'koa';
import { type errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import type { IdentifyCaller } from '../http/caller.ts';
import { acceptedType } from '../http/introspection-answer.ts';
import type { ServiceDoor } from '../http/service-door.ts';
import { configuration, type RegisteredService } from './configuration.ts';
import * as tokenExchange from './grants/token-exchange.ts';
import type { TokenStatus } from './token-status.ts';

export interface ServiceDoorOptions {
  readonly issuer: string;
  readonly services: readonly RegisteredService[];
  readonly marks: Marks;
  readonly exchange: Exchange;
  readonly tokenStatus: TokenStatus;
  readonly identifyCaller: IdentifyCaller;
  readonly onFailure: (failure: ExchangeFailure) => void;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * The service door: oidc-provider authenticates the client, then runs the exchange as a registered grant, or asks its
 * storage, which is ours, about a token. It mints nothing, so the key it insists on having is made here and thrown
 * away with it.
 */
export async function createServiceDoor(options: ServiceDoorOptions): Promise<ServiceDoor> {
  const provider = await createProvider(options);
  const handle = provider.callback();
  return async (ctx, path, body) => {
    ctx.respond = false;
    const admitted = path === '/token' ? body : options.tokenStatus.admit(ctx.req, body);
    Object.assign(ctx.req, { body: admitted, url: path });
    ctx.req.headers.accept = acceptedType(ctx);
    delete ctx.req.headers.origin;
    ctx.res.statusCode = 200;
    await handle(ctx.req, ctx.res);
  };
}

async function createProvider(options: ServiceDoorOptions): Promise<Provider> {
  const { issuer, services, marks, exchange, tokenStatus, identifyCaller, onFailure, log, now } = options;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const ownKey = await exportJWK(privateKey);
  const provider = new Provider(issuer, configuration(services, marks, tokenStatus.storage, now, ownKey));
  const { grantType, handler, parameters, repeatable } = tokenExchange;
  provider.registerGrantType(grantType, handler(exchange, identifyCaller, onFailure), parameters, repeatable);
  provider.use(finishAnswer);
  provider.use(tokenStatus.middleware);
  const logRefusal = (_ctx: KoaContextWithOIDC, error: errors.OIDCProviderError) =>
    log.info({ reason: error.error_detail ?? error.message }, 'client refused');
  provider.on('grant.error', logRefusal);
  provider.on('introspection.error', logRefusal);
  provider.on('revocation.error', logRefusal);
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'service door failed'));
  return provider;
}

/** No script of another origin is let in (RFC 7009 §2.3 leaves that open), and who met an outage is told to come back. */
const finishAnswer: Middleware = async (ctx, next) => {
  await next();
  ctx.remove('Access-Control-Allow-Origin');
  ctx.remove('Access-Control-Expose-Headers');
  if (ctx.status === 503) ctx.set('Retry-After', '2');
};
