import { type Acme, type AcmeOptions, openAcme } from './acme.ts';

/** What makes the first job an admin. */
const ADMIN_TRUST = `
---
kind: Mapping
id: job-admin
owner: platform@acme.example
purpose: The job looks after the gateway
issuer: jobs
target: admin
match: { sub: job-1 }
grant: { scopes: ["decisions:read", "keys:rotate", "tokens:revoke", "trust:read", "trust:write"], subject: "admin.{sub}" }
`;

/** A gateway whose first job is an admin. */
export interface Administration extends Acme {
  /** The admin API's resource identifier. */
  readonly admin: string;
  readonly adminToken: (scope?: string, headers?: Readonly<Record<string, string>>) => Promise<string>;
  /** Calls the admin API; a body is posted as JSON. At `address` where it is another process's. */
  readonly call: (path: string, options?: CallOptions) => Promise<Response>;
}

export interface CallOptions {
  /** Absent: a new one with every scope. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly address?: string;
}

export async function openAdministration(
  options: Pick<AcmeOptions, 'path' | 'args' | 'trustSource'> = {},
): Promise<Administration> {
  const acme = await openAcme({ moreTrust: ADMIN_TRUST, ...options });
  const { issuer } = acme.gateway;
  const adminToken: Administration['adminToken'] = (scope, headers) =>
    acme.grant({ audience: 'admin', scope }, headers);
  return {
    ...acme,
    admin: `${issuer}/admin`,
    adminToken,
    call: async (at, { token, headers = {}, body, address = issuer } = {}) =>
      fetch(`${address}/admin/v1/${at}`, {
        headers: {
          authorization: `Bearer ${token ?? (await adminToken())}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      }),
  };
}
