import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../documents/page.ts';
import { ENCRYPTION_KEY, filesNamedIn, loadDeployed } from './settings.ts';

const FOLDER = join(ROOT, 'config/deploy/compose');

const Service = z.looseObject({
  image: z.string(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  read_only: z.boolean().default(false),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).default({}),
  network_mode: z.string().optional(),
  stop_grace_period: z.string().optional(),
  command: z.array(z.string()).default([]),
});

const Compose = z.strictObject({
  name: z.string(),
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
});

const Collector = z.strictObject({
  receivers: z.strictObject({
    otlp: z.strictObject({ protocols: z.strictObject({ http: z.strictObject({ endpoint: z.string() }) }) }),
    prometheus: z.strictObject({
      config: z.strictObject({
        scrape_configs: z.array(
          z.looseObject({ static_configs: z.array(z.strictObject({ targets: z.array(z.string()) })) }),
        ),
      }),
    }),
  }),
  processors: z.record(z.string(), z.unknown()),
  exporters: z.record(z.string(), z.unknown()),
  service: z.strictObject({
    pipelines: z.record(
      z.string(),
      z.strictObject({
        receivers: z.array(z.string()),
        processors: z.array(z.string()),
        exporters: z.array(z.string()),
      }),
    ),
  }),
});

const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

const compose = Compose.parse(parse(read('compose.yaml')));
const services = Object.entries(compose.services);
const collector = Collector.parse(parse(read('collector.yaml')));
const written = read('cambio.yaml');
const secrets = Object.keys(compose.secrets).map((name) => [
  `/run/secrets/${name}`,
  name === 'encryption-key' ? ENCRYPTION_KEY : 'secret',
]);
const { settings, members } = loadDeployed('cambio.yaml', written, Object.fromEntries(secrets));

/** What of a service is mounted where. */
function mountsOf({ volumes }: z.output<typeof Service>): ReadonlyMap<string, string> {
  return new Map(
    volumes.map((volume) => volume.split(':')).map(([source = '', target = '']) => [target, source]),
  );
}

function serviceNamed(name: string): z.output<typeof Service> {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}

describe('the compose file', () => {
  for (const [name, service] of services) {
    it(`runs ${name} from an image of an exact version, without privileges`, () => {
      expect(service.image).to.match(/^([a-z.]+\/)*[a-z-]+:\d+(\.\d+)+(-[a-z]+)?$/);
      expect(service.cap_drop).to.deep.equal(['ALL']);
      expect(service.security_opt).to.deep.equal(['no-new-privileges:true']);
    });

    it(`mounts into ${name} what is there`, () => {
      for (const source of mountsOf(service).values()) {
        const there = source.startsWith('.') ? existsSync(join(FOLDER, source)) : source in compose.volumes;
        expect(there, source).to.equal(true);
      }
      expect(Object.keys(compose.secrets)).to.include.members(service.secrets);
      expect(Object.keys(compose.services)).to.include.members(Object.keys(service.depends_on));
    });

    it(`tells ${name} no secret outright`, () => {
      for (const [variable, value] of Object.entries(service.environment)) {
        if (/PASSWORD|SECRET|KEY|TOKEN/.test(variable)) expect(value, variable).to.match(/^\/run\/secrets\//);
      }
    });
  }

  it('gives the gateway as long to stop as systemd does', () => {
    const unit = readFileSync(join(ROOT, 'config/deploy/systemd/cambio.service'), 'utf8');
    const seconds = /^TimeoutStopSec=(?<seconds>\d+)$/m.exec(unit)?.groups?.seconds;
    expect(serviceNamed('cambio').stop_grace_period).to.equal(`${seconds}s`);
  });

  it('opens one port, on the loopback, and it is the gateway that is there', () => {
    const opened = services.flatMap(([name, { ports }]) => ports.map((port) => [name, port]));
    expect(opened).to.deep.equal([['cambio', `127.0.0.1:8080:${settings.listen.port}`]]);
    expect(new URL(settings.issuer).port).to.equal('8080');
  });

  it('builds the gateway from the container file, with a root that is read-only', () => {
    const { build, read_only } = serviceNamed('cambio');
    expect(existsSync(join(FOLDER, build?.context ?? '', build?.dockerfile ?? ''))).to.equal(true);
    expect(read_only).to.equal(true);
  });
});

describe('the settings of the compose file', () => {
  const gateway = serviceNamed('cambio');

  it('are mounted where the image looks for them', () => {
    expect(mountsOf(gateway).get('/etc/cambio/cambio.yaml')).to.equal('./cambio.yaml');
  });

  it('name no secret that the gateway does not get, and hold none', () => {
    expect(filesNamedIn(written)).to.have.members(gateway.secrets.map((name) => `/run/secrets/${name}`));
    expect(members.get('ledger.url')?.written).to.match(/^postgres:\/\/cambio:\$\{file:/);
    expect(members.get('marks.url')?.written).to.match(/^redis:\/\/:\$\{file:/);
    expect(members.get('keys.encryption.key')?.written).to.match(/^\$\{file:[^}]+\}$/);
  });

  it('find the stores by the names of their services', () => {
    const ledger = new URL(settings.ledger.url);
    const { environment } = serviceNamed(ledger.hostname);
    expect(ledger.username).to.equal(environment.POSTGRES_USER);
    expect(ledger.pathname).to.equal(`/${environment.POSTGRES_DB}`);
    expect(compose.services).to.have.property(new URL(settings.marks.url).hostname);
    expect(settings.replicas).to.equal('many');
  });

  it('seed the trust documents that are mounted', () => {
    const seed = 'seed' in settings.trust ? settings.trust.seed : undefined;
    const folders = [...mountsOf(gateway).keys()].filter((target) => target.startsWith(`${seed}/`));
    expect(folders).to.have.length(1);
  });

  it('write nowhere but into the volume', () => {
    const volumes = [...mountsOf(gateway)].filter(([, source]) => source in compose.volumes);
    for (const sink of settings.audit.sinks) {
      if (!('deadLetters' in sink)) continue;
      expect(volumes.some(([target]) => sink.deadLetters.startsWith(`${target}/`))).to.equal(true);
    }
  });
});

describe("the collector's configuration", () => {
  it('takes what the gateway sends, and asks where its metrics are', () => {
    const [sink] = settings.audit.sinks;
    if (sink?.type !== 'otlp') throw new Error('no sink that speaks OTLP');
    const { endpoint } = collector.receivers.otlp.protocols.http;
    expect(sink.url).to.equal(`http://${endpoint}/v1/logs`);
    const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = serviceNamed('cambio').environment;
    expect(traces).to.equal(`http://${endpoint}/v1/traces`);
    const targets = collector.receivers.prometheus.config.scrape_configs
      .flatMap(({ static_configs }) => static_configs)
      .flatMap((each) => each.targets);
    expect(targets).to.deep.equal([`${settings.internal.host}:${settings.internal.port}`]);
    expect(serviceNamed('collector').network_mode).to.equal('service:cambio');
  });

  it('uses all it declares, and declares all it uses', () => {
    const pipelines = Object.values(collector.service.pipelines);
    const used = (part: 'receivers' | 'processors' | 'exporters') => [
      ...new Set(pipelines.flatMap((each) => each[part])),
    ];
    expect(used('receivers')).to.have.members(Object.keys(collector.receivers));
    expect(used('processors')).to.have.members(Object.keys(collector.processors));
    expect(used('exporters')).to.have.members(Object.keys(collector.exporters));
  });

  it('is mounted where the collector looks for it', () => {
    expect(mountsOf(serviceNamed('collector')).get('/etc/otelcol/config.yaml')).to.equal('./collector.yaml');
    expect(serviceNamed('collector').command).to.deep.equal(['--config=/etc/otelcol/config.yaml']);
  });
});
