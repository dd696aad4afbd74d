import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '@cambio/oauth';
import { type Platform, type PlatformOptions, startIssuer } from '../issuer/issuer.ts';
import { sample } from '../issuer/sample.ts';
import { type Changes, change } from '../issuer/token.ts';
import type { Route } from '../server.ts';

/** Seconds; GitHub dates tokens ten minutes back and lets them live for five. */
const LIFETIME = 300;
const BACKDATING = 600;

/**
 * How `sub` names the repository: `immutable` is `repo:acme@1/shop@2:…` (repositories made, renamed or moved
 * since July 2026), `legacy` is `repo:acme/shop:…`.
 */
export type SubjectFormat = 'immutable' | 'legacy';

/** What the runner gives a job that has `permissions: id-token: write`. */
export type JobEnvironment = {
  readonly CI: 'true';
  readonly GITHUB_ACTIONS: 'true';
  /** Has a query already: the audience is appended with `&audience=`. */
  readonly ACTIONS_ID_TOKEN_REQUEST_URL: string;
  readonly ACTIONS_ID_TOKEN_REQUEST_TOKEN: string;
};

export interface GitHubPlatform extends Platform {
  /**
   * Starts a job: the sample claims with `claims` over them. `sub` follows from the result in the given format, unless it
   * is set. What it returns is the job's environment; every request to its endpoint mints a fresh token.
   */
  readonly job: (claims?: Changes, subject?: SubjectFormat) => JobEnvironment;
}

/** A platform shaped like GitHub Actions: discovery, rotating RS256 keys and the job's token endpoint. */
export async function startGitHubPlatform(options: PlatformOptions): Promise<GitHubPlatform> {
  const { platform, routes } = await startIssuer(
    {
      name: 'gha-key',
      algorithm: 'RS256',
      jwksPath: '/.well-known/jwks',
      claims: (now) => ({
        ...sample('github-actions'),
        jti: randomUUID(),
        nbf: now - BACKDATING,
        iat: now,
        exp: now + LIFETIME,
      }),
      subject: (claims) => subjectOf(claims, 'immutable'),
      header: (kid) => ({ typ: 'JWT', x5t: Buffer.from(kid).toString('base64url') }),
    },
    options,
  );
  let jobs = 0;

  return {
    ...platform,
    job: (claims = {}, subject = 'immutable') => {
      const path = `/idtoken/${++jobs}`;
      const bearer = randomBytes(32).toString('base64url');
      const described = change(sample('github-actions'), claims);
      const aud = `https://github.com/${described.repository_owner}`;
      const sub = subjectOf(described, subject);
      routes.add(
        path,
        jobEndpoint(bearer, (audience = aud) => platform.issue({ sub, ...claims, aud: audience })),
      );
      return {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        ACTIONS_ID_TOKEN_REQUEST_URL: `${platform.url}${path}?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
      };
    },
  };
}

/** Answers `{count, value}` to the job that holds `bearer`, 401 to anybody else. */
function jobEndpoint(bearer: string, mint: (audience: string | undefined) => Promise<string>): Route {
  return async (url, request) => {
    const [scheme, credential] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || credential !== bearer) {
      return { status: 401, json: { message: 'Unauthorized' } };
    }
    const value = await mint(url.searchParams.get('audience') ?? undefined);
    return { json: { count: value.length, value } };
  };
}

/** The default `sub`: the repository, then the environment, else the pull request, else the ref. */
function subjectOf(claims: JsonObject, format: SubjectFormat): string {
  const [owner, name] = String(claims.repository).split('/');
  const repository =
    format === 'legacy'
      ? `${owner}/${name}`
      : `${owner}@${claims.repository_owner_id}/${name}@${claims.repository_id}`;
  return `repo:${repository}:${contextOf(claims)}`;
}

function contextOf(claims: JsonObject): string {
  if (typeof claims.environment === 'string')
    return `environment:${claims.environment.replaceAll(':', '%3A')}`;
  if (claims.event_name === 'pull_request') return 'pull_request';
  return `ref:${claims.ref}`;
}
