import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from '@cambio/oauth';
import { type Platform, type PlatformOptions, startIssuer } from '../issuer/issuer.ts';
import { sample } from '../issuer/sample.ts';
import type { Changes } from '../issuer/token.ts';
import type { Answer } from '../server.ts';

export interface KubernetesOptions extends PlatformOptions {
  /** Closes discovery and key set to everybody without this bearer token, as clusters are by default. */
  readonly discoveryToken?: string;
}

/** A `serviceAccountToken` volume source. */
export interface ProjectedToken {
  readonly audience: string;
  /** Seconds; the API server's default is an hour, its minimum ten minutes. */
  readonly expirationSeconds?: number;
  readonly claims?: Changes;
}

/** A token file as the kubelet keeps it. */
export interface TokenMount {
  readonly path: string;
  /** Puts a fresh token in place, at once for every reader, as the kubelet does at 80 % of the lifetime. */
  readonly renew: () => Promise<void>;
}

export interface KubernetesPlatform extends Platform {
  /** Mounts a projected token as `token` in `directory`, which must exist. */
  readonly mountToken: (directory: string, projected: ProjectedToken) => Promise<TokenMount>;
}

/** A platform shaped like a Kubernetes API server that issues service-account tokens bound to a pod. */
export async function startKubernetesPlatform(options: KubernetesOptions): Promise<KubernetesPlatform> {
  const { platform } = await startIssuer(
    {
      name: 'k8s-key',
      algorithm: 'RS256',
      jwksPath: '/openid/v1/jwks',
      claims: (now) => ({
        ...sample('kubernetes'),
        jti: randomUUID(),
        nbf: now,
        iat: now,
        exp: now + 3600,
      }),
      subject: serviceAccountOf,
      refuse: ({ headers }) => refuse(options.discoveryToken, headers.authorization),
    },
    options,
  );

  return {
    ...platform,
    mountToken: async (directory, { audience, expirationSeconds = 3600, claims }) => {
      let version = 0;
      const renew = async () => {
        const now = Math.floor(options.now() / 1000);
        const token = await platform.issue({ aud: [audience], exp: now + expirationSeconds, ...claims });
        await project(directory, ++version, token);
      };
      await renew();
      await symlink(join('..data', 'token'), join(directory, 'token'));
      return { path: join(directory, 'token'), renew };
    },
  };
}

/** The kubelet's atomic writer: a new folder each time, and one link that is renamed over the old one. */
async function project(directory: string, version: number, token: string): Promise<void> {
  const folder = `..${version}`;
  await mkdir(join(directory, folder));
  await writeFile(join(directory, folder, 'token'), token, { mode: 0o600 });
  await symlink(folder, join(directory, '..data_tmp'));
  await rename(join(directory, '..data_tmp'), join(directory, '..data'));
  await rm(join(directory, `..${version - 1}`), { recursive: true, force: true });
}

/** `system:serviceaccount:NAMESPACE:NAME`. */
function serviceAccountOf(claims: JsonObject): string {
  const bound = member(claims, 'kubernetes.io');
  return `system:serviceaccount:${bound.namespace}:${member(bound, 'serviceaccount').name}`;
}

function member(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

/** An anonymous caller is known and may not; a wrong token is not known. */
function refuse(wanted: string | undefined, authorization: string | undefined): Answer | undefined {
  if (wanted === undefined || authorization === `Bearer ${wanted}`) return undefined;
  return authorization === undefined ? status(403, 'Forbidden') : status(401, 'Unauthorized');
}

function status(code: number, reason: string): Answer {
  return { status: code, json: { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, code } };
}
