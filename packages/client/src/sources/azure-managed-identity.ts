import { type Result, TokenType } from '@cambio/oauth';
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
 * The access token of an Azure machine's managed identity, for the application that the audience names (its Application ID
 * URI), from the instance metadata service. `AZURE_CLIENT_ID` says which identity, where the machine has several.
 */
export function azureManagedIdentitySource(io: Pick<SourceIo, 'env' | 'fetch'>): TokenSource {
  return {
    name: NAME,
    async token(audience): Promise<Result<SubjectToken, SourceFailure>> {
      const client = io.env.AZURE_CLIENT_ID;
      const query = new URLSearchParams({ 'api-version': '2018-02-01', resource: audience });
      if (client !== undefined) query.set('client_id', client);
      const asked = { source: NAME, who: 'the metadata service', url: `${IMDS}?${query}`, patience: 3 };
      const answer = await askPlatform({ ...asked, headers: { metadata: 'true' }, refused: NO_IDENTITY }, io);
      if (!answer.ok) return answer;
      const { access_token } = tokenAnswer.safeParse(answer.value.body).data ?? {};
      return access_token === undefined
        ? failed(NAME, 'malformed', 'the metadata service answered without a token')
        : readToken(access_token, NAME, TokenType.jwt);
    },
  };
}

const NO_IDENTITY =
  ': the machine needs a managed identity (AZURE_CLIENT_ID, where it has several), and the audience has to be the ' +
  'Application ID URI of an application that stands for the gateway';

export const azureManagedIdentity: SourceKind = {
  name: NAME,
  where: 'a machine made by Microsoft Azure',
  detects: (io) => machineMade(io, 'chassis_asset_tag', CHASSIS),
  open: azureManagedIdentitySource,
};
