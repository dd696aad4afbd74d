import { found, textOf } from '../guide.ts';
import { installLine, type JobPlatform } from './platform.ts';
import { startSampleIssuer } from './sample-issuer.ts';

/** HCP Terraform: the run has one token, for the audience that a variable of the workspace names. */
export async function startTerraform(issuer: string): Promise<JobPlatform> {
  const { platform } = await startSampleIssuer('terraform-cloud', issuer);
  return {
    ...platform,
    job: async (names) => {
      const file = textOf('terraform-cloud', 'hcl', names);
      const audience = found(file, /key += "TFC_WORKLOAD_IDENTITY_AUDIENCE"\n +value += "([^"]+)"/);
      const TFC_WORKLOAD_IDENTITY_TOKEN = await platform.issue({ aud: audience });
      const gateway = found(file, /environment = { CAMBIO_GATEWAY = "([^"]+)" }/);
      return {
        lines: [installLine(names), found(file, /command += "([^"]+)"/)],
        env: { TFC_RUN_ID: 'run-Mm55Nn66Bb77Vv88', TFC_WORKLOAD_IDENTITY_TOKEN, CAMBIO_GATEWAY: gateway },
      };
    },
  };
}
