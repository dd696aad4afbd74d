import { startGitLabPlatform } from '@cambio/testkit';
import { configOf, rename } from '../guide.ts';
import { expand } from './gitlab-component.ts';
import type { JobPlatform } from './platform.ts';

/** GitLab CI: the component is put into the pipeline, and the job has the ID tokens it asks for. */
export async function startGitlab(issuer: string): Promise<JobPlatform> {
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
