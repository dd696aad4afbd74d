import { type ChainedDecision, writeLine } from '@cambio/ledger';
import { z } from 'zod';
import { type HttpSinkOptions, httpSink } from './http-sink.ts';
import type { Sink } from './sink.ts';

export interface OtlpOptions extends HttpSinkOptions {
  readonly headers: Readonly<Record<string, string>>;
}

/** What a collector says of records it took the request with, and dropped (OTLP 1.x, partial success). */
const partial = z.object({
  partialSuccess: z.object({
    rejectedLogRecords: z.coerce.number().positive(),
    errorMessage: z.string().max(1000).optional(),
  }),
});

/** Severities of the log data model. */
const SEVERITY = {
  allow: { severityNumber: 9, severityText: 'INFO' },
  deny: { severityNumber: 13, severityText: 'WARN' },
} as const;

/** Logs by OTLP over HTTP, in JSON: the record as the body, and what is searched by as attributes. */
export function otlpSink(options: OtlpOptions): Sink {
  const { id, issuer, headers, log, onRejected } = options;
  const resource = { attributes: attributes({ 'service.name': 'cambio', 'cambio.issuer': issuer }) };
  const compose = (records: readonly ChainedDecision[]) => ({
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceLogs: [
        {
          resource,
          scopeLogs: [
            { scope: { name: 'cambio.audit' }, logRecords: records.map((each) => logRecord(each, issuer)) },
          ],
        },
      ],
    }),
  });
  return httpSink(options, compose, ({ text }) => {
    const dropped = partial.safeParse(parse(text)).data?.partialSuccess;
    if (dropped === undefined) return;
    const { rejectedLogRecords, errorMessage } = dropped;
    onRejected(rejectedLogRecords);
    log.error(
      { sink: id, records: rejectedLogRecords, problem: errorMessage },
      'audit sink dropped decisions',
    );
  });
}

function logRecord({ chain, seq, hash, decision, record }: ChainedDecision, issuer: string) {
  const { id, at, outcome, reason, subject, target, mapping } = decision;
  return {
    timeUnixNano: `${at}000000`,
    ...SEVERITY[outcome],
    eventName: 'cambio.decision',
    body: {
      stringValue: writeLine({ kind: 'decision', chain, seq, hash, record }, 'jsonl', issuer),
    },
    attributes: attributes({
      'cambio.decision.id': id,
      'cambio.decision.outcome': outcome,
      'cambio.decision.reason': reason,
      'cambio.issuer.id': subject.issuer,
      'cambio.workload': subject.workload,
      'cambio.target': target,
      'cambio.mapping': mapping,
      'cambio.chain': chain,
      'cambio.seq': String(seq),
    }),
  };
}

function attributes(values: Readonly<Record<string, string | undefined>>) {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: { stringValue: value } }],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
