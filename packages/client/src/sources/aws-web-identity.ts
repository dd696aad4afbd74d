import { fileSource } from './file.ts';
import { failed, type SourceIo, type SourceKind, type TokenSource } from './source.ts';

const NAME = 'aws-web-identity';
const VARIABLE = 'AWS_WEB_IDENTITY_TOKEN_FILE';

/** The web identity token of a pod on EKS. It is for AWS unless the service account's annotation names another audience. */
export function awsWebIdentitySource(io: Pick<SourceIo, 'env' | 'readFile'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const path = io.env[VARIABLE];
      if (path === undefined) return failed(NAME, 'not_configured', NO_ROLE);
      return fileSource(path, io, { name: NAME }).token(audience);
    },
  };
}

const NO_ROLE = `${VARIABLE} is not set: annotate the service account with eks.amazonaws.com/role-arn`;

export const awsWebIdentity: SourceKind = {
  name: NAME,
  where: VARIABLE,
  detects: ({ env }) => env[VARIABLE] !== undefined,
  open: awsWebIdentitySource,
};
