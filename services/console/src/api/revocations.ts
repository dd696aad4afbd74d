import { queryOptions } from '@tanstack/react-query';
import { admin } from './admin.ts';
import { answered } from './answered.ts';

/** What tokens have in common, by one member. */
export interface TokenSelector {
  readonly token?: string;
  readonly mapping?: string;
  readonly issuer?: string;
  readonly target?: string;
  readonly workload?: string;
  readonly task?: string;
}

/** For finding out what a revocation would do: it is counted, and nothing is done. */
const NOT_YET = 'Counted before it is done';

/** How many live tokens a selector covers, as the person who may revoke them is told. */
export function countCovered(selector: TokenSelector) {
  return queryOptions({
    queryKey: ['covered', selector],
    queryFn: async () => {
      const body = { ...selector, reason: NOT_YET };
      const answer = await answered(
        admin.POST('/revocations', { params: { query: { dryRun: true } }, body }),
      );
      return 'tokens' in answer ? answer.tokens : 0;
    },
    staleTime: 0,
    gcTime: 0,
  });
}

/** Revokes what the selector covers. */
export async function revoke(selector: TokenSelector, reason: string): Promise<void> {
  await answered(admin.POST('/revocations', { body: { ...selector, reason } }));
}
