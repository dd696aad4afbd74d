import { acceptedType } from '../http/introspection-answer.ts';
import { sendAnswer } from '../http/send-answer.ts';
import type { ServiceDoor } from '../http/service-door.ts';
import { answerRefusal } from './clients/answer.ts';
import { createAuthentication } from './clients/authenticate.ts';
import { createFederation, type FederationParts } from './clients/federation.ts';
import type { RegisteredService } from './clients/metadata.ts';
import { createVoucher } from './clients/voucher.ts';
import { createProvider, type ProviderParts } from './create-provider.ts';

export type ServiceDoorOptions = Omit<ProviderParts, 'voucherKey'> & FederationParts;

/**
 * The service door: oidc-provider authenticates the client, then runs the grant, or asks its storage, which is ours,
 * about a token. What it knows nothing of, authentication by an upstream token, comes before it.
 */
export async function createServiceDoor(options: ServiceDoorOptions): Promise<ServiceDoor> {
  const { issuer, services, tokenStatus, now, identifyCaller, log } = options;
  const voucher = await createVoucher(issuer, now);
  const provider = await createProvider({ ...options, voucherKey: voucher.publicKey });
  const handle = provider.callback();
  const authenticate = createAuthentication(federatedAmong(services), createFederation(options), voucher);

  return async (ctx, path, body) => {
    const { authorization } = ctx.req.headers;
    const request = await authenticate({ body, authorization, caller: identifyCaller(ctx.req) });
    if (!request.ok) {
      log.info({ refusal: request.error }, 'client refused');
      if (authorization !== undefined) ctx.set('WWW-Authenticate', `Basic realm="${issuer}"`);
      return sendAnswer(ctx, answerRefusal(request.error));
    }
    ctx.respond = false;
    const admitted = path === '/token' ? request.value : tokenStatus.admit(ctx.req, request.value);
    Object.assign(ctx.req, { body: admitted, url: path });
    ctx.req.headers.accept = acceptedType(ctx);
    delete ctx.req.headers.origin;
    ctx.res.statusCode = 200;
    await handle(ctx.req, ctx.res);
  };
}

function federatedAmong(services: readonly RegisteredService[]): (client: string) => boolean {
  const ids = new Set(services.filter(({ auth }) => auth === 'federated').map(({ id }) => id));
  return (client) => ids.has(client);
}
