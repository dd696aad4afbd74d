import { BUILT_IN_CLIENTS } from '@cambio/settings';
import type { ClientMetadata } from 'oidc-provider';

const { console: CONSOLE, commandLine: COMMAND_LINE } = BUILT_IN_CLIENTS;

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

const PUBLIC = { token_endpoint_auth_method: 'none', response_types: ['code'] } as const;

/**
 * The clients by which people log in. Both are public: what they hold is held by whoever runs them. The console comes back to its own page, the command line to any port of the machine it runs on (RFC 8252 §7.3).
 */
export function builtInClients(issuer: string): ClientMetadata[] {
  return [
    {
      ...PUBLIC,
      client_id: CONSOLE,
      client_name: 'Cambio console',
      redirect_uris: [`${issuer}/console/callback`, `${issuer}/console/renewed.html`],
      grant_types: ['authorization_code'],
    },
    {
      ...PUBLIC,
      client_id: COMMAND_LINE,
      client_name: 'Cambio command line',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
      grant_types: ['authorization_code', DEVICE_GRANT],
    },
  ];
}

export function isBuiltIn(client: string): boolean {
  return client === CONSOLE || client === COMMAND_LINE;
}
