import { hostname } from 'node:os';
import type { Meter, Tracer } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import {
  defaultResource,
  detectResources,
  type Resource,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider } from '@opentelemetry/sdk-metrics';
import type { Middleware } from 'koa';
import { VERSION } from '../version.ts';
import { type Environment, telemetryChoice } from './variables.ts';

/** The gateway's measurements and traces, and the page the measurements are read from. */
export interface Telemetry {
  readonly meter: Meter;
  /** Absent where nobody wants traces: then nothing is wrapped, and no request pays for them. */
  readonly tracer: Tracer | undefined;
  /** `GET /metrics` in the text format of Prometheus. */
  readonly endpoint: Middleware;
  /** Sends what is due. */
  close(): Promise<void>;
}

/**
 * Sets up OpenTelemetry: measurements for Prometheus always, and over OTLP whatever the standard variables ask for. Providers
 * are this gateway's own: two in one process do not add up. What sends is loaded only where something is sent.
 */
export async function openTelemetry(env: Environment, worker?: number): Promise<Telemetry> {
  const choice = telemetryChoice(env);
  const resource = resourceOf(worker);
  const otlp = choice.traces || choice.metrics ? await import('./otlp.ts') : undefined;
  const page = new PrometheusExporter({ preventServerStart: true, withResourceConstantLabels: WORKER_LABEL });
  const pushed: readonly IMetricReader[] = choice.metrics && otlp ? [otlp.metricsReader(choice)] : [];
  const meters = new MeterProvider({ resource, readers: [page, ...pushed] });
  const traces = choice.traces ? otlp?.openTraces(choice, resource) : undefined;
  return {
    meter: meters.getMeter('cambio', VERSION),
    tracer: traces?.getTracer('cambio', VERSION),
    endpoint: (ctx) => {
      ctx.respond = false;
      ctx.res.statusCode = 200;
      page.getMetricsRequestHandler(ctx.req, ctx.res);
    },
    close: async () => {
      await Promise.allSettled([meters.shutdown(), traces?.shutdown()]);
    },
  };
}

/** What tells the measurements of one worker from those of the others, where all are on one page. */
const WORKER_LABEL = /^cambio\.worker$/;

/** What everything that is sent is said to come from; `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` win. */
function resourceOf(worker: number | undefined): Resource {
  const ours = resourceFromAttributes({ 'service.name': 'cambio', 'service.version': VERSION });
  const told = detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] });
  const one = defaultResource().merge(ours).merge(told);
  return worker === undefined ? one : one.merge(workerResource(one, worker));
}

/** An instance of its own for each worker: a number behind the name that was given, or the machine's. */
function workerResource({ attributes }: Resource, worker: number): Resource {
  const instance = attributes['service.instance.id'] ?? hostname();
  return resourceFromAttributes({
    'service.instance.id': `${instance}-${worker}`,
    'cambio.worker': String(worker),
  });
}
