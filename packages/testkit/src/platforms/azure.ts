import { randomBytes } from 'node:crypto';
import type { JsonValue } from '@cambio/oauth';
import { type Platform, type PlatformOptions, startIssuer } from '../issuer/issuer.ts';
import { sample } from '../issuer/sample.ts';
import { type Changes, change } from '../issuer/token.ts';
import type { Answer } from '../server.ts';

const IMDS_TOKEN = '/metadata/identity/oauth2/token';
/** Seconds. The platform hands the same token out until it is nearly over. */
const LIFETIME = 86_400;
const RENEW_BEFORE = 300;

export interface AzurePlatform extends Platform {
  /** Where the instance metadata service listens, instead of 169.254.169.254. */
  readonly imds: string;
}

export interface AzureOptions extends PlatformOptions {
  /** Over the sample claims, for every token of the managed identity. */
  readonly claims?: Changes;
}

/** A virtual machine's metadata service (IMDS) with one managed identity, and the tenant's v1 issuer behind it. */
export async function startAzurePlatform(options: AzureOptions): Promise<AzurePlatform> {
  const identity = change(sample('azure'), options.claims ?? {});
  const tenant = String(identity.tid);
  const { platform, routes } = await startIssuer(
    {
      name: 'entra-key',
      algorithm: 'RS256',
      issuerPath: `/${tenant}/`,
      jwksPath: `/${tenant}/discovery/keys`,
      claims: (now) => ({
        ...identity,
        uti: randomBytes(16).toString('base64url'),
        nbf: now,
        iat: now,
        exp: now + LIFETIME,
      }),
      header: (kid) => ({ typ: 'JWT', x5t: kid }),
    },
    options,
  );
  const issue: Platform['issue'] = (claims = {}, header) =>
    platform.issue({ idp: platform.issuer, ...claims }, header);
  const cache = new Map<string, { readonly token: string; readonly notBefore: number }>();

  async function tokenFor(resource: string) {
    const now = Math.floor(options.now() / 1000);
    const cached = cache.get(resource);
    if (cached !== undefined && cached.notBefore + LIFETIME - RENEW_BEFORE > now) return cached;
    const fresh = { token: await issue({ aud: resource }), notBefore: now };
    cache.set(resource, fresh);
    return fresh;
  }

  routes.add(IMDS_TOKEN, async ({ searchParams }, { headers }) => {
    const refusal = refuse(searchParams, headers.metadata === 'true', identity.appid);
    if (refusal !== undefined) return refusal;
    const resource = searchParams.get('resource') ?? '';
    const { token, notBefore } = await tokenFor(resource);
    const now = Math.floor(options.now() / 1000);
    return {
      json: {
        access_token: token,
        client_id: identity.appid,
        expires_in: String(notBefore + LIFETIME - now),
        expires_on: String(notBefore + LIFETIME),
        not_before: String(notBefore),
        resource,
        token_type: 'Bearer',
      },
    };
  });

  return { ...platform, issue, imds: platform.url };
}

/** What is wrong with a request, as IMDS says it; `undefined` for one it answers. */
function refuse(query: URLSearchParams, marked: boolean, appid: JsonValue | undefined): Answer | undefined {
  const client = query.get('client_id');
  if (!marked) return failure('invalid_request', 'Required metadata header not specified');
  if (!query.has('api-version'))
    return failure('invalid_request', 'Required parameter api-version is missing');
  if (!query.get('resource')) return failure('invalid_resource', 'Required parameter resource is missing');
  if (client !== null && client !== appid) return failure('invalid_request', 'Identity not found');
  return undefined;
}

function failure(error: string, error_description: string): Answer {
  return { status: 400, json: { error, error_description } };
}
