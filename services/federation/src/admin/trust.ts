import { readYaml } from '@cambio/policy';
import type { ActiveTrust } from '../trust/active-trust.ts';
import type { Operation } from './operation.ts';

/** `GET /trust`: the documents in force as they were written, as JSON, and the revision they are. */
export function readTrust(trust: Pick<ActiveTrust, 'current'>): Operation {
  return {
    scope: 'trust:read',
    handle: ({ ctx }) => {
      const { revision, files } = trust.current();
      const documents = files.flatMap(readYaml).flatMap((read) => (read.ok ? [read.value] : []));
      ctx.body = { revision, documents };
    },
  };
}
