import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTrust } from '@cambio/policy';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Service, ServiceAccount } from 'kubernetes-models/v1';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENCRYPTION_KEY, filesNamedIn, loadDeployed } from '../../deploy/settings.ts';
import { ROOT } from '../../documents/page.ts';
import {
  buildRenderer,
  CHART,
  laidOver,
  type Manifest,
  type RenderChart,
  readValues,
  type Values,
} from './render-chart.ts';

const NEEDED = {
  issuer: 'https://sts.acme.example/cambio',
  image: { repository: 'registry.acme.example/cambio' },
  settings: { listen: { trustedProxies: ['10.0.0.0/8'] } },
};
const DOCUMENTS = { 'github.yaml': await readFile(join(ROOT, 'config/trust/github.yaml'), 'utf8') };

/** All the chart can do, at once. */
const EVERYTHING: Values = {
  ...NEEDED,
  image: {
    repository: 'registry.acme.example/cambio',
    digest: `sha256:${'0'.repeat(64)}`,
    pullSecrets: ['pull'],
  },
  trust: { documents: DOCUMENTS },
  settings: { tokens: { lifetime: '10m' }, listen: { trustedProxies: ['10.0.0.0/8'] } },
  ingress: { enabled: true, className: 'nginx', tlsSecret: 'sts-tls', annotations: { a: 'b' } },
  networkPolicy: {
    from: [{ namespaceSelector: {} }],
    metricsFrom: [{ podSelector: { matchLabels: { app: 'prometheus' } } }],
  },
  serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
  prometheusRule: { enabled: true, labels: { release: 'prometheus' }, runbooks: 'https://git.acme.example/' },
  serviceAccount: { name: 'sts', annotations: { a: 'b' }, mountToken: true },
  service: { annotations: { a: 'b' } },
  podAnnotations: { a: 'b' },
  podLabels: { team: 'platform' },
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ key: 'dedicated', operator: 'Exists' }],
  affinity: { nodeAffinity: {} },
  priorityClassName: 'system-cluster-critical',
  otlpEndpoint: 'http://collector.observability:4318',
};

const Scaler = z.looseObject({
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
    maxReplicas: z.int(),
  }),
});

/** Each throws for what the API's schema does not allow. */
const MODELS: Readonly<Record<string, (manifest: Manifest) => void>> = {
  ConfigMap: (manifest) => new ConfigMap(manifest).validate(),
  Deployment: (manifest) => new Deployment(manifest).validate(),
  HorizontalPodAutoscaler: (manifest) => new HorizontalPodAutoscaler(Scaler.parse(manifest)).validate(),
  Ingress: (manifest) => new Ingress(manifest).validate(),
  NetworkPolicy: (manifest) => new NetworkPolicy(manifest).validate(),
  PodDisruptionBudget: (manifest) => new PodDisruptionBudget(manifest).validate(),
  Service: (manifest) => new Service(manifest).validate(),
  ServiceAccount: (manifest) => new ServiceAccount(manifest).validate(),
};

const Port = z.looseObject({ name: z.string(), containerPort: z.int() });
const Probe = z.looseObject({ httpGet: z.strictObject({ path: z.string(), port: z.string() }) });
const Mount = z.looseObject({
  name: z.string(),
  mountPath: z.string(),
  readOnly: z.boolean().default(false),
});

const Pod = z.looseObject({
  automountServiceAccountToken: z.boolean(),
  securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.int() }),
  containers: z.tuple([
    z.looseObject({
      image: z.string(),
      args: z.array(z.string()),
      ports: z.array(Port),
      startupProbe: Probe,
      livenessProbe: Probe,
      readinessProbe: Probe,
      securityContext: z.unknown(),
      volumeMounts: z.array(Mount),
    }),
  ]),
  volumes: z.array(z.looseObject({ name: z.string() })),
});

const DeploymentManifest = z.looseObject({
  spec: z.looseObject({
    replicas: z.int().optional(),
    selector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.looseObject({
      metadata: z.looseObject({
        labels: z.record(z.string(), z.string()),
        annotations: z.record(z.string(), z.string()),
      }),
      spec: Pod,
    }),
  }),
});

const ServiceMonitorManifest = z.looseObject({
  spec: z.looseObject({
    jobLabel: z.string(),
    selector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
  }),
});

const Data = z.looseObject({ data: z.record(z.string(), z.string()) });
const SecretVolume = z.looseObject({ secret: z.looseObject({ secretName: z.string() }) });

function named(manifests: readonly Manifest[], kind: string, name = 'gateway-cambio'): Manifest {
  const found = manifests.find((each) => each.kind === kind && each.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

function kinds(manifests: readonly Manifest[]): readonly string[] {
  return manifests.map(({ kind }) => kind).sort();
}

function deploymentOf(manifests: readonly Manifest[]) {
  return DeploymentManifest.parse(named(manifests, 'Deployment')).spec;
}

function podOf(manifests: readonly Manifest[]) {
  return deploymentOf(manifests).template.spec;
}

/** The settings that the pods start with, loaded with what the Secret is said to hold. */
function settingsOf(manifests: readonly Manifest[]) {
  const { data } = Data.parse(named(manifests, 'ConfigMap'));
  return loadDeployed('cambio.yaml', data['cambio.yaml'] ?? '', {
    '/run/secrets/cambio/ledger-url': 'postgres://cambio:secret@db.acme.example/cambio?sslmode=verify-full',
    '/run/secrets/cambio/marks-url': 'rediss://cambio:secret@cache.acme.example:6379/0',
    '/run/secrets/cambio/encryption-key': ENCRYPTION_KEY,
  });
}

async function refusal(work: () => Promise<unknown>): Promise<string> {
  return work().then(
    () => 'not refused',
    (error: unknown) => String(error),
  );
}

describe('the Helm chart', () => {
  let folder: string;
  let render: RenderChart;
  let plain: readonly Manifest[];
  let full: readonly Manifest[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-chart-'));
    render = await buildRenderer(folder);
    plain = await render(NEEDED);
    full = await render(EVERYTHING);
  });

  after(() => rm(folder, { recursive: true }));

  it('makes what a gateway needs, and more where it is asked to', () => {
    const always = [
      'ConfigMap',
      'Deployment',
      'HorizontalPodAutoscaler',
      'NetworkPolicy',
      'PodDisruptionBudget',
    ];
    expect(kinds(plain)).to.deep.equal([...always, 'Service', 'ServiceAccount']);
    const more = ['ConfigMap', 'Ingress', 'PrometheusRule', 'Service', 'ServiceMonitor'];
    expect(kinds(full)).to.deep.equal([...kinds(plain), ...more].sort());
  });

  it('makes what the Kubernetes API takes', () => {
    for (const manifest of [...plain, ...full]) {
      // Of the Prometheus operator, which has its own schema.
      if (manifest.apiVersion === 'monitoring.coreos.com/v1') continue;
      const validate = MODELS[manifest.kind];
      if (validate === undefined) throw new Error(`no model of ${manifest.kind}`);
      expect(() => validate(manifest), manifest.kind).not.to.throw();
    }
  });

  it('finds its pods by labels that they have', () => {
    for (const manifests of [plain, full]) {
      const { selector, template } = deploymentOf(manifests);
      expect(template.metadata.labels).to.include(selector.matchLabels);
      for (const kind of ['NetworkPolicy', 'PodDisruptionBudget', 'Service']) {
        expect(JSON.stringify(named(manifests, kind)), kind).to.contain(
          JSON.stringify(selector.matchLabels).slice(1, -1),
        );
      }
    }
  });

  it('starts the gateway with settings that load, shared between replicas', () => {
    const { settings } = settingsOf(plain);
    expect(settings.issuer).to.equal(NEEDED.issuer);
    expect(settings.replicas).to.equal('many');
    expect(settings.trust.source).to.equal('ledger');
    const [, config] = podOf(plain).containers[0].args.flatMap((word, at, all) =>
      word === '--config' ? [word, all[at + 1]] : [],
    );
    expect(podOf(plain).containers[0].volumeMounts.map(({ mountPath }) => mountPath)).to.include(config);
  });

  it('asks where TLS is ended, and has nothing unsafe that nobody asked for', async () => {
    expect(Object.values(settingsOf(plain).settings.unsafe)).not.to.include(true);
    const { settings: _, ...silent } = NEEDED;
    expect(await refusal(() => render(silent))).to.contain('settings.listen.trustedProxies');
    const tls = { cert: '/run/secrets/cambio/tls.crt', key: '/run/secrets/cambio/tls.key' };
    const itself = await render({ ...silent, settings: { listen: { tls } } });
    expect(settingsOf(itself).settings.listen.tls).to.deep.equal(tls);
    const asked = await render({ ...silent, settings: { unsafe: { plainHttp: true } } });
    expect(settingsOf(asked).settings.unsafe.plainHttp).to.equal(true);
  });

  it('lets further settings through, and none of those it sets', async () => {
    expect(settingsOf(full).settings.tokens.lifetime).to.equal(600);
    expect(settingsOf(full).settings.listen.trustedProxies).to.have.length(1);
    const listen = { ...NEEDED.settings.listen, port: 1 };
    const ours = await render({ ...NEEDED, settings: { replicas: 'one', listen } });
    expect(settingsOf(ours).settings).to.deep.equal(settingsOf(plain).settings);
  });

  it('has every secret in a file that the Secret is mounted to, and in no manifest', () => {
    const text = Data.parse(named(plain, 'ConfigMap')).data['cambio.yaml'] ?? '';
    const { containers, volumes } = podOf(plain);
    const mount = containers[0].volumeMounts.find(({ name }) => name === 'secret');
    expect(filesNamedIn(text)).to.have.length(3);
    for (const file of filesNamedIn(text)) expect(file.startsWith(`${mount?.mountPath}/`)).to.equal(true);
    const volume = SecretVolume.parse(volumes.find(({ name }) => name === 'secret'));
    expect(volume.secret.secretName).to.equal('cambio');
    expect(kinds(full)).not.to.include('Secret');
  });

  it('probes the internal port on paths that answer there', () => {
    const [container] = podOf(plain).containers;
    const { settings } = settingsOf(plain);
    expect(container.ports).to.deep.equal([
      { name: 'public', containerPort: settings.listen.port },
      { name: 'internal', containerPort: settings.internal.port },
    ]);
    expect(container.startupProbe.httpGet).to.deep.equal({ path: '/livez', port: 'internal' });
    expect(container.livenessProbe.httpGet).to.deep.equal({ path: '/livez', port: 'internal' });
    expect(container.readinessProbe.httpGet).to.deep.equal({ path: '/readyz', port: 'internal' });
  });

  it('gives the pods no privilege, no writable root and no account token', () => {
    const pod = podOf(plain);
    expect(pod.automountServiceAccountToken).to.equal(false);
    expect(podOf(full).automountServiceAccountToken).to.equal(true);
    expect(pod.containers[0].securityContext).to.deep.equal({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const writable = pod.containers[0].volumeMounts.filter(({ readOnly }) => !readOnly);
    expect(writable.map(({ mountPath }) => mountPath)).to.deep.equal(['/var/lib/cambio']);
  });

  it('runs the image by its digest, or by the version of the chart', () => {
    expect(podOf(plain).containers[0].image).to.equal('registry.acme.example/cambio:0.1.0');
    expect(podOf(full).containers[0].image).to.equal(`registry.acme.example/cambio@sha256:${'0'.repeat(64)}`);
  });

  it('exposes the metrics to nobody who was not named', () => {
    expect(JSON.stringify(named(plain, 'Service'))).not.to.contain('internal');
    expect(JSON.stringify(named(plain, 'NetworkPolicy'))).not.to.contain('internal');
    expect(JSON.stringify(named(full, 'NetworkPolicy'))).to.contain('"port":"internal"');
    expect(JSON.stringify(named(full, 'Ingress'))).not.to.contain('internal');
  });

  it('has Prometheus read the metrics as the job that alerts and dashboard ask for', () => {
    const { spec } = ServiceMonitorManifest.parse(named(full, 'ServiceMonitor'));
    const { labels } = named(full, 'Service', 'gateway-cambio-internal').metadata;
    expect(labels).to.include(spec.selector.matchLabels);
    expect(labels[spec.jobLabel]).to.equal('cambio');
  });

  it('alerts by the rules that there are, and says where their runbooks are read', async () => {
    const { spec } = named(full, 'PrometheusRule');
    const rules = await readFile(join(ROOT, 'config/deploy/prometheus/alerts.yaml'), 'utf8');
    const moved = rules.replaceAll('runbook_url: docs/', 'runbook_url: https://git.acme.example/docs/');
    expect(spec).to.deep.equal(parse(moved));
    const here = await render({ ...NEEDED, prometheusRule: { enabled: true } });
    expect(named(here, 'PrometheusRule').spec).to.deep.equal(parse(rules));
  });

  it('mounts trust documents that load, unchanged, and has them rule', () => {
    const { settings } = settingsOf(full);
    expect(settings.trust).to.deep.equal({ source: 'directory', path: '/etc/cambio/trust' });
    expect(podOf(full).containers[0].volumeMounts.map(({ mountPath }) => mountPath)).to.include(
      '/etc/cambio/trust',
    );
    const { data } = Data.parse(named(full, 'ConfigMap', 'gateway-cambio-trust'));
    expect(data).to.deep.equal(DOCUMENTS);
    const sources = Object.entries(data).map(([path, text]) => ({ path, text }));
    const { diagnostics } = loadTrust(sources, { issuer: settings.issuer, lifetime: 300, maxLifetime: 900 });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).to.be.empty;
  });

  it('leaves the number of pods to who scales them', async () => {
    expect(deploymentOf(plain).replicas).to.equal(undefined);
    const still = await render({ ...NEEDED, autoscaling: { enabled: false }, replicaCount: 3 });
    expect(deploymentOf(still).replicas).to.equal(3);
    expect(kinds(still)).not.to.include('HorizontalPodAutoscaler');
  });

  it('starts other pods when settings change, and not when trust documents do', async () => {
    const checksum = (manifests: readonly Manifest[]) =>
      deploymentOf(manifests).template.metadata.annotations['checksum/settings'];
    const longer = await render({ ...NEEDED, settings: { ...NEEDED.settings, tokens: { lifetime: '10m' } } });
    expect(checksum(longer)).not.to.equal(checksum(plain));
    const fewer = await render({ ...EVERYTHING, trust: { documents: { 'other.yaml': 'kind: Issuer' } } });
    expect(checksum(fewer)).to.equal(checksum(full));
  });
});

describe("the chart's schema of values", () => {
  let defaults: Values;
  let isValid: (values: Values) => boolean;

  before(async () => {
    defaults = await readValues();
    const validate = new Ajv({ allowUnionTypes: true }).compile(
      JSON.parse(await readFile(join(CHART, 'values.schema.json'), 'utf8')),
    );
    isValid = (over) => validate(laidOver(defaults, over));
  });

  it('takes what the chart can do, and asks for what has no default', () => {
    expect(isValid(NEEDED)).to.equal(true);
    expect(isValid(EVERYTHING)).to.equal(true);
    expect(isValid({})).to.equal(false);
    expect(isValid({ issuer: NEEDED.issuer })).to.equal(false);
    expect(isValid({ image: NEEDED.image })).to.equal(false);
  });

  const wrong: readonly (readonly [string, Values])[] = [
    ['a value nobody knows', { replicas: 3 }],
    ['an issuer without TLS', { issuer: 'http://sts.acme.example' }],
    ['an issuer with a slash at its end', { issuer: 'https://sts.acme.example/' }],
    ['the tag latest', { image: { ...NEEDED.image, tag: 'latest' } }],
    ['a digest that is none', { image: { ...NEEDED.image, digest: 'sha256:0' } }],
    ['a setting that the chart sets', { settings: { issuer: 'https://other.acme.example' } }],
    ['an encryption key among the settings', { settings: { keys: { encryption: { key: ENCRYPTION_KEY } } } }],
    ['a database among the settings', { settings: { ledger: { url: 'postgres://a:b@c/d' } } }],
    ['a trust document that is no YAML file', { trust: { documents: { 'github.txt': 'kind: Issuer' } } }],
    ['runbooks that are at no address', { prometheusRule: { runbooks: 'docs/' } }],
    ['no Secret', { secret: '' }],
  ];

  for (const [name, values] of wrong) {
    it(`refuses ${name}`, () => {
      expect(isValid({ ...NEEDED, ...values })).to.equal(false);
    });
  }
});
