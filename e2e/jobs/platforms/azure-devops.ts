import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { configOf } from '../guide.ts';
import type { JobPlatform } from './platform.ts';
import { startSampleIssuer } from './sample-issuer.ts';

const AzureStep = z.union([
  z.strictObject({ task: z.string(), inputs: z.object({}).loose() }),
  z.strictObject({ bash: z.string(), env: z.record(z.string(), z.string()).default({}) }),
]);

/** Azure Pipelines: an endpoint makes the token, for the step that `System.AccessToken` is mapped into. */
export async function startAzure(issuer: string): Promise<JobPlatform> {
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
      return {
        lines: scripts.map(({ bash, env }) => inStep(bash, env).replaceAll('$(System.AccessToken)', bearer)),
        env: { ...variables, TF_BUILD: 'True', SYSTEM_OIDCREQUESTURI: `${platform.url}/oidctoken` },
      };
    },
  };
}

/** A variable of one step is none of the next. */
function inStep(script: string, env: Readonly<Record<string, string>>): string {
  const variables = Object.entries(env).map(([name, value]) => `export ${name}=${value}; `);
  return `(${variables.join('')}${script})`;
}
