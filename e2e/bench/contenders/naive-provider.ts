/** What one would write in an afternoon: oidc-provider with a token-exchange grant, jose for both tokens, and nothing else. */
import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, jwtVerify } from 'jose';
import Provider from 'oidc-provider';
import type { ProgramOptions } from './program.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const { keys, issuer, audience }: ProgramOptions = JSON.parse(process.argv[2] ?? '');
const upstream = createLocalJWKSet({ keys: keys.map((key) => ({ kty: 'RSA', ...key })) });
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const provider = new Provider('http://127.0.0.1', {
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'naive' }] },
  clients: [
    {
      client_id: 'jobs',
      token_endpoint_auth_method: 'none',
      grant_types: [GRANT],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_ctx, indicator) => ({
        scope: 'deploy',
        audience: indicator,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  ttl: { AccessToken: 300 },
});

provider.registerGrantType(
  GRANT,
  async (ctx) => {
    const { subject_token, audience: target } = ctx.oidc.params ?? {};
    const { payload } = await jwtVerify(String(subject_token), upstream, { issuer, audience });
    const { AccessToken, ResourceServer } = ctx.oidc.provider as unknown as Models;
    const token = new AccessToken({
      accountId: payload.sub ?? '',
      client: ctx.oidc.client,
      grantId: undefined,
      gty: 'token-exchange',
      scope: 'deploy',
    });
    token.resourceServer = new ResourceServer(String(target), {
      scope: 'deploy',
      audience: String(target),
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: 'ES256' } },
    });
    const access_token = await token.save();
    const issued_token_type = 'urn:ietf:params:oauth:token-type:access_token';
    ctx.body = { access_token, issued_token_type, token_type: 'Bearer', expires_in: 300, scope: 'deploy' };
  },
  ['subject_token', 'subject_token_type', 'audience'],
);

/** The part of the framework that its types keep to itself. */
interface Models {
  AccessToken: new (properties: object) => { resourceServer: object; save(): Promise<string> };
  ResourceServer: new (indicator: string, server: object) => object;
}

const server = provider.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
