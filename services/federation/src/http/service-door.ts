import type { Context } from 'koa';

/** The endpoints that registered services use, below the issuer URL. */
export type ServicePath = '/token' | '/introspect' | '/revoke';

/**
 * Where requests of registered services go: authenticates the client, then does what the endpoint is for. Takes a body
 * that has been read already, and answers the request itself.
 */
export type ServiceDoor = (ctx: Context, path: ServicePath, body: string) => Promise<void>;
