import { isJsonObject, type JsonObject } from '@cambio/oauth';
import { type Platform, type PlatformOptions, startIssuer } from '../issuer/issuer.ts';
import { sample } from '../issuer/sample.ts';
import { type Changes, change } from '../issuer/token.ts';
import type { Answer } from '../server.ts';

const IDENTITY = '/computeMetadata/v1/instance/service-accounts/default/identity';
const LIFETIME = 3600;
const FLAVOR = { 'metadata-flavor': 'Google' };

export interface GooglePlatform extends Platform {
  /** The environment of a workload on the instance: where Google's libraries look for the metadata server. */
  readonly environment: { readonly GCE_METADATA_HOST: string };
}

export interface GoogleOptions extends PlatformOptions {
  /** Over the sample claims, for every token of the instance. */
  readonly claims?: Changes;
}

/**
 * The metadata server of a Google Compute Engine instance: bare identity tokens for `?audience=`. `format=full` adds the instance's
 * claims, `licenses=TRUE` its licences; without `Metadata-Flavor: Google`, or through a proxy, it refuses.
 */
export async function startGooglePlatform(options: GoogleOptions): Promise<GooglePlatform> {
  const { platform, routes } = await startIssuer(
    {
      name: 'google-key',
      algorithm: 'RS256',
      jwksPath: '/oauth2/v3/certs',
      claims: (now) =>
        change({ ...sample('google-gce-full'), iat: now, exp: now + LIFETIME }, options.claims ?? {}),
      header: () => ({ typ: 'JWT' }),
    },
    options,
  );

  routes.add(IDENTITY, async (url, { headers }): Promise<Answer> => {
    if (headers['metadata-flavor'] !== 'Google') return refuse(403, 'Missing Metadata-Flavor:Google header.');
    if (headers['x-forwarded-for'] !== undefined) return refuse(403, 'X-Forwarded-For is not allowed.');
    const audience = url.searchParams.get('audience') ?? '';
    if (audience === '') return refuse(400, 'non-empty audience parameter required');
    const google = instanceClaims(url.searchParams, change(sample('google-gce-full'), options.claims ?? {}));
    return { headers: FLAVOR, text: await platform.issue({ aud: audience, google }) };
  });

  return { ...platform, environment: { GCE_METADATA_HOST: new URL(platform.url).host } };
}

/** The `google` claim for the asked format: none, or the instance with or without its licences. */
function instanceClaims(asked: URLSearchParams, claims: JsonObject): JsonObject | undefined {
  const { google } = claims;
  if (asked.get('format') !== 'full' || !isJsonObject(google)) return undefined;
  const instance = google.compute_engine;
  if (asked.get('licenses') === 'TRUE' || !isJsonObject(instance)) return google;
  return { ...google, compute_engine: change(instance, { license_id: undefined }) };
}

function refuse(status: number, text: string): Answer {
  return { status, headers: FLAVOR, text };
}
