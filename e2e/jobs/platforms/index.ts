import { startAzure } from './azure-devops.ts';
import { startBitbucket } from './bitbucket.ts';
import { startBuildkite } from './buildkite.ts';
import { startCircle } from './circleci.ts';
import { startGitlab } from './gitlab.ts';
import { startJenkins } from './jenkins.ts';
import type { JobPlatform } from './platform.ts';
import { startTerraform } from './terraform-cloud.ts';

/** By the name of their page; each is started with the `iss` that its page is about. */
export const PLATFORMS: Readonly<Record<string, (issuer: string) => Promise<JobPlatform>>> = {
  gitlab: startGitlab,
  circleci: startCircle,
  buildkite: startBuildkite,
  'azure-devops': startAzure,
  bitbucket: startBitbucket,
  'terraform-cloud': startTerraform,
  jenkins: startJenkins,
};
