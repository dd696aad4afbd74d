import type { Ledger } from '@cambio/ledger';
import { ok, type Result } from '@cambio/oauth';
import {
  adviseSteps,
  type CompiledTrust,
  type DecisionHistory,
  type Diagnostic,
  lintAt,
} from '@cambio/policy';
import type { Settings } from '@cambio/settings';
import type { z } from 'zod';
import { REPLICA_LIVES } from '../jobs/tell-replica.ts';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { inSlices } from '../trust/in-slices.ts';
import { VERSION } from '../version.ts';
import { statusOperations as operations } from './contract/status.ts';
import { declaredIn, type IssuerParts } from './issuers.ts';
import { implement } from './operation.ts';

export interface StatusParts extends IssuerParts {
  readonly issuer: string;
  readonly trust: Pick<ActiveTrust, 'current' | 'problem'>;
  readonly trustSettings: Settings['trust'];
  /** Bounds of every token, in seconds; the first algorithm is the default one. */
  readonly tokens: Settings['tokens'] & Pick<Settings['keys'], 'algorithms'>;
  readonly replicas: Pick<Ledger['replicas'], 'list'>;
  readonly workloads: Pick<Ledger['workloads'], 'mappingUse'>;
  readonly stores: Readonly<Record<'ledger' | 'marks', Store>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Store {
  ping(): Promise<Result<void, 'unavailable'>>;
}

type Status = z.input<(typeof operations.readStatus.answers)[200]['schema']>;
type Warning = Status['warnings'][number];

export function statusHandlers(parts: StatusParts) {
  const { issuer, trust, trustSettings, tokens, stores, replicas, workloads, now } = parts;
  const adviceOn = createAdvice();
  return {
    readStatus: implement(operations.readStatus, async () => {
      const { revision, trust: inForce } = trust.current();
      const [ledger, marks, seen, history] = await Promise.all([
        stateOf(stores.ledger),
        stateOf(stores.marks),
        replicas.list(now() - REPLICA_LIVES),
        historyOf(workloads),
      ]);
      const advice = await adviceOn(inForce);
      const body: Status = {
        version: VERSION,
        issuer,
        revision,
        source: trustSettings.source,
        approvals: trustSettings.source === 'ledger' ? trustSettings.approvals : 0,
        tokens,
        documents: documentsIn(inForce),
        stores: { ledger, marks },
        replicas: seen.ok ? seen.value : [],
        warnings: [
          ...ofStores({ ledger, marks }),
          ...ofTrust(trust.problem()),
          ...ofIssuers(parts, inForce),
          ...advice.flatMap(ofLint),
          ...lintAt(inForce, { now: Math.floor(now() / 1000), history }).flatMap(ofLint),
        ],
      };
      return ok({ status: 200, body });
    }),
  };
}

/** What loading advises on a trust, asked once for each. */
function createAdvice(): (trust: CompiledTrust) => Promise<readonly Diagnostic[]> {
  const known = new WeakMap<CompiledTrust, Promise<readonly Diagnostic[]>>();
  return (trust) => {
    const advice = known.get(trust) ?? inSlices(adviseSteps(trust));
    known.set(trust, advice);
    return advice;
  };
}

/** What the inventory says of the use of mappings. Milliseconds in, seconds out. */
async function historyOf(workloads: StatusParts['workloads']): Promise<DecisionHistory | undefined> {
  const use = await workloads.mappingUse();
  if (!use.ok || use.value === undefined) return undefined;
  const { since, lastUsed } = use.value;
  return {
    since: Math.floor(since / 1000),
    lastUsed: new Map([...lastUsed].map(([mapping, at]) => [mapping, Math.floor(at / 1000)])),
  };
}

async function stateOf(store: Store): Promise<'ok' | 'down'> {
  return (await store.ping()).ok ? 'ok' : 'down';
}

function documentsIn(trust: CompiledTrust): Status['documents'] {
  return {
    issuers: declaredIn(trust.issuers).length,
    targets: [...trust.targets.values()].filter(({ id }) => id !== 'admin').length,
    mappings: trust.mappings.size,
  };
}

function ofStores(stores: Status['stores']): readonly Warning[] {
  return Object.entries(stores)
    .filter(([, state]) => state === 'down')
    .map(([about]) => ({ kind: 'store_down', about, message: 'does not answer' }));
}

function ofTrust(problem: string | undefined): readonly Warning[] {
  return problem === undefined ? [] : [{ kind: 'trust_refused', about: 'trust', message: problem }];
}

function ofIssuers({ keys, drift }: IssuerParts, { issuers }: CompiledTrust): readonly Warning[] {
  const drifts = drift();
  const status = keys.status();
  return declaredIn(issuers).flatMap(({ id }): readonly Warning[] => {
    const held = status.get(id);
    const found = drifts.get(id) ?? [];
    return [
      ...(held === undefined || held.state === 'fresh'
        ? []
        : [{ kind: 'issuer_keys' as const, about: id, message: `its keys are ${held.state}` }]),
      ...found.map(({ kind, claim }) => ({
        kind: 'issuer_drift' as const,
        about: id,
        message: `${kind.replaceAll('_', ' ')}: ${claim}`,
      })),
    ];
  });
}

/** Advice that is worth a look at any time, and mappings that nobody uses. */
function ofLint({ severity, rule, message, document }: Diagnostic): readonly Warning[] {
  return severity === 'warning' || rule === 'unused'
    ? [{ kind: 'lint', about: document ?? 'trust', rule, message }]
    : [];
}
