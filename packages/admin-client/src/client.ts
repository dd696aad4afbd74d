import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.ts';

/** Every operation of the admin API, by path and method; see `docs/reference/admin-api.md`. */
export type AdminClient = Client<paths>;

/** The shapes of what the admin API takes and answers, by name. */
export type Schemas = components['schemas'];

export interface AdminClientOptions {
  /** The issuer URL of the gateway, without a slash at its end. */
  readonly gateway: string;
  /**
   * Sends requests, with an access token for the admin API: this client knows of none, and of no way to get one. Where the
   * token is bound, it proves its key.
   */
  readonly fetch: (request: Request) => Promise<Response>;
}

/** A refusal is a value: `error`, the problem details (RFC 9457), in the place of `data`. What `fetch` throws is thrown. */
export function createAdminClient({ gateway, fetch }: AdminClientOptions): AdminClient {
  return createClient<paths>({ baseUrl: `${gateway}/admin/v1`, fetch });
}
