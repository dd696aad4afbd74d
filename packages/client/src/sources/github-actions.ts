import type { Result } from '@cambio/oauth';
import { z } from 'zod';
import { isSafe } from '../discover.ts';
import { askPlatform } from './ask-platform.ts';
import {
  failed,
  readToken,
  type SourceFailure,
  type SourceIo,
  type SourceKind,
  type SubjectToken,
  type TokenSource,
} from './source.ts';

const NAME = 'github-actions';

/** What the job's token endpoint answers. */
const tokenAnswer = z.object({ value: z.string() });

/**
 * The OIDC token of a GitHub Actions job, minted for each use with the audience asked for. The job needs
 * `permissions: id-token: write`, without which GitHub does not tell it where to ask.
 */
export function githubActionsSource(io: Pick<SourceIo, 'env' | 'fetch'>): TokenSource {
  return {
    name: NAME,
    async token(audience): Promise<Result<SubjectToken, SourceFailure>> {
      const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = io.env;
      if (url === undefined || bearer === undefined || !isSafe(url)) {
        return failed(NAME, 'not_configured', NO_PERMISSION);
      }
      const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
      const asked = { source: NAME, who: 'GitHub', url: withAudience(url, audience), headers, patience: 10 };
      const answer = await askPlatform(asked, io);
      if (!answer.ok) return answer;
      const { value } = tokenAnswer.safeParse(answer.value.body).data ?? {};
      return value === undefined
        ? failed(NAME, 'malformed', 'GitHub answered without a token')
        : readToken(value, NAME);
    },
  };
}

const NO_PERMISSION =
  'the job has no id-token permission: set permissions: id-token: write on the workflow or the job; ' +
  'pull requests from forks do not get it';

/** Appended as text, so that the rest of the query, which is not ours, stays as it is. */
function withAudience(url: string, audience: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`;
}

/** A job on GitHub Actions, with or without the permission it needs. */
export const githubActions: SourceKind = {
  name: NAME,
  where: 'GITHUB_ACTIONS=true, ACTIONS_ID_TOKEN_REQUEST_URL',
  detects: ({ env }) => env.GITHUB_ACTIONS === 'true' || env.ACTIONS_ID_TOKEN_REQUEST_URL !== undefined,
  open: githubActionsSource,
};
