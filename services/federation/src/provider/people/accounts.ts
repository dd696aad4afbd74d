import { createHash } from 'node:crypto';
import type { VerifiedToken } from '@cambio/claims';
import type { LoginRecords } from '@cambio/ledger';
import { type Digest, ok, type Result } from '@cambio/oauth';
import type { CompiledTrust } from '@cambio/policy';
import type { Authenticated } from '@cambio/sts';
import { z } from 'zod';

const KIND = 'Person';

/** Who logged in, as the organisation's ID token said it, for as long as the log-in lasts. */
export interface Accounts {
  /** Gives the name the person goes by here, which says nothing of them. The token itself is not kept. */
  add(token: VerifiedToken): Promise<Result<string, 'unavailable'>>;
  /** `undefined` once the log-in is over, or its issuer is not trusted any more. */
  find(name: string): Promise<Result<Authenticated | undefined, 'unavailable'>>;
}

const person = z.object({
  issuer: z.string(),
  claims: z.record(z.string(), z.json()),
  digest: z.custom<Digest>((value) => typeof value === 'string'),
});

/**
 * @param lifetime seconds a log-in lasts
 * @param now milliseconds since the epoch
 */
export function createAccounts(
  logins: LoginRecords,
  issuers: () => CompiledTrust['issuers'],
  lifetime: number,
  now: () => number,
): Accounts {
  return {
    async add({ identity: { issuer, claims, workload }, digest }) {
      const name = createHash('sha256')
        .update(JSON.stringify([issuer, workload.key]))
        .digest('base64url');
      const body = { issuer, claims, digest };
      const put = await logins.put({
        kind: KIND,
        key: name,
        body,
        expiresAt: now() + lifetime * 1000,
      });
      return put.ok ? ok(name) : put;
    },
    async find(name) {
      const record = await logins.get(KIND, name);
      if (!record.ok) return record;
      if (record.value === undefined) return ok(undefined);
      const { issuer, claims, digest } = person.parse(record.value.body);
      const trusted = issuers().get(issuer);
      if (trusted === undefined || !trusted.enabled) return ok(undefined);
      const workload = trusted.profile.workload(claims);
      return ok({ identity: { issuer, claims, workload }, digest });
    },
  };
}
