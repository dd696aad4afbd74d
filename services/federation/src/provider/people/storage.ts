import { createHash } from 'node:crypto';
import type { LoginRecord, LoginRecords } from '@cambio/ledger';
import type { JsonObject, Result } from '@cambio/oauth';
import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider';
import { Unavailable } from '../unavailable.ts';

/**
 * Before the key of a record that was found by another name than its id, which nobody here knows. The framework may come
 * back for it by that; whoever presents a code at the token endpoint may not.
 */
const FOUND = 'found:';

/**
 * Where the framework keeps sessions, interactions, grants and codes. Their ids are what people and programs hold, so
 * they are kept as digests alone. A code is used up in one atomic step: the framework looks first and saves later, which
 * would let concurrent uses through.
 *
 * @param now milliseconds since the epoch
 */
export function loginStorage(logins: LoginRecords, now: () => number): (model: string) => Adapter {
  return (kind) => {
    async function findByAlias(alias: string): Promise<AdapterPayload | undefined> {
      const record = given(await logins.getByAlias(kind, digestOf(alias)));
      return asPayload(record, `${FOUND}${record?.key}`);
    }

    return {
      async upsert(id, payload, expiresIn = 0) {
        const { jti: _, consumed, ...body } = payload;
        const alias = kind === 'Session' ? payload.uid : payload.userCode;
        const record: LoginRecord = {
          kind,
          key: keyOf(id),
          ...(alias !== undefined && { alias: digestOf(alias) }),
          ...(payload.grantId !== undefined && { grant: digestOf(payload.grantId) }),
          body: asJson(body),
          expiresAt: now() + expiresIn * 1000,
          ...(typeof consumed === 'number' && { consumedAt: consumed * 1000 }),
        };
        given(await logins.put(record));
      },
      find: async (id) => {
        const presented = Provider.ctx?.oidc.route === 'token';
        return asPayload(given(await logins.get(kind, presented ? digestOf(id) : keyOf(id))), id);
      },
      findByUserCode: findByAlias,
      findByUid: findByAlias,
      async consume(id) {
        if (given(await logins.consume(kind, keyOf(id))) === 'gone')
          throw new errors.InvalidGrant('used before');
      },
      destroy: async (id) => given(await logins.remove(kind, keyOf(id))),
      revokeByGrantId: async (grantId) => given(await logins.removeGrant(digestOf(grantId))),
    };
  };
}

function asPayload(record: LoginRecord | undefined, jti: string): AdapterPayload | undefined {
  if (record === undefined) return undefined;
  return {
    ...record.body,
    jti,
    ...(record.consumedAt !== undefined && { consumed: Math.floor(record.consumedAt / 1000) }),
  };
}

function keyOf(id: string): string {
  return id.startsWith(FOUND) ? id.slice(FOUND.length) : digestOf(id);
}

function digestOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** What the framework stores is JSON, but for members that are `undefined`. */
function asJson(payload: object): JsonObject {
  return JSON.parse(JSON.stringify(payload));
}

function given<T>(result: Result<T, 'unavailable'>): T {
  if (!result.ok) throw new Unavailable();
  return result.value;
}
