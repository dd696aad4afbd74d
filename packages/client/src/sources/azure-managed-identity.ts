import type { Result } from '@cambio/oauth';
import { z } from 'zod';
import { askPlatform } from './ask-platform.ts';
import { machineMade } from './machine.ts';
import {
  failed,
  readToken,
  type SourceFailure,
  type SourceIo,
  type SourceKind,
  type SubjectToken,
  type TokenSource,
} from './source.ts';

const NAME = 'azure-managed-identity';
const IMDS = 'http://169.254.169.254/metadata/identity/oauth2/token';

/** How every Azure machine names its chassis. */
const CHASSIS = '7783-7084-3265-9085-8269-3286-77';

const tokenAnswer = z.object({ access_token: z.string() });

/**
 * The access token of a managed identity, for the application that the audience names (its Application ID URI): from the
 * endpoint that App Service, Functions and Container Apps put into the environment, else from the machine's metadata service.
 * `AZURE_CLIENT_ID` says which identity, where there are several.
 */
export function azureManagedIdentitySource(io: Pick<SourceIo, 'env' | 'fetch'>): TokenSource {
  return {
    name: NAME,
    async token(audience): Promise<Result<SubjectToken, SourceFailure>> {
      const service = serviceIn(io.env);
      if (service === undefined) return failed(NAME, 'not_configured', ELSEWHERE);
      const { version, headers } = service;
      const url = new URL(service.url);
      url.searchParams.set('api-version', version);
      url.searchParams.set('resource', audience);
      const client = io.env.AZURE_CLIENT_ID;
      if (client !== undefined) url.searchParams.set('client_id', client);
      const asked = { source: NAME, who: 'the identity service', patience: 3, refused: NO_IDENTITY };
      const answer = await askPlatform({ ...asked, url: url.href, headers }, io);
      if (!answer.ok) return answer;
      const { access_token } = tokenAnswer.safeParse(answer.value.body).data ?? {};
      return access_token === undefined
        ? failed(NAME, 'malformed', 'the identity service answered without a token')
        : readToken(access_token, NAME);
    },
  };
}

interface IdentityService {
  readonly url: string;
  readonly version: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Who hands out tokens here; `undefined` where the environment names somebody who is not on this machine. */
function serviceIn({
  IDENTITY_ENDPOINT: url,
  IDENTITY_HEADER: header,
}: SourceIo['env']): IdentityService | undefined {
  if (url === undefined || header === undefined) {
    return { url: IMDS, version: '2018-02-01', headers: { metadata: 'true' } };
  }
  const isHere =
    URL.canParse(url) && /^(localhost|127(\.\d+){3}|169\.254(\.\d+){2})$/.test(new URL(url).hostname);
  return isHere ? { url, version: '2019-08-01', headers: { 'x-identity-header': header } } : undefined;
}

const ELSEWHERE = 'IDENTITY_ENDPOINT is not an address of this machine';

const NO_IDENTITY =
  ': it needs a managed identity (AZURE_CLIENT_ID, where there are several), and the audience has to be the Application ' +
  'ID URI of an application that stands for the gateway';

export const azureManagedIdentity: SourceKind = {
  name: NAME,
  where: 'IDENTITY_ENDPOINT with IDENTITY_HEADER, a machine made by Microsoft Azure',
  detects: (io) =>
    (io.env.IDENTITY_ENDPOINT !== undefined && io.env.IDENTITY_HEADER !== undefined) ||
    machineMade(io, 'chassis_asset_tag', CHASSIS),
  open: azureManagedIdentitySource,
};
