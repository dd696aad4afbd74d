import { ok } from '@cambio/oauth';
import type {
  DecisionRecord,
  Decisions,
  IssuedToken,
  IssuedTokens,
  Revocation,
  RevocationSelector,
  Revocations,
} from '../src/index.ts';

/** The part of the ledger that knows decisions, issued tokens and revocations, in memory. */
export interface LedgerInMemory {
  readonly records: readonly DecisionRecord[];
  readonly kept: Map<string, IssuedToken>;
  readonly revoked: readonly Revocation[];
  readonly decisions: Decisions;
  readonly issued: IssuedTokens;
  readonly revocations: Revocations;
}

export function ledgerInMemory(): LedgerInMemory {
  const records: DecisionRecord[] = [];
  const kept = new Map<string, IssuedToken>();
  const revoked: Revocation[] = [];

  function lineage(jti: string): readonly IssuedToken[] {
    const token = kept.get(jti);
    return token === undefined ? [] : [token, ...token.madeFrom.flatMap(lineage)];
  }
  const isRevoked = (token: IssuedToken) => revoked.some((revocation) => covers(revocation, token));

  return {
    records,
    kept,
    revoked,
    decisions: {
      record: async (record, token) => {
        records.push(record);
        if (token !== undefined) kept.set(token.jti, token);
        return ok(undefined);
      },
    },
    issued: {
      lineage: async (jti) => ok(lineage(jti).map((token) => ({ ...token, revoked: isRevoked(token) }))),
    },
    revocations: {
      add: async (revocation) => {
        revoked.push(revocation);
        return ok(undefined);
      },
    },
  };
}

function covers({ selector, at }: Revocation, token: IssuedToken): boolean {
  if (selector.by === 'before') return token.at <= selector.time;
  if (selector.by === 'token') return token.jti === selector.value;
  return token.at <= at && names(token, selector.by).includes(selector.value);
}

function names(
  { mapping, target, asked, subject, actor }: IssuedToken,
  by: RevocationSelector['by'],
): readonly (string | undefined)[] {
  switch (by) {
    case 'mapping':
      return [mapping];
    case 'target':
      return [target];
    case 'client':
      return [asked.client];
    case 'issuer':
      return [subject.issuer, actor?.issuer];
    case 'workload':
      return [subject.workload.key, actor?.workload.key];
    case 'task':
      return [subject.workload.task, actor?.workload.task];
    default:
      return [];
  }
}
