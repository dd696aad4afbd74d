import { dirname, normalize } from 'node:path/posix';
import { isLoopback } from '@cambio/oauth';
import { z } from 'zod';
import type { Misfit } from './replicas.ts';

const accept = (danger: string) => z.boolean().prefault(false).describe(`Start although ${danger}.`);

/** What the gateway refuses to start with, unless it is told by name to. */
export const unsafe = z.strictObject({
  plainHttp: accept('tokens travel in the clear beyond this machine'),
  loopbackIssuer: accept('who is beyond this machine is sent to an issuer that only this machine reaches'),
  everyProxyTrusted: accept('anybody may claim any address and any certificate'),
  keyBesideStore: accept('whoever copies the folder of the store has the key it is encrypted under'),
  storeInMemory: accept('a restart forgets keys, decisions, revocations and which tokens were used'),
});

/** The settings that together decide whether one is met. */
interface Told {
  readonly issuer: string;
  readonly listen: {
    readonly host: string;
    readonly tls?: unknown;
    readonly trustedProxies: readonly string[];
  };
  readonly ledger: { readonly url: string };
  readonly marks: { readonly url: string };
  readonly keys: {
    readonly signer: string;
    readonly encryption: { readonly key?: unknown; readonly keyFile: string };
  };
  readonly unsafe: Readonly<Record<Danger, boolean>>;
}

type Danger = keyof z.output<typeof unsafe>;

interface Check {
  readonly isMet: (told: Told) => boolean;
  /** The setting to change, and how. */
  readonly member: string;
  readonly message: string;
}

/** On one machine, with the public endpoints on loopback, the defaults meet none. */
const CHECKS: Readonly<Record<Danger, Check>> = {
  plainHttp: {
    isMet: ({ listen }) =>
      isExposed(listen) && listen.tls === undefined && listen.trustedProxies.length === 0,
    member: 'listen.host',
    message:
      'would let tokens travel in the clear: set listen.tls, or listen.trustedProxies to who speaks TLS in front',
  },
  loopbackIssuer: {
    isMet: ({ listen, issuer }) => isExposed(listen) && isLoopback(URL.parse(issuer)?.hostname ?? ''),
    member: 'issuer',
    message: 'must be the URL that others reach, where listen.host is not loopback',
  },
  everyProxyTrusted: {
    isMet: ({ listen }) => listen.trustedProxies.some((network) => network.endsWith('/0')),
    member: 'listen.trustedProxies',
    message: 'must not be every address: anybody could claim any address and any certificate',
  },
  keyBesideStore: {
    isMet: (told) => isExposed(told.listen) && isKeyBesideStore(told),
    member: 'keys.encryption.keyFile',
    message:
      'must not be in the folder of the store where listen.host is not loopback: a copy of it would hold both. Or set keys.encryption.key',
  },
  storeInMemory: {
    isMet: ({ ledger, marks }) => [ledger.url, marks.url].some((url) => url.startsWith('sqlite::memory:')),
    member: 'ledger.url',
    message: 'must be a store that outlives the process, as marks.url must',
  },
};

/** What of the settings is unsafe and was not accepted by name. */
export function dangers(told: Told): readonly Misfit[] {
  return dangersMet(told)
    .filter((danger) => !told.unsafe[danger])
    .map((danger) => {
      const { member, message } = CHECKS[danger];
      return { path: member.split('.'), message: `${message} (unsafe.${danger} starts anyway)` };
    });
}

/** What of the settings is unsafe, accepted or not. */
export function dangersMet(told: Told): readonly Danger[] {
  return unsafe.keyof().options.filter((danger) => CHECKS[danger].isMet(told));
}

/** An empty one is refused as such. */
function isExposed({ host }: Told['listen']): boolean {
  return host !== '' && !isLoopback(host.includes(':') ? `[${host}]` : host);
}

/** By the paths as they are written: a link between two folders is not looked through. */
function isKeyBesideStore({ ledger, keys: { signer, encryption } }: Told): boolean {
  const store = /^sqlite:(?<path>.+)$/.exec(ledger.url)?.groups?.path;
  if (store === undefined || signer !== 'local' || encryption.key !== undefined) return false;
  return dirname(normalize(store)) === dirname(normalize(encryption.keyFile));
}
