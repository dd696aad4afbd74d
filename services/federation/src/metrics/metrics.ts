import type { Meter } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { Middleware } from 'koa';

/** The gateway's measurements, and the page they are read from. */
export interface Metrics {
  readonly meter: Meter;
  /** `GET /metrics` in the text format of Prometheus. */
  readonly endpoint: Middleware;
  close(): Promise<void>;
}

/** A meter provider of this gateway's own: two in one process do not add up. */
export function createMetrics(): Metrics {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter] });
  return {
    meter: provider.getMeter('cambio'),
    endpoint: (ctx) => {
      ctx.respond = false;
      ctx.res.statusCode = 200;
      exporter.getMetricsRequestHandler(ctx.req, ctx.res);
    },
    close: () => provider.shutdown(),
  };
}
