import { isJsonObject, ok } from '@cambio/oauth';
import { readYaml } from '@cambio/policy';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { trustOperations as operations } from './contract/trust.ts';
import { implement } from './operation.ts';

export interface TrustParts {
  readonly trust: Pick<ActiveTrust, 'current'>;
}

export function trustHandlers({ trust }: TrustParts) {
  return {
    readTrust: implement(operations.readTrust, () => {
      const { revision, files } = trust.current();
      const documents = files
        .flatMap(readYaml)
        .flatMap((read) => (read.ok && isJsonObject(read.value) ? [read.value] : []));
      return ok({ status: 200, body: { revision, documents } });
    }),
  };
}
