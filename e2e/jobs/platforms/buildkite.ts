import type { Changes } from '@cambio/testkit';
import { z } from 'zod';
import { configOf } from '../guide.ts';
import type { JobPlatform } from './platform.ts';
import { addProgram } from './program.ts';
import { startSampleIssuer } from './sample-issuer.ts';

const BuildkiteStep = z.object({
  key: z.string(),
  env: z.record(z.string(), z.string()),
  command: z.array(z.string()),
});

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

/** Buildkite: the agent makes the token, with the ids that the step asks for. */
export async function startBuildkite(issuer: string): Promise<JobPlatform> {
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
