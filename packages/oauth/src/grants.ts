/** Grant types of the token endpoint (RFC 6749 §4.4, RFC 7523 §2.1, RFC 8693 §2.1). */
export const GrantType = {
  tokenExchange: 'urn:ietf:params:oauth:grant-type:token-exchange',
  clientCredentials: 'client_credentials',
  jwtBearer: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
} as const;

export type GrantType = (typeof GrantType)[keyof typeof GrantType];

/** How a client assertion is announced (RFC 7523 §2.2). */
export const JWT_BEARER_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
