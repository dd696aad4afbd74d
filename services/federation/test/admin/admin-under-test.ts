import { err, ok } from '@cambio/oauth';
import { ADMIN_SCOPES } from '@cambio/policy';
import type { AuthenticateBearer } from '@cambio/sts';
import { type AdminParts, adminApi } from '../../src/admin/admin-api.ts';
import { createActiveTrust } from '../../src/trust/active-trust.ts';
import { sendTo } from '../http/serve-endpoint.ts';
import { recordingLog } from '../quiet-log.ts';

export const ISSUER = 'https://sts.acme.example/eu';

const NOW = 1_788_220_800_000;

/** The token of an admin with these scopes, as the fake authentication below takes it. */
export function tokenWith(...scopes: readonly string[]): string {
  return scopes.join(' ');
}

const EVERYTHING = tokenWith(...Object.keys(ADMIN_SCOPES));

export interface CallOptions {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, all else as JSON. */
  readonly body?: unknown;
}

/** An inventory that nobody is in. */
export const NOBODY: AdminParts['workloads'] = {
  list: async () => ok([]),
  get: async () => ok(undefined),
  busiest: async () => ok([]),
  countDecisions: async () => ok([]),
  mappingUse: async () => ok(undefined),
  usersOf: async () => ok([]),
  scopesOf: async () => ok({ scopes: [], alwaysNamed: true }),
};

/** A trail that was never sealed. */
const NO_TRAIL: AdminParts['trail'] = {
  chains: async () => ok([]),
  latestCheckpoint: async () => ok(undefined),
  checkpointSince: async () => ok(undefined),
  checkpointUntil: async () => ok(undefined),
  checkpoints: async () => ok([]),
  records: async () => ok([]),
};

/** The admin API of a gateway whose tokens are a list of their scopes, and whose stores the test fills. */
export function adminUnderTest(changes: Partial<AdminParts> = {}) {
  const revoked: unknown[] = [];
  const presented: Parameters<AuthenticateBearer>[0][] = [];
  const { log, lines } = recordingLog();
  const api = adminApi({
    issuer: ISSUER,
    authenticate: async (bearer) => {
      presented.push(bearer);
      return ok({ aud: `${ISSUER}/admin`, sub: 'ada', scope: bearer.token });
    },
    introspect: async () => ok({ active: true, token_type: 'Bearer' }),
    stopping: AbortSignal.abort(),
    workloads: NOBODY,
    replicas: { list: async () => ok([]) },
    requests: {
      begin: async () => ok({ state: 'begun' }),
      finish: async () => ok(undefined),
      abandon: async () => ok(undefined),
    },
    identify: (path) => () => ({
      presented: { kind: 'dpop', proof: 'p', method: 'GET', url: ISSUER + path },
    }),
    proofAlgorithms: ['ES256'],
    decisions: { get: async () => ok(undefined), list: async () => ok([]) },
    revokeBySelector: async (selector, by) => {
      if (selector.by === 'before' && selector.time > NOW) return err('time_in_future');
      revoked.push({ selector, ...by });
      return ok({ id: 'r-1', at: NOW, selector, ...by });
    },
    trust: createActiveTrust({ issuer: ISSUER, lifetime: 300, maxLifetime: 900 }, () => undefined),
    configured: [],
    trustSettings: { source: 'ledger', approvals: 0 },
    tokens: { lifetime: 300, maxLifetime: 900, algorithms: ['ES256'] },
    history: {
      latest: async () => ok(undefined),
      get: async () => ok(undefined),
      list: async () => ok([]),
      append: async () => err('unavailable'),
    },
    proposals: {
      add: async () => err('unavailable'),
      get: async () => ok(undefined),
      list: async () => ok([]),
      approve: async () => err('proposal_closed'),
      close: async () => err('proposal_closed'),
    },
    trail: NO_TRAIL,
    recordedClaims: 'profile',
    newProposalId: () => 'p-1',
    stores: { ledger: { ping: async () => ok(undefined) }, marks: { ping: async () => ok(undefined) } },
    issued: { live: async () => ok([]), countLive: async () => ok(0) },
    revocations: { list: async () => ok([]), givenBack: async () => ok(new Map()) },
    keys: { status: () => new Map() },
    drift: () => new Map(),
    verifier: { verify: async () => err({ reason: 'malformed_token', detail: 'private' }) },
    now: () => NOW,
    keyRing: { keys: () => [], follow: async () => ok('unchanged'), rotate: async () => ok([]) },
    schedule: { rotateEvery: 1000, publishAhead: 100, keepRetired: 10 },
    bodyLimit: 1000,
    rate: { take: async () => ({ left: 1, resetsIn: 60 }) },
    log,
    ...changes,
  });
  const call = (path: string, { method = 'GET', token = EVERYTHING, headers, body }: CallOptions = {}) =>
    sendTo(api, `/eu/admin/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return { api, call, revoked, presented, lines };
}
