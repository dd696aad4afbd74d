export { type AdminClient, createAdminClient, type Schemas } from './client.ts';
