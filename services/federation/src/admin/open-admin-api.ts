import { PROOF_ALGORITHMS } from '@cambio/binding';
import type { Settings } from '@cambio/settings';
import type { Middleware } from 'koa';
import { ids } from '../ids.ts';
import { keySchedule } from '../open-keys.ts';
import type { Limits } from '../open-limits.ts';
import type { Stores } from '../open-stores.ts';
import type { Upstream } from '../open-upstream.ts';
import type { Surroundings } from '../surroundings.ts';
import { type AdminParts, adminApi } from './admin-api.ts';

type Doors = Pick<
  AdminParts,
  'authenticate' | 'introspect' | 'identify' | 'trust' | 'verifier' | 'revokeBySelector'
> & { readonly limits: Pick<Limits, 'admin'> };

/** The admin API of this gateway, over its stores and what it does for callers. */
export function openAdminApi(
  settings: Settings,
  { limits, ...doors }: Doors,
  { keys, drift }: Upstream,
  { ledger, marks, keyRing }: Stores,
  { log, now, stopping }: Pick<Surroundings, 'log' | 'now'> & Pick<AdminParts, 'stopping'>,
): Middleware {
  return adminApi({
    ...doors,
    issuer: settings.issuer,
    trustSettings: settings.trust,
    tokens: { ...settings.tokens, algorithms: settings.keys.algorithms },
    configured: settings.admin.documents,
    stores: { ledger, marks },
    history: ledger.trust,
    proposals: ledger.proposals,
    decisions: ledger.decisions,
    trail: ledger.trail,
    recordedClaims: settings.audit.claims,
    newProposalId: ids.proposal,
    issued: ledger.issued,
    revocations: ledger.revocations,
    workloads: ledger.workloads,
    replicas: ledger.replicas,
    requests: ledger.requests,
    stopping,
    keys,
    drift,
    keyRing,
    schedule: keySchedule(settings),
    proofAlgorithms: PROOF_ALGORITHMS,
    bodyLimit: settings.limits.body,
    rate: limits.admin,
    now,
    log,
  });
}
