import type { Meter } from '@opentelemetry/api';

/** Counts looks at a last checkpoint that is not the gateway's own; 0 is there from the start. */
export function countForeign(meter: Meter): () => void {
  const foreign = meter.createCounter('cambio.audit.checkpoint.foreign', {
    description:
      'Times that the trail was not sealed, since its last checkpoint is none that the gateway is known to have made.',
  });
  foreign.add(0);
  return () => foreign.add(1);
}
