export { type AdminClient, type AdminClientOptions, createAdminClient, type Schemas } from './client.ts';
