/** What it takes to serve registered services, loaded together, and only where there are any. */
export { publishedKeys } from './clients/published-keys.ts';
export { clientCredentialsGrant } from './grants/client-credentials.ts';
export { jwtBearerGrant } from './grants/jwt-bearer.ts';
export { tokenExchangeGrant } from './grants/token-exchange.ts';
export { createServiceDoor } from './service-door.ts';
export { tokenStatus } from './token-status.ts';
