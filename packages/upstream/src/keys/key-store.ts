import type { JsonObject } from '@cambio/oauth';
import { createGuardedClient, type Egress } from '../fetch/client.ts';
import { type DeclaredIssuer, type DeclaredIssuers, isSpiffe, type KeySource } from '../issuer.ts';
import { discoverySource } from '../sources/discovery.ts';
import { jwksFileSource } from '../sources/jwks-file.ts';
import { jwksUriSource } from '../sources/jwks-uri.ts';
import type { Source } from '../sources/source.ts';
import { spiffeBundleSource } from '../sources/spiffe-bundle.ts';
import { createFetchedKeys } from './fetched-keys.ts';
import type { KeyNeeds } from './filter.ts';
import { createGivenKeys } from './given-keys.ts';
import type { IssuerKeys, KeyStatus } from './issuer-keys.ts';
import { DEFAULT_TIMING, FILE_TIMING, type KeyTiming } from './timing.ts';

export interface KeyStoreOptions {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly egress?: Egress;
  readonly timing?: Partial<KeyTiming>;
  /** The gateway's own public keys, for issuers whose keys are `own`: the same array until they change. */
  readonly ownKeys?: () => readonly JsonObject[];
  /** How many may wait for the keys of one issuer at the same time, so that a slow one holds up its own tokens alone. Default 64. */
  readonly maxWaiting?: number;
}

/** Keeps the keys of every declared issuer ready, so that no request waits for one. */
export interface KeyStore {
  /** The keys of a declared issuer; those of an earlier document of its id only if nothing they depend on changed. */
  of(issuer: DeclaredIssuer): IssuerKeys;
  /** Takes over a new revision of trust: changed and removed issuers lose their keys at once, the rest keep them. */
  setIssuers(issuers: DeclaredIssuers): void;
  /** Reads every enabled issuer's keys that are due, and resolves when all of that is done. */
  refreshDue(): Promise<void>;
  /** Reads what is due now and from then on in the background. */
  start(): void;
  /** By issuer id, enabled issuers that have keys alone. */
  status(): ReadonlyMap<string, KeyStatus>;
  /** Ends background work and connections. */
  close(): Promise<void>;
}

const TICK_MS = 1000;
const MAX_WAITING = 64;

interface Kept {
  readonly issuer: DeclaredIssuer;
  /** All that the keys depend on, as text. */
  readonly basis: string;
  readonly keys: IssuerKeys;
}

export function createKeyStore(options: KeyStoreOptions): KeyStore {
  const kept = new Map<string, Kept>();
  let ticker: NodeJS.Timeout | undefined;

  function of(issuer: DeclaredIssuer): IssuerKeys {
    const known = kept.get(issuer.id);
    return known?.issuer === issuer ? known.keys : adopt(issuer, known);
  }

  function adopt(issuer: DeclaredIssuer, known: Kept | undefined): IssuerKeys {
    const basis = basisOf(issuer);
    const keys = known?.basis === basis ? known.keys : createIssuerKeys(issuer, options);
    kept.set(issuer.id, { issuer, basis, keys });
    if (known !== undefined && known.keys !== keys) void known.keys.close();
    return keys;
  }

  function drop(id: string, keys: IssuerKeys): void {
    kept.delete(id);
    void keys.close();
  }

  async function refreshDue(): Promise<void> {
    await Promise.all([...kept.values()].map(({ keys }) => keys.refreshIfDue()));
  }

  return {
    of,
    setIssuers: (issuers) => {
      for (const [id, { keys }] of kept) if (issuers.get(id)?.enabled !== true) drop(id, keys);
      for (const issuer of issuers.values()) if (issuer.enabled && issuer.keys.kind !== 'none') of(issuer);
      if (ticker !== undefined) void refreshDue();
    },
    refreshDue,
    start: () => {
      ticker ??= setInterval(() => void refreshDue(), TICK_MS).unref();
      void refreshDue();
    },
    status: () => new Map([...kept].map(([id, { keys }]) => [id, keys.status()])),
    close: async () => {
      clearInterval(ticker);
      ticker = undefined;
      await Promise.all([...kept.values()].map(({ keys }) => keys.close()));
      kept.clear();
    },
  };
}

function basisOf({ url, profile, keys, ca, allowPrivateNetwork, algorithms }: DeclaredIssuer): string {
  return JSON.stringify([url, profile.provider, keys, ca, allowPrivateNetwork, algorithms]);
}

function createIssuerKeys(issuer: DeclaredIssuer, options: KeyStoreOptions): IssuerKeys {
  const needs = needsOf(issuer);
  const { keys } = issuer;
  if (keys.kind === 'jwks') return createGivenKeys(() => keys.keys, needs);
  if (keys.kind === 'own') return createGivenKeys(options.ownKeys ?? noKeys, needs);
  if (keys.kind === 'none') return createGivenKeys(noKeys, needs);
  const source = createSource(issuer, keys, options.egress ?? {});
  const timing = { ...DEFAULT_TIMING, ...options.timing, ...(keys.kind === 'jwksFile' ? FILE_TIMING : {}) };
  const { clock, maxWaiting = MAX_WAITING } = options;
  return createFetchedKeys({ source, needs, timing, clock, maxWaiting });
}

function createSource(issuer: DeclaredIssuer, keys: ReadSource, egress: Egress): Source {
  switch (keys.kind) {
    case 'discovery':
      return discoverySource(issuer.url, createGuardedClient(issuer, egress));
    case 'jwksUri':
      return jwksUriSource(keys.uri, keys.bearerTokenFile, createGuardedClient(issuer, egress));
    case 'jwksFile':
      return jwksFileSource(keys.path);
    case 'spiffeBundle':
      return spiffeBundleSource(keys.uri, createGuardedClient(issuer, egress));
  }
}

type ReadSource = Exclude<KeySource, { readonly kind: 'jwks' | 'own' | 'none' }>;

const NONE: readonly JsonObject[] = [];
const noKeys = () => NONE;

/** Bundles mark their keys `jwt-svid`; the OpenID provider of a SPIFFE domain marks the same keys `sig`. */
function needsOf(issuer: DeclaredIssuer): KeyNeeds {
  const fromBundle = isSpiffe(issuer) && issuer.keys.kind !== 'discovery';
  return {
    algorithms: issuer.algorithms,
    use: fromBundle || issuer.keys.kind === 'spiffeBundle' ? 'jwt-svid' : 'sig',
  };
}
