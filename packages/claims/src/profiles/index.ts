import type { Profile } from '../profile.ts';
import { aws } from './aws.ts';
import { azure } from './azure.ts';
import { azureDevops } from './azure-devops.ts';
import { bitbucket } from './bitbucket.ts';
import { buildkite } from './buildkite.ts';
import { circleci } from './circleci.ts';
import { cloudflareAccess } from './cloudflare-access.ts';
import { codefresh } from './codefresh.ts';
import { entra } from './entra.ts';
import { flyio } from './flyio.ts';
import { githubActions } from './github-actions.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { jenkins } from './jenkins.ts';
import { keycloak } from './keycloak.ts';
import { kubernetes } from './kubernetes.ts';
import { oidc } from './oidc.ts';
import { okta } from './okta.ts';
import { oracle } from './oracle.ts';
import { self } from './self.ts';
import { semaphore } from './semaphore.ts';
import { spacelift } from './spacelift.ts';
import { spiffe } from './spiffe.ts';
import { terraformCloud } from './terraform-cloud.ts';
import { vault } from './vault.ts';
import { vercel } from './vercel.ts';

/** Every provider there is. A new one is added here. */
const PROFILES: readonly Profile[] = [
  githubActions,
  gitlab,
  circleci,
  buildkite,
  bitbucket,
  azureDevops,
  terraformCloud,
  spacelift,
  jenkins,
  codefresh,
  semaphore,
  kubernetes,
  spiffe,
  aws,
  azure,
  google,
  oracle,
  vercel,
  flyio,
  vault,
  keycloak,
  okta,
  entra,
  cloudflareAccess,
  self,
  oidc,
];

const BY_PROVIDER: ReadonlyMap<string, Profile> = new Map(
  PROFILES.map((profile) => [profile.provider, profile]),
);

/** The names an Issuer document may have as `provider`. */
export const PROVIDERS: readonly string[] = PROFILES.map((profile) => profile.provider);

/** The profile of a provider; `undefined` for an unknown name. */
export function profileOf(provider: string): Profile | undefined {
  return BY_PROVIDER.get(provider);
}
