import { type ExchangeError, exchange, githubActionsSource, type TokenSource } from '@cambio/client';
import type { Ledger, StoredDecision } from '@cambio/ledger';
import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { decode, type JobEnvironment, verifyWithRemoteKeys } from '@cambio/testkit';
import type { Terminal } from '../terminal.ts';
import { TARGET } from './jobs.ts';

/** One job at the gateway, as it went. */
export interface Visit {
  readonly job: JobEnvironment;
  /** What the platform says of the job. */
  readonly upstream: JsonObject;
  /** What the gateway recorded. */
  readonly decision: StoredDecision;
  /** The token that was issued, verified the way a service does; absent where none was. */
  readonly issued?: { readonly header: JsonObject; readonly claims: JsonObject };
}

/** What went wrong on the way: not a denial. */
export type VisitFailure = ExchangeError | { readonly kind: 'unrecorded' };

/** Takes a job through an exchange over HTTP: gets its token from the platform, trades it, verifies what it got. */
export async function visit(
  job: JobEnvironment,
  gateway: string,
  { decisions }: Pick<Ledger, 'decisions'>,
  { now, wait }: Terminal,
): Promise<Result<Visit, VisitFailure>> {
  const subject = await githubActionsSource({ env: job, fetch }).token(gateway);
  if (!subject.ok) return subject;
  const source: TokenSource = { name: 'demo', token: async () => subject };
  const upstream = decode(subject.value.token).claims;

  const io = { fetch, wait, now: () => Math.floor(now() / 1000) };
  const exchanged = await exchange({ gateway, source, audience: TARGET }, io);
  const id = exchanged.ok ? exchanged.value.decisionId : decisionOf(exchanged.error);
  if (id === undefined) return exchanged.ok ? UNRECORDED : exchanged;
  const decision = await decisions.get(id);
  if (!decision.ok || decision.value === undefined) return UNRECORDED;
  if (!exchanged.ok) return ok({ job, upstream, decision: decision.value });

  const audience = decision.value.issued?.audience ?? TARGET;
  const issued = await verifyWithRemoteKeys(gateway, exchanged.value.accessToken, audience, now());
  return ok({ job, upstream, decision: decision.value, issued });
}

const UNRECORDED = err({ kind: 'unrecorded' } as const);

function decisionOf(error: ExchangeError): string | undefined {
  return error.kind === 'refused' ? error.decisionId : undefined;
}
