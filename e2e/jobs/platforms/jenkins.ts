import { found, textOf } from '../guide.ts';
import { installLine, type JobPlatform } from './platform.ts';
import { startSampleIssuer } from './sample-issuer.ts';

/** Jenkins: `withCredentials` puts the token into a variable. */
export async function startJenkins(issuer: string): Promise<JobPlatform> {
  const { platform } = await startSampleIssuer('jenkins', issuer);
  return {
    ...platform,
    job: async (names) => {
      const file = textOf('jenkins', 'groovy', names);
      const variable = found(file, /string\(credentialsId: 'sts', variable: '(\w+)'\)/);
      const gateway = found(file, /CAMBIO_GATEWAY = '([^']+)'/);
      const token = await platform.issue({ aud: [names.gateway] });
      return {
        lines: [installLine(names), found(file, / sh '([^']+)'/)],
        env: { JENKINS_URL: 'https://jenkins.acme.example/', CAMBIO_GATEWAY: gateway, [variable]: token },
      };
    },
  };
}
