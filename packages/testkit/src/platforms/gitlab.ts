import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@cambio/oauth';
import { type Platform, type PlatformOptions, startIssuer } from '../issuer/issuer.ts';
import { sample } from '../issuer/sample.ts';
import type { Changes } from '../issuer/token.ts';

/** Seconds. A token lives as long as its job may run. */
const JOB_TIMEOUT = 3600;
const BACKDATING = 5;

export interface GitLabPlatform extends Platform {
  /**
   * Starts a job whose `id_tokens` ask for the given audiences: variable name → `aud`. What it returns is the job's
   * environment, with one token per variable. `sub` follows from the claims, unless it is set.
   */
  readonly job: (
    idTokens: Readonly<Record<string, string | readonly string[]>>,
    claims?: Changes,
  ) => Promise<Readonly<Record<string, string>>>;
}

/** A platform shaped like GitLab CI: tokens arrive in variables the job names, there is nothing to call. */
export async function startGitLabPlatform(options: PlatformOptions): Promise<GitLabPlatform> {
  const { platform } = await startIssuer(
    {
      name: 'gitlab-key',
      algorithm: 'RS256',
      jwksPath: '/oauth/discovery/keys',
      claims: (now) => ({
        ...sample('gitlab'),
        jti: randomUUID(),
        nbf: now - BACKDATING,
        iat: now,
        exp: now + JOB_TIMEOUT,
      }),
      subject: ({ project_path, ref_type, ref }: JsonObject) =>
        `project_path:${project_path}:ref_type:${ref_type}:ref:${ref}`,
      header: () => ({ typ: 'JWT' }),
    },
    options,
  );
  return {
    ...platform,
    job: async (idTokens, claims = {}) => {
      const tokens = Object.entries(idTokens).map(
        async ([name, aud]) => [name, await platform.issue({ ...claims, aud })] as const,
      );
      return { CI: 'true', GITLAB_CI: 'true', ...Object.fromEntries(await Promise.all(tokens)) };
    },
  };
}
