import { expect } from 'chai';
import { telemetryChoice } from '../../src/telemetry/variables.ts';

describe('telemetryChoice', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  const cases: readonly [string, Readonly<Record<string, string>>, { traces: boolean; metrics: boolean }][] =
    [
      ['nothing without variables', {}, { traces: false, metrics: false }],
      ['nothing for an empty one', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, { traces: false, metrics: false }],
      ['both to an endpoint', endpoint, { traces: true, metrics: true }],
      [
        'one to an endpoint of its own',
        { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'x' },
        { traces: true, metrics: false },
      ],
      ['what an exporter is named for', { OTEL_METRICS_EXPORTER: 'otlp' }, { traces: false, metrics: true }],
      ['not what has none', { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, { traces: false, metrics: true }],
      [
        'what has one of several',
        { OTEL_TRACES_EXPORTER: 'console, otlp' },
        { traces: true, metrics: false },
      ],
      [
        'nothing where it is disabled',
        { ...endpoint, OTEL_SDK_DISABLED: 'TRUE' },
        { traces: false, metrics: false },
      ],
    ];
  for (const [name, env, expected] of cases) {
    it(`sends ${name}`, () => expect(telemetryChoice(env)).to.deep.include(expected));
  }

  const samplers: readonly [string | undefined, string | undefined, number, boolean][] = [
    [undefined, undefined, 1, true],
    ['always_off', undefined, 0, false],
    ['parentbased_always_off', undefined, 0, true],
    ['traceidratio', '0.25', 0.25, false],
    ['parentbased_traceidratio', '0.1', 0.1, true],
    ['parentbased_traceidratio', '7', 1, true],
    ['parentbased_traceidratio', undefined, 1, true],
    ['parentbased_traceidratio', 'much', 1, true],
  ];
  for (const [sampler, argument, ratio, parentBased] of samplers) {
    it(`samples ${ratio} by ${sampler}, ${argument}`, () => {
      const env = { OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: argument };
      expect(telemetryChoice(env).sampler).to.deep.equal({ ratio, parentBased });
    });
  }

  for (const [written, every] of [
    ['5000', 5000],
    ['0', 60_000],
    ['x', 60_000],
    [undefined, 60_000],
  ] as const) {
    it(`sends measurements every ${every} ms for ${written}`, () => {
      expect(telemetryChoice({ OTEL_METRIC_EXPORT_INTERVAL: written }).metricsEvery).to.equal(every);
    });
  }
});
