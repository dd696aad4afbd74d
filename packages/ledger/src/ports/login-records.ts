import type { JsonObject, Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';

/** What a person's log-in leaves between its steps, and for as long as it lasts: sessions, codes, who it was. */
export interface LoginRecord {
  readonly kind: string;
  /** Unique within its kind. A digest, where the thing itself is a secret. */
  readonly key: string;
  /** Another name it is found by, unique within its kind. */
  readonly alias?: string;
  /** Everything of one log-in that is withdrawn together. */
  readonly grant?: string;
  readonly body: JsonObject;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** When it was used up, for what is good once. */
  readonly consumedAt?: number;
}

/** Durable before it answers. What has expired is not found any more. */
export interface LoginRecords {
  /** Writes it anew, or over what was there. */
  put(record: LoginRecord): Promise<Result<void, Unavailable>>;
  get(kind: string, key: string): Promise<Result<LoginRecord | undefined, Unavailable>>;
  getByAlias(kind: string, alias: string): Promise<Result<LoginRecord | undefined, Unavailable>>;
  /** Uses it up. Of any number of concurrent calls exactly one is answered `consumed`. */
  consume(kind: string, key: string): Promise<Result<'consumed' | 'gone', Unavailable>>;
  remove(kind: string, key: string): Promise<Result<void, Unavailable>>;
  removeGrant(grant: string): Promise<Result<void, Unavailable>>;
  /** Forgets what has expired, and gives their number. */
  sweep(): Promise<Result<number, Unavailable>>;
}
