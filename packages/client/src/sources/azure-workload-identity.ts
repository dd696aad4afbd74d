import { fileSource } from './file.ts';
import { failed, type SourceIo, type SourceKind, type TokenSource } from './source.ts';

const NAME = 'azure-workload-identity';
const VARIABLE = 'AZURE_FEDERATED_TOKEN_FILE';

/** The service-account token that Azure's webhook mounts into a pod on AKS. Its audience is set on the service account. */
export function azureWorkloadIdentitySource(io: Pick<SourceIo, 'env' | 'readFile'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const path = io.env[VARIABLE];
      if (path === undefined) return failed(NAME, 'not_configured', NO_WEBHOOK);
      return fileSource(path, io, { name: NAME }).token(audience);
    },
  };
}

const NO_WEBHOOK = `${VARIABLE} is not set: label the pod azure.workload.identity/use: "true"`;

export const azureWorkloadIdentity: SourceKind = {
  name: NAME,
  where: VARIABLE,
  detects: ({ env }) => env[VARIABLE] !== undefined,
  open: azureWorkloadIdentitySource,
};
