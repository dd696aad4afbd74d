import { err, type Result, TokenType } from '@cambio/oauth';
import { z } from 'zod';
import { ask } from '../answer.ts';
import type {
  DetectableSource,
  Environment,
  SourceFailure,
  SourceIo,
  SubjectToken,
  TokenSource,
} from './source.ts';
import { readToken } from './source.ts';

const NAME = 'github-actions';

/** What the job's token endpoint answers. */
const tokenAnswer = z.object({ value: z.string() });

/**
 * The OIDC token of a GitHub Actions job, minted for each use with the audience asked for. The job needs
 * `permissions: id-token: write`, without which GitHub does not tell it where to ask.
 */
export function githubActionsSource(env: Environment, { fetch }: Pick<SourceIo, 'fetch'>): TokenSource {
  return {
    name: NAME,
    async token(audience): Promise<Result<SubjectToken, SourceFailure>> {
      const url = env.ACTIONS_ID_TOKEN_REQUEST_URL;
      const bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
      if (url === undefined || bearer === undefined || !URL.canParse(url)) {
        return failure(
          'not_configured',
          'the job has no id-token permission: set permissions: id-token: write',
        );
      }
      const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
      const answer = await ask(fetch, withAudience(url, audience), { headers });
      if (!answer.ok) return failure('unavailable', answer.error.detail);
      const { status, body } = answer.value;
      if (status >= 500) return failure('unavailable', `GitHub answered ${status}`);
      if (status !== 200) return failure('refused', `GitHub answered ${status}`);
      const { value } = tokenAnswer.safeParse(body).data ?? {};
      return value === undefined
        ? failure('malformed', 'GitHub answered without a token')
        : readToken(value, NAME, TokenType.jwt);
    },
  };
}

/** Appended as text, so that the rest of the query, which is not ours, stays as it is. */
function withAudience(url: string, audience: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}audience=${encodeURIComponent(audience)}`;
}

function failure(reason: SourceFailure['reason'], detail: string) {
  return err({ kind: 'source', source: NAME, reason, detail } as const);
}

/** A job on GitHub Actions, with or without the permission it needs. */
export const githubActions: DetectableSource = {
  name: NAME,
  detects: (env) => env.GITHUB_ACTIONS === 'true' || env.ACTIONS_ID_TOKEN_REQUEST_URL !== undefined,
  open: githubActionsSource,
};
