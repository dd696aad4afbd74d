import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { mayDial } from './address.ts';
import { FetchError } from './failure.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Every address a host name has now. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export interface DialRules {
  /** PEM; when given, the only authority trusted. */
  readonly ca?: string | undefined;
  readonly allowPrivateNetwork: boolean;
  readonly timeoutMs: number;
}

/**
 * Opens connections to allowed addresses alone. Names are resolved once per connection, inside the dial, so the
 * address that is judged is the one that is dialled: a name that changes its mind (DNS rebinding) changes nothing.
 * In clear (`http:`) it dials this machine itself and nothing else.
 */
export function createDial(rules: DialRules, resolve: Resolve): buildConnector.connector {
  const encrypted = guardedConnector(rules, resolve, 'https:');
  const clear = guardedConnector(rules, resolve, 'http:');
  return (target, callback) => (target.protocol === 'http:' ? clear : encrypted)(target, callback);
}

function guardedConnector(rules: DialRules, resolve: Resolve, protocol: string): buildConnector.connector {
  const judge = (address: string) => mayDial(address, protocol, rules.allowPrivateNetwork);
  const connect = buildConnector({
    ...(rules.ca === undefined ? {} : { ca: rules.ca }),
    allowH2: false,
    timeout: rules.timeoutMs,
    lookup: guardedLookup(resolve, judge),
  });
  return (target, callback) => {
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    // An address is dialled without a look-up.
    if (isIP(literal) !== 0 && !judge(literal)) callback(forbidden(literal), null);
    else connect(target, callback);
  };
}

function guardedLookup(resolve: Resolve, judge: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const allowed = addresses.filter(({ address }) => judge(address));
        const [first] = allowed;
        if (first === undefined) callback(forbidden(hostname), '');
        else if (options.all === true) callback(null, [...allowed]);
        else callback(null, first.address, first.family);
      },
      () => callback(new FetchError('unreachable', `${hostname} does not resolve`), ''),
    );
  };
}

function forbidden(host: string): FetchError {
  return new FetchError('forbidden_address', `${host} has no address that may be dialled`);
}
