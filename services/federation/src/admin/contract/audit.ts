import { z } from 'zod';
import { bare, type Operation } from './operation.ts';
import { instant } from './parameters.ts';

const line = z
  .record(z.string(), z.unknown())
  .meta({ id: 'AuditLine', description: 'An entry of the trail, or a CloudEvent with one as its `data`.' });

export const auditOperations = {
  exportAudit: {
    ...bare,
    method: 'GET',
    at: '/audit/export',
    summary: 'Export the audit trail, to be verified',
    description:
      'Whole checkpoints: after the last that was made by `from`, up to the first that was made at `until` or later. An answer that ' +
      'breaks off is not whole, and does not verify. What a line holds: docs/reference/audit-records.md.',
    scopes: ['decisions:read'],
    query: z.strictObject({
      from: instant.exactOptional().meta({ description: 'From when on; all that retention has left.' }),
      until: instant
        .exactOptional()
        .meta({ description: 'Until when; the last checkpoint. It is verified by the keys of that time.' }),
      format: z
        .enum(['jsonl', 'cloudevents'])
        .default('jsonl')
        .meta({ description: 'Bare entries, or each in a CloudEvent (1.0.2).' }),
    }),
    answers: { 200: { description: 'The trail, a line each.', schema: line, lines: true } },
    problems: ['nothing_sealed', 'too_many_streams'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
