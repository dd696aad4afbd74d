import { context, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { Resource } from '@opentelemetry/resources';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { TelemetryChoice } from './variables.ts';

/** Traces over OTLP, in batches and in the background; what a collector does not take in time is dropped. */
export function openTraces({ sampler }: TelemetryChoice, resource: Resource): TracerProvider {
  // Which span is under way, and how callers tell theirs, is the same for all gateways of a process.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const root = new TraceIdRatioBasedSampler(sampler.ratio);
  return new TracerProvider({
    resource,
    sampler: sampler.parentBased ? new ParentBasedSampler({ root }) : root,
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
}

/** Measurements over OTLP, again and again. */
export function metricsReader({ metricsEvery }: TelemetryChoice): PeriodicExportingMetricReader {
  return new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: metricsEvery,
    exportTimeoutMillis: metricsEvery,
  });
}
