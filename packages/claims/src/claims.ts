import type { JsonObject } from '@cambio/oauth';

/** The claims of a token whose signature, issuer, audience and times have been checked. */
export type Claims = JsonObject;
