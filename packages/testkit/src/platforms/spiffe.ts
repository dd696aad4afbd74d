import { type Platform, type PlatformOptions, startIssuer } from '../issuer/issuer.ts';
import { sample } from '../issuer/sample.ts';
import type { Changes } from '../issuer/token.ts';

/** Seconds, as SPIRE's default. */
const LIFETIME = 300;

export interface SpiffeOptions extends PlatformOptions {
  /** Default `prod.acme.example`, that of the sample. */
  readonly trustDomain?: string;
  /** Seconds after which a consumer should ask for the bundle again; left out when not set. */
  readonly refreshHint?: number;
}

export interface SpiffePlatform extends Platform {
  readonly trustDomain: string;
  /** Mints a JWT-SVID for the workload at `path`, which starts with `/`. */
  readonly svid: (path: string, audience: readonly string[], claims?: Changes) => Promise<string>;
}

/**
 * A SPIFFE bundle endpoint and the authority behind it (SPIFFE Trust Domain and Bundle §4, JWT-SVID §3). Tokens carry `iss` only
 * where `issuer` is set, as in SPIRE; the profile itself has none, and then `issuer` is the trust domain's own id.
 */
export async function startSpiffePlatform(options: SpiffeOptions): Promise<SpiffePlatform> {
  const { trustDomain = 'prod.acme.example', refreshHint } = options;
  const id = `spiffe://${trustDomain}`;
  const { platform } = await startIssuer(
    {
      name: 'jwt-authority',
      algorithm: 'ES256',
      keyUse: 'jwt-svid',
      jwksPath: '/bundle',
      discovery: false,
      keySet: (ring) => ({
        keys: ring.published(),
        spiffe_sequence: ring.generation(),
        ...(refreshHint === undefined ? {} : { spiffe_refresh_hint: refreshHint }),
      }),
      claims: (now) => ({ ...sample('spiffe'), iat: now, exp: now + LIFETIME }),
      header: () => ({ typ: 'JWT' }),
    },
    { issuer: id, ...options },
  );
  const issue: Platform['issue'] = (claims = {}, header) =>
    platform.issue({ iss: options.issuer, ...claims }, header);
  return {
    ...platform,
    issue,
    trustDomain,
    svid: (path, audience, claims = {}) => issue({ sub: `${id}${path}`, aud: audience, ...claims }),
  };
}
