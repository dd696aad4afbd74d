import type { JsonValue } from './json.ts';

/** What introspection answers (RFC 7662 §2.2). Of a token that is not active nothing more is said. */
export type IntrospectionResponse = { readonly active: false } | ActiveToken;

/** The claims of an active token, as they are in it, and how it is used. */
export interface ActiveToken {
  readonly active: true;
  readonly token_type: 'Bearer' | 'DPoP';
  readonly [claim: string]: JsonValue;
}
