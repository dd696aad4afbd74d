import type { Meter } from '@opentelemetry/api';
import { openTelemetry } from '../../src/telemetry/telemetry.ts';
import { sendTo } from '../http/serve-endpoint.ts';

/** What is measured by `meter`, as Prometheus reads it: `name{labels} value`, without the labels every series has. */
export interface Measured {
  readonly meter: Meter;
  readonly series: (prefix: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export async function measured(): Promise<Measured> {
  const { meter, endpoint, close } = await openTelemetry({});
  return {
    meter,
    close,
    series: async (prefix) => {
      const page = await (await sendTo(endpoint, '/metrics')).text();
      return page
        .split('\n')
        .filter((line) => line.startsWith(prefix))
        .map((line) => line.replace(/,?otel_scope_\w+="[^"]*"/g, '').replace('{}', ''));
    },
  };
}
