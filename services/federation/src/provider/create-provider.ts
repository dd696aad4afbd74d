import { exportJWK, generateKeyPair } from 'jose';
import { errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { configuration, type FrameworkParts } from './configuration.ts';
import { finishAnswer } from './finish-answer.ts';
import { type Grant, handlerOf, type IdentifyService, REPEATABLE } from './grants/grant.ts';
import { handleErrors } from './handle-errors.ts';
import type { TokenStatus } from './token-status.ts';

export interface ProviderParts extends Omit<FrameworkParts, 'ownKey' | 'accessTokens'> {
  readonly issuer: string;
  readonly grants: readonly Grant[];
  readonly tokenStatus: TokenStatus;
  readonly identify: IdentifyService;
  readonly log: Logger;
}

/** Sets the framework up. It mints nothing, so the key it insists on having is made here and thrown away with it. */
export async function createProvider(parts: ProviderParts): Promise<Provider> {
  const { issuer, grants, tokenStatus, identify, log } = parts;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const ownKey = await exportJWK(privateKey);
  const provider = new Provider(
    issuer,
    configuration({ ...parts, accessTokens: tokenStatus.storage, ownKey }),
  );
  refuseForeignGrants(provider);
  for (const grant of grants) {
    const handler = handlerOf(grant, identify);
    provider.registerGrantType(grant.type, handler, [...grant.parameters], REPEATABLE);
  }
  handleErrors(provider, log);
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

/** A grant that is not the client's is `unauthorized_client` (RFC 6749 §5.2); the framework would say `invalid_request`. */
function refuseForeignGrants({ Client }: Provider): void {
  const { grantTypeAllowed } = Client.prototype;
  Client.prototype.grantTypeAllowed = function (type) {
    if (grantTypeAllowed.call(this, type)) return true;
    throw new errors.UnauthorizedClient('This grant is not one of the client.');
  };
}
