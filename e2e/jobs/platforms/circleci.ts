import { z } from 'zod';
import { configOf } from '../guide.ts';
import type { JobPlatform } from './platform.ts';
import { addProgram } from './program.ts';
import { startSampleIssuer } from './sample-issuer.ts';

const CircleJob = z.object({
  environment: z.record(z.string(), z.string()),
  steps: z.array(z.union([z.literal('checkout'), z.strictObject({ run: z.string() })])),
});

/** CircleCI: `circleci run oidc get` makes a token for an audience; the one in the environment is for the organisation. */
export async function startCircle(issuer: string): Promise<JobPlatform> {
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
