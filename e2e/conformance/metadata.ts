import { type IncomingHttpHeaders, request } from 'node:http';
import { z } from 'zod';

const Names = z.array(z.string()).min(1);

/** An authorization server's metadata, as far as this gateway tells any (RFC 8414 §2). */
export const Metadata = z.looseObject({
  issuer: z.string(),
  token_endpoint: z.string(),
  introspection_endpoint: z.string(),
  revocation_endpoint: z.string(),
  jwks_uri: z.string(),
  response_types_supported: Names,
  grant_types_supported: Names,
  token_endpoint_auth_methods_supported: Names,
  introspection_endpoint_auth_methods_supported: Names,
  revocation_endpoint_auth_methods_supported: Names,
  token_endpoint_auth_signing_alg_values_supported: Names.optional(),
  introspection_endpoint_auth_signing_alg_values_supported: Names.optional(),
  revocation_endpoint_auth_signing_alg_values_supported: Names.optional(),
  introspection_signing_alg_values_supported: Names,
  dpop_signing_alg_values_supported: Names,
  id_token_signing_alg_values_supported: Names,
});

export type Metadata = z.infer<typeof Metadata>;

export interface Document {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Gets a document, with any header there is: `fetch` sets `Host` itself. */
export function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Document> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.once('error', reject).end();
  });
}
