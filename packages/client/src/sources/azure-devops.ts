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

const NAME = 'azure-devops';

const tokenAnswer = z.object({ oidcToken: z.string() });

/** The OIDC token of an Azure pipeline. Its audience is `api://AzureADTokenExchange`, whatever is asked for. */
export function azureDevopsSource(io: Pick<SourceIo, 'env' | 'fetch'>): TokenSource {
  return {
    name: NAME,
    async token(): Promise<Result<SubjectToken, SourceFailure>> {
      const { SYSTEM_OIDCREQUESTURI: uri = '', SYSTEM_ACCESSTOKEN: bearer } = io.env;
      if (bearer === undefined) return failed(NAME, 'not_configured', NOT_MAPPED);
      if (!isSafe(uri)) return failed(NAME, 'not_configured', 'SYSTEM_OIDCREQUESTURI is not an https URL');
      const url = new URL(uri);
      url.searchParams.set('api-version', '7.1');
      const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
      const asked = { source: NAME, who: 'Azure DevOps', method: 'POST', headers, patience: 10 } as const;
      const answer = await askPlatform({ ...asked, url: url.href }, io);
      if (!answer.ok) return answer;
      const { oidcToken } = tokenAnswer.safeParse(answer.value.body).data ?? {};
      return oidcToken === undefined
        ? failed(NAME, 'malformed', 'Azure DevOps answered without a token')
        : readToken(oidcToken, NAME);
    },
  };
}

const NOT_MAPPED =
  'SYSTEM_ACCESSTOKEN is not set: map it into the step: env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }';

export const azureDevops: SourceKind = {
  name: NAME,
  where: 'TF_BUILD=True, SYSTEM_OIDCREQUESTURI',
  detects: ({ env }) => env.TF_BUILD === 'True' || env.SYSTEM_OIDCREQUESTURI !== undefined,
  open: azureDevopsSource,
};
