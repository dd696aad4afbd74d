import { randomBytes } from 'node:crypto';
import { type Changes, type Platform, startGitLabPlatform } from '@cambio/testkit';
import { z } from 'zod';
import { expand } from './gitlab-component.ts';
import { blocksOf, configOf, type Names, rename } from './guide.ts';
import { startSampleIssuer } from './issuer.ts';
import type { Machine } from './shell.ts';

/** A page's job, ready to run: the lines its file has, and the machine they run on. */
export interface Job extends Machine {
  readonly lines: readonly string[];
}

/** A platform with a page for jobs. */
export interface JobPlatform extends Platform {
  /** Reads the page's file as the platform does, and gives its job what the platform gives it. */
  readonly job: (names: Names) => Promise<Job>;
}

type Start = (issuer: string) => Promise<JobPlatform>;

const Lines = z.array(z.string());

async function startGitlab(issuer: string): Promise<JobPlatform> {
  const platform = await startGitLabPlatform({ now: Date.now, issuer });
  return {
    ...platform,
    job: async (names) => {
      const {
        id_tokens = {},
        variables,
        before_script = [],
        script = [],
      } = expand(configOf('gitlab', names), 'deploy');
      const audiences = Object.entries(id_tokens).map(([name, { aud }]) => [name, rename(aud, names)]);
      return {
        lines: [...before_script, ...script].map((line) => rename(line, names)),
        env: { ...variables, ...(await platform.job(Object.fromEntries(audiences))) },
      };
    },
  };
}

const CircleJob = z.object({
  environment: z.record(z.string(), z.string()),
  steps: z.array(z.union([z.literal('checkout'), z.strictObject({ run: z.string() })])),
});

async function startCircle(issuer: string): Promise<JobPlatform> {
  const { platform, routes } = await startSampleIssuer('circleci', issuer);
  const program = addProgram(platform, routes, async (args) => {
    const [, claims = '{}'] = /^run oidc get --claims (.+)$/.exec(args) ?? [];
    return platform.issue(z.strictObject({ aud: z.string() }).parse(JSON.parse(claims)));
  });
  return {
    ...platform,
    job: async (names) => {
      const { jobs } = z.object({ jobs: z.object({ deploy: CircleJob }) }).parse(configOf('circleci', names));
      const { environment, steps } = jobs.deploy;
      return {
        lines: steps.flatMap((step) => (step === 'checkout' ? [] : [step.run])),
        // The one that lies there is for the organisation.
        env: { ...environment, CIRCLECI: 'true', CIRCLE_OIDC_TOKEN_V2: await platform.issue() },
        programs: { circleci: program },
      };
    },
  };
}

const BuildkiteStep = z.object({ key: z.string(), env: z.record(z.string(), z.string()), command: Lines });

/** What a token holds only where it was asked for. */
const ON_REQUEST = [
  'organization_id',
  'pipeline_id',
  'build_id',
  'cluster_id',
  'cluster_name',
  'queue_id',
  'queue_key',
];

async function startBuildkite(issuer: string): Promise<JobPlatform> {
  const { platform, routes } = await startSampleIssuer('buildkite', issuer);
  let key = '';
  const issue = async (args: string) => {
    const [, aud = '', asked = ''] = /^oidc request-token --audience (\S+) --claim (\S+)$/.exec(args) ?? [];
    const left = ON_REQUEST.filter((claim) => !asked.split(',').includes(claim));
    const absent: Changes = Object.fromEntries(left.map((claim) => [claim, undefined]));
    return platform.issue({ ...absent, aud, step_key: key });
  };
  const program = addProgram(platform, routes, issue, ' --claim $BUILDKITE_OIDC_TOKEN_CLAIMS');
  return {
    ...platform,
    job: async (names) => {
      const { steps } = z.object({ steps: z.tuple([BuildkiteStep]) }).parse(configOf('buildkite', names));
      const [step] = steps;
      key = step.key;
      return {
        lines: step.command,
        env: { ...step.env, BUILDKITE: 'true' },
        programs: { 'buildkite-agent': program },
      };
    },
  };
}

const AzureStep = z.union([
  z.strictObject({ task: z.string(), inputs: z.object({}).loose() }),
  z.strictObject({ bash: z.string(), env: z.record(z.string(), z.string()).default({}) }),
]);

async function startAzure(issuer: string): Promise<JobPlatform> {
  const { platform, routes } = await startSampleIssuer('azure-devops', issuer);
  const bearer = randomBytes(32).toString('base64url');
  routes.addForm('/oidctoken', async (_, { headers }) => {
    if (headers.authorization !== `Bearer ${bearer}`) return { status: 401, json: {} };
    return { json: { oidcToken: await platform.issue() } };
  });
  return {
    ...platform,
    job: async (names) => {
      const File = z.object({ variables: z.record(z.string(), z.string()), steps: z.array(AzureStep) });
      const { variables, steps } = File.parse(configOf('azure-devops', names));
      const scripts = steps.flatMap((step) => ('bash' in step ? [step] : []));
      const mapped = (env: Readonly<Record<string, string>>) =>
        Object.entries(env).map(
          ([name, value]) => `${name}=${value.replace('$(System.AccessToken)', bearer)}`,
        );
      return {
        // A variable of one step is none of the next.
        lines: scripts.map(
          ({ bash, env }) =>
            `(${mapped(env)
              .map((each) => `export ${each}; `)
              .join('')}${bash})`,
        ),
        env: { ...variables, TF_BUILD: 'True', SYSTEM_OIDCREQUESTURI: `${platform.url}/oidctoken` },
      };
    },
  };
}

const BitbucketStep = z.object({ oidc: z.object({ audiences: Lines }), script: Lines });

async function startBitbucket(issuer: string): Promise<JobPlatform> {
  const { platform } = await startSampleIssuer('bitbucket', issuer);
  return {
    ...platform,
    job: async (names) => {
      const Branches = z.object({ main: z.tuple([z.object({ step: BitbucketStep })]) });
      const File = z.object({ pipelines: z.object({ branches: Branches }) });
      const [{ step }] = File.parse(configOf('bitbucket', names)).pipelines.branches.main;
      const token = await platform.issue({ aud: step.oidc.audiences });
      return { lines: step.script, env: { BITBUCKET_BUILD_NUMBER: '7', BITBUCKET_STEP_OIDC_TOKEN: token } };
    },
  };
}

async function startTerraform(issuer: string): Promise<JobPlatform> {
  const { platform } = await startSampleIssuer('terraform-cloud', issuer);
  return {
    ...platform,
    job: async (names) => {
      const file = textOf('terraform-cloud', 'hcl', names);
      const audience = found(file, /key += "TFC_WORKLOAD_IDENTITY_AUDIENCE"\n +value += "([^"]+)"/);
      const TFC_WORKLOAD_IDENTITY_TOKEN = await platform.issue({ aud: audience });
      const gateway = found(file, /environment = { CAMBIO_GATEWAY = "([^"]+)" }/);
      return {
        lines: [INSTALL(names), found(file, /command += "([^"]+)"/)],
        env: { TFC_RUN_ID: 'run-Mm55Nn66Bb77Vv88', TFC_WORKLOAD_IDENTITY_TOKEN, CAMBIO_GATEWAY: gateway },
      };
    },
  };
}

async function startJenkins(issuer: string): Promise<JobPlatform> {
  const { platform } = await startSampleIssuer('jenkins', issuer);
  return {
    ...platform,
    job: async (names) => {
      const file = textOf('jenkins', 'groovy', names);
      const variable = found(file, /string\(credentialsId: 'sts', variable: '(\w+)'\)/);
      const gateway = found(file, /CAMBIO_GATEWAY = '([^']+)'/);
      const token = await platform.issue({ aud: [names.gateway] });
      return {
        lines: [INSTALL(names), found(file, / sh '([^']+)'/)],
        env: { JENKINS_URL: 'https://jenkins.acme.example/', CAMBIO_GATEWAY: gateway, [variable]: token },
      };
    },
  };
}

/** What is in the image of the machine, by the page's own words. */
const INSTALL = (names: Names) => `npm install --global ${names.package}`;

/** By the name of their page. */
export const PLATFORMS: Readonly<Record<string, Start>> = {
  gitlab: startGitlab,
  circleci: startCircle,
  buildkite: startBuildkite,
  'azure-devops': startAzure,
  bitbucket: startBitbucket,
  'terraform-cloud': startTerraform,
  jenkins: startJenkins,
};

function textOf(page: string, language: string, names: Names): string {
  return rename(
    blocksOf(page, language)
      .map(({ text }) => text)
      .join('\n'),
    names,
  );
}

function found(text: string, pattern: RegExp): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`nothing matches ${pattern}`);
  return value;
}

type Routes = Awaited<ReturnType<typeof startSampleIssuer>>['routes'];

/**
 * A program of the platform's, which has the platform make a token of its arguments: a shell script.
 *
 * @param implied what the program takes from its environment, as arguments
 */
function addProgram(
  platform: Platform,
  routes: Routes,
  issue: (args: string) => Promise<string>,
  implied = '',
): string {
  routes.add('/program', async ({ searchParams }) => ({ text: await issue(searchParams.get('args') ?? '') }));
  return `#!/bin/sh\nexec curl -fsS --get "${platform.url}/program" --data-urlencode "args=$*${implied}"\n`;
}
