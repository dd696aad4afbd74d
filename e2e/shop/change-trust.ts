import { z } from 'zod';

/** A document by which the shop looks after its gateway, as far as these scopes go. */
export function shopAdmin(...scopes: readonly string[]): string {
  return `
---
kind: Mapping
id: shop-admin
owner: shop@acme.example
purpose: The shop looks after the gateway
issuer: github
target: admin
match: { repository_id: "123456" }
grant: { scopes: ${JSON.stringify(scopes)} }
`;
}

/** By which it changes the trust. */
export const SHOP_ADMIN = shopAdmin('trust:read', 'trust:write');

/** What the shop's own documents say of its deployment, and what they say where it is turned off. */
export const ENABLED = 'id: shop-deploy\n';
export const DISABLED = 'id: shop-deploy\nenabled: false\n';

/** Sends a request to a gateway: to any, or over a certain connection. */
type Send = (
  path: string,
  init: {
    readonly method?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
) => Promise<Pick<Response, 'status' | 'json' | 'text'> & { readonly headers: Pick<Headers, 'get'> }>;

const Trust = z.object({ files: z.array(z.object({ path: z.string(), text: z.string() })) });

/** Replaces `from` in the files in force, by the admin API and with a token for it. */
export async function changeTrust(send: Send, token: string, from: string, to: string): Promise<void> {
  const authorization = `Bearer ${token}`;
  const read = await send('/admin/v1/trust', { headers: { authorization } });
  const { files } = Trust.parse(await read.json());
  const changed = files.map(({ path, text }) => ({ path, text: text.replace(from, to) }));
  const written = await send('/admin/v1/trust', {
    method: 'PUT',
    headers: {
      authorization,
      'content-type': 'application/json',
      'if-match': read.headers.get('etag') ?? '',
    },
    body: JSON.stringify({ files: changed, reason: 'a test' }),
  });
  if (written.status !== 200) throw new Error(`trust was not changed: ${await written.text()}`);
}
