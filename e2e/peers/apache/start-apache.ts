import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, LOOPBACK_TLS } from '@cambio/testkit';
import { startDaemon } from '@cambio/testkit/daemons';
import { requireFile } from '@cambio/testkit/programs';

const PROGRAM = '/usr/sbin/apache2';
const MODULES = '/usr/lib/apache2/modules';

/** What Debian enables by itself, and what the guide has `a2enmod` enable. */
const ENABLED = ['mpm_event', 'authn_core', 'authz_core', 'ssl', 'headers', 'proxy', 'proxy_http', 'oauth2'];

/** An Apache that serves one virtual host over TLS. */
export interface Apache {
  /** Origin; its certificate is that of `LOOPBACK_TLS`. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Runs Debian's Apache in a temporary folder, of which nothing is left.
 *
 * @param configure what goes into the virtual host, which callers know by this host and port
 */
export async function startApache(configure: (host: string) => string): Promise<Apache> {
  await requireFile(PROGRAM, 'apache2');
  await requireFile(`${MODULES}/mod_oauth2.so`, 'libapache2-mod-oauth2');

  const folder = await mkdtemp(join(tmpdir(), 'cambio-apache-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const host = `localhost:${port}`;
  await writeFile(join(folder, 'cert.pem'), LOOPBACK_TLS.cert);
  await writeFile(join(folder, 'key.pem'), LOOPBACK_TLS.key);
  await writeFile(join(folder, 'apache.conf'), surround(configure(host), port));

  const args = ['-DFOREGROUND', '-d', folder, '-f', 'apache.conf'];
  const daemon = await startDaemon(PROGRAM, args, { port });
  return {
    url: `https://${host}`,
    stop: async () => {
      await daemon.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** What an administrator has around it. */
function surround(configuration: string, port: number): string {
  return `
${ENABLED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
DefaultRuntimeDir .
PidFile apache.pid
ErrorLog "|/bin/cat"
User www-data
Group www-data
StartServers 1
ServerName localhost
Listen 127.0.0.1:${port}
<VirtualHost *:${port}>
ServerName localhost
SSLEngine on
SSLCertificateFile cert.pem
SSLCertificateKeyFile key.pem
${configuration}
</VirtualHost>
`;
}
