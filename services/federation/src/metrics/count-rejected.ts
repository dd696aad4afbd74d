import type { Meter } from '@opentelemetry/api';

/** Counts the decisions that a sink will not have; each sink is there from the start. */
export function countRejected(meter: Meter): (sink: string) => (records: number) => void {
  const rejected = meter.createCounter('cambio.audit.sink.rejected', {
    description:
      'By sink: decisions it would not have. They are with the dead letters, or a collector said that it dropped them.',
  });
  return (sink) => {
    rejected.add(0, { sink });
    return (records) => rejected.add(records, { sink });
  };
}
