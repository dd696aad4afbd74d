import type { Meter } from '@opentelemetry/api';

/** Counts who is sent away for coming too often, by the limit; each limit is there from the start. */
export function countRefusals(meter: Meter): (limit: string) => () => void {
  const refused = meter.createCounter('cambio.rate.limited', {
    description: 'By limit: requests refused because there were too many.',
  });
  return (limit) => {
    refused.add(0, { limit });
    return () => refused.add(1, { limit });
  };
}
