import type { IncomingMessage } from 'node:http';
import type { JsonObject } from '@cambio/oauth';
import { type Answer, createRoutes, type ListenOptions, listen, type Routes } from '../server.ts';
import { type Algorithm, createKeyRing, type KeyRing, type PublicJwk } from './keys.ts';
import { type Changes, change, sign } from './token.ts';

/** What every platform needs to start. */
export interface PlatformOptions extends ListenOptions {
  /** Milliseconds since the epoch; every token is dated by it. */
  readonly now: () => number;
  /** The `iss` of the tokens, where it should not be the server's own address. */
  readonly issuer?: string;
}

/** What every platform is: an OpenID provider that signs tokens for its workloads. */
export interface Platform {
  /** The exact `iss` of its tokens. */
  readonly issuer: string;
  /** Where it listens; the same as `issuer` unless that was set. */
  readonly url: string;
  readonly jwksUri: string;
  /** The public keys now published. */
  readonly keys: () => readonly PublicJwk[];
  /** A new key signs; the one before stays published until the next rotation, unless `overlap` is false. */
  readonly rotate: KeyRing['rotate'];
  /**
   * Mints directly: the platform's sample claims, dated now, with `claims` and `header` set over them.
   * A member set to `undefined` is left out. `sub` follows from the claims where the platform makes it of them.
   */
  readonly issue: (claims?: Changes, header?: Changes) => Promise<string>;
  /** Requests so far whose path starts with `path`. */
  readonly requests: (path: string) => number;
  readonly close: () => Promise<void>;
}

/** How one platform's tokens and documents look. */
export interface PlatformShape {
  /** Prefix of its key ids. */
  readonly name: string;
  readonly algorithm: Algorithm;
  /** Path of the key set; GitLab, Kubernetes and GitHub each have their own. */
  readonly jwksPath: string;
  /** `use` of its keys, where it is not `sig`. */
  readonly keyUse?: string;
  /** What follows the server's address in the default issuer: `/TENANT/`. */
  readonly issuerPath?: string;
  /** The key set document, where it is more than `{keys}`. */
  readonly keySet?: (ring: KeyRing) => JsonObject;
  /** False for an issuer without an OpenID discovery document. */
  readonly discovery?: boolean;
  /** Members of the discovery document beside those every issuer has; URLs are below the server's own. */
  readonly metadata?: (url: string) => JsonObject;
  /** The answer to a request for a document that may not have it; `undefined` lets it pass. */
  readonly refuse?: (request: IncomingMessage) => Answer | undefined;
  /** A complete, valid set of claims, `iss` aside, for a token issued at `now` (seconds). */
  readonly claims: (now: number) => JsonObject;
  /** `sub` as it follows from changed claims, where the platform composes it of others. */
  readonly subject?: (claims: JsonObject) => string;
  /** Members of the JOSE header beside `alg` and `kid`. */
  readonly header?: (kid: string) => JsonObject;
}

/** A platform and the seams its own endpoints are added through. */
export interface RunningIssuer {
  readonly platform: Platform;
  readonly routes: Routes;
}

/** Starts the part all platforms share: keys, discovery document, key set, signing. */
export async function startIssuer(shape: PlatformShape, options: PlatformOptions): Promise<RunningIssuer> {
  const ring = await createKeyRing(shape.name, shape.algorithm, shape.keyUse);
  const routes = createRoutes();
  const server = await listen(routes.handler, options);
  const path = shape.issuerPath ?? '';
  const issuer = options.issuer ?? `${server.url}${path}`;
  const jwksUri = `${server.url}${shape.jwksPath}`;

  const publish = (at: string, document: () => JsonObject) =>
    routes.add(at, (_, request) => shape.refuse?.(request) ?? { json: document() });
  if (shape.discovery !== false) {
    publish(`${path.replace(/\/$/, '')}/.well-known/openid-configuration`, () => ({
      ...discovery(issuer, jwksUri, shape.algorithm),
      ...shape.metadata?.(server.url),
    }));
  }
  publish(shape.jwksPath, () => shape.keySet?.(ring) ?? { keys: ring.published() });

  const platform: Platform = {
    issuer,
    url: server.url,
    jwksUri,
    keys: ring.published,
    rotate: ring.rotate,
    issue: (claims = {}, header = {}) => {
      const key = ring.signing();
      const valid = { ...shape.claims(Math.floor(options.now() / 1000)), iss: issuer };
      const changed = change(valid, claims);
      const sub = shape.subject?.(changed) ?? changed.sub;
      return sign(change(changed, { sub, ...claims }), key, { ...shape.header?.(key.kid), ...header });
    },
    requests: routes.countOf,
    close: server.close,
  };
  return { platform, routes };
}

/** OpenID Connect Discovery 1.0 §3, as far as an issuer without a sign-in page can say it. */
function discovery(issuer: string, jwksUri: string, algorithm: Algorithm): JsonObject {
  return {
    issuer,
    jwks_uri: jwksUri,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [algorithm],
    scopes_supported: ['openid'],
  };
}
