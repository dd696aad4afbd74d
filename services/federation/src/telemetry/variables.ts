/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the standard variables of OpenTelemetry ask for. Where to send it, and how, the exporters read by themselves. */
export interface TelemetryChoice {
  readonly traces: boolean;
  readonly metrics: boolean;
  /** How traces that begin here are sampled; one that a caller began goes on as they said, if `parentBased`. */
  readonly sampler: { readonly ratio: number; readonly parentBased: boolean };
  /** Milliseconds between two exports of metrics. */
  readonly metricsEvery: number;
}

const EVERY = 60_000;

/**
 * Nothing is sent unless a variable says where to, or that it should be: `OTEL_EXPORTER_OTLP_ENDPOINT`, the same for one
 * signal, or `OTEL_TRACES_EXPORTER=otlp`. `none` as an exporter turns one signal off, `OTEL_SDK_DISABLED=true` all.
 */
export function telemetryChoice(env: Environment): TelemetryChoice {
  const enabled = env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true';
  return {
    traces: enabled && isSent('TRACES', env),
    metrics: enabled && isSent('METRICS', env),
    sampler: samplerOf(env),
    metricsEvery: wholeNumber(env.OTEL_METRIC_EXPORT_INTERVAL) ?? EVERY,
  };
}

function isSent(signal: 'TRACES' | 'METRICS', env: Environment): boolean {
  const exporters = env[`OTEL_${signal}_EXPORTER`];
  if (exporters) return exporters.split(',').some((name) => name.trim() === 'otlp');
  return Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]);
}

function samplerOf(env: Environment): TelemetryChoice['sampler'] {
  const name = env.OTEL_TRACES_SAMPLER || 'parentbased_always_on';
  return { ratio: ratioOf(name, env.OTEL_TRACES_SAMPLER_ARG), parentBased: name.startsWith('parentbased_') };
}

/** An argument that is no ratio counts as 1, as the specification has it. */
function ratioOf(sampler: string, argument: string | undefined): number {
  if (sampler.endsWith('always_off')) return 0;
  if (!sampler.endsWith('traceidratio') || !argument) return 1;
  const ratio = Number(argument);
  return ratio >= 0 && ratio <= 1 ? ratio : 1;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
