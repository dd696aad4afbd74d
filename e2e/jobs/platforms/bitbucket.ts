import { z } from 'zod';
import { configOf } from '../guide.ts';
import type { JobPlatform } from './platform.ts';
import { startSampleIssuer } from './sample-issuer.ts';

const BitbucketStep = z.object({
  oidc: z.object({ audiences: z.array(z.string()) }),
  script: z.array(z.string()),
});

/** Bitbucket Pipelines: the step has one token, for the audiences that its file names. */
export async function startBitbucket(issuer: string): Promise<JobPlatform> {
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
