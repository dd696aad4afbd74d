import type { IncomingMessage } from 'node:http';
import type { Digest } from '@cambio/oauth';
import type { IdentifyCaller } from '../http/caller.ts';
import { acceptedType } from '../http/introspection-answer.ts';
import type { ServiceDoor } from '../http/service-door.ts';
import { createAuthentication } from './clients/authenticate.ts';
import { createFederation, type FederationParts } from './clients/federation.ts';
import type { RegisteredService } from './clients/registered-service.ts';
import { createVoucher } from './clients/voucher.ts';
import { refuseClient } from './closed-door.ts';
import { createProvider, type ProviderParts } from './create-provider.ts';
import { giveBack } from './give-back.ts';
import type { IdentifyService } from './grants/grant.ts';

export interface ServiceDoorOptions extends Omit<ProviderParts, 'voucherKey' | 'identify'>, FederationParts {
  readonly identifyCaller: IdentifyCaller;
}

/**
 * The service door: oidc-provider authenticates the client, then runs the grant, or asks its storage, which is ours,
 * about a token. What it knows nothing of, authentication by an upstream token, comes before it.
 */
export async function createServiceDoor(options: ServiceDoorOptions): Promise<ServiceDoor> {
  const { issuer, services, tokenStatus, now, identifyCaller, readCertificate, log } = options;
  const credentials = new WeakMap<IncomingMessage, Digest>();
  const identify: IdentifyService = (request) => {
    const credential = credentials.get(request);
    if (credential === undefined) throw new TypeError('a request must pass the door first');
    return { ...identifyCaller(request), credential };
  };
  const voucher = await createVoucher(issuer, now);
  const provider = await createProvider({ ...options, identify, voucherKey: voucher.publicKey });
  const handle = provider.callback();
  const authenticate = createAuthentication(federatedAmong(services), createFederation(options), voucher);

  return async (ctx, path, body) => {
    const { authorization } = ctx.req.headers;
    const certificate = readCertificate(ctx.req)?.certificate;
    const request = await authenticate({ body, authorization, certificate, caller: identifyCaller(ctx.req) });
    if (!request.ok) return refuseClient(ctx, issuer, request.error, log);
    ctx.respond = false;
    credentials.set(ctx.req, request.value.credential);
    const admitted = path === '/token' ? request.value.body : tokenStatus.admit(ctx.req, request.value.body);
    giveBack(ctx.req, admitted);
    ctx.req.url = path;
    ctx.req.headers.accept = acceptedType(ctx.req);
    delete ctx.req.headers.origin;
    ctx.res.statusCode = 200;
    await handle(ctx.req, ctx.res);
  };
}

function federatedAmong(services: readonly RegisteredService[]): (client: string) => boolean {
  const ids = new Set(services.filter(({ auth }) => auth === 'federated').map(({ id }) => id));
  return (client) => ids.has(client);
}
