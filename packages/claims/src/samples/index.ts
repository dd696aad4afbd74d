import type { Claims } from '../claims.ts';
import aws from './aws.json' with { type: 'json' };
import awsLambda from './aws-lambda.json' with { type: 'json' };
import azure from './azure.json' with { type: 'json' };
import azureDevops from './azure-devops.json' with { type: 'json' };
import azureDevopsEntraIssued from './azure-devops-entra-issued.json' with { type: 'json' };
import azureDevopsServiceConnection from './azure-devops-service-connection.json' with { type: 'json' };
import azureV2 from './azure-v2.json' with { type: 'json' };
import bitbucket from './bitbucket.json' with { type: 'json' };
import buildkite from './buildkite.json' with { type: 'json' };
import buildkiteSubjectClaim from './buildkite-subject-claim.json' with { type: 'json' };
import circleci from './circleci.json' with { type: 'json' };
import circleciRootIssuer from './circleci-root-issuer.json' with { type: 'json' };
import cloudflareAccess from './cloudflare-access.json' with { type: 'json' };
import cloudflareAccessServiceToken from './cloudflare-access-service-token.json' with { type: 'json' };
import codefresh from './codefresh.json' with { type: 'json' };
import entra from './entra.json' with { type: 'json' };
import flyio from './flyio.json' with { type: 'json' };
import githubActions from './github-actions.json' with { type: 'json' };
import githubActionsGheCom from './github-actions-ghe-com.json' with { type: 'json' };
import githubActionsGhes from './github-actions-ghes.json' with { type: 'json' };
import githubActionsLegacySub from './github-actions-legacy-sub.json' with { type: 'json' };
import githubActionsPullRequest from './github-actions-pull-request.json' with { type: 'json' };
import gitlab from './gitlab.json' with { type: 'json' };
import gitlabForkMergeRequest from './gitlab-fork-merge-request.json' with { type: 'json' };
import gitlabSelfManaged from './gitlab-self-managed.json' with { type: 'json' };
import google from './google.json' with { type: 'json' };
import googleGceFull from './google-gce-full.json' with { type: 'json' };
import jenkins from './jenkins.json' with { type: 'json' };
import keycloak from './keycloak.json' with { type: 'json' };
import keycloakServiceAccount from './keycloak-service-account.json' with { type: 'json' };
import kubernetes from './kubernetes.json' with { type: 'json' };
import kubernetesAks from './kubernetes-aks.json' with { type: 'json' };
import kubernetesDefaultMount from './kubernetes-default-mount.json' with { type: 'json' };
import kubernetesEksIrsa from './kubernetes-eks-irsa.json' with { type: 'json' };
import kubernetesEksPodIdentity from './kubernetes-eks-pod-identity.json' with { type: 'json' };
import kubernetesGke from './kubernetes-gke.json' with { type: 'json' };
import oidc from './oidc.json' with { type: 'json' };
import oidcSigstoreDex from './oidc-sigstore-dex.json' with { type: 'json' };
import okta from './okta.json' with { type: 'json' };
import oktaServiceApp from './okta-service-app.json' with { type: 'json' };
import oracle from './oracle.json' with { type: 'json' };
import self from './self.json' with { type: 'json' };
import semaphore from './semaphore.json' with { type: 'json' };
import spacelift from './spacelift.json' with { type: 'json' };
import spiffe from './spiffe.json' with { type: 'json' };
import spiffeWit from './spiffe-wit.json' with { type: 'json' };
import terraformCloud from './terraform-cloud.json' with { type: 'json' };
import terraformCloudModuleTest from './terraform-cloud-module-test.json' with { type: 'json' };
import terraformCloudStack from './terraform-cloud-stack.json' with { type: 'json' };
import vault from './vault.json' with { type: 'json' };
import vaultOpenbao from './vault-openbao.json' with { type: 'json' };
import vercel from './vercel.json' with { type: 'json' };
import vercelExchanged from './vercel-exchanged.json' with { type: 'json' };

/**
 * The claims of one invented token per provider, under the provider's name, and of variants worth testing against
 * (`gitlab-fork-merge-request`). Times are fixed: issued at 2026-09-01T00:00:00Z.
 */
export const SAMPLES: ReadonlyMap<string, Claims> = new Map<string, Claims>([
  ['aws', aws],
  ['aws-lambda', awsLambda],
  ['azure', azure],
  ['azure-devops', azureDevops],
  ['azure-devops-entra-issued', azureDevopsEntraIssued],
  ['azure-devops-service-connection', azureDevopsServiceConnection],
  ['azure-v2', azureV2],
  ['bitbucket', bitbucket],
  ['buildkite', buildkite],
  ['buildkite-subject-claim', buildkiteSubjectClaim],
  ['circleci', circleci],
  ['circleci-root-issuer', circleciRootIssuer],
  ['cloudflare-access', cloudflareAccess],
  ['cloudflare-access-service-token', cloudflareAccessServiceToken],
  ['codefresh', codefresh],
  ['entra', entra],
  ['flyio', flyio],
  ['github-actions', githubActions],
  ['github-actions-ghe-com', githubActionsGheCom],
  ['github-actions-ghes', githubActionsGhes],
  ['github-actions-legacy-sub', githubActionsLegacySub],
  ['github-actions-pull-request', githubActionsPullRequest],
  ['gitlab', gitlab],
  ['gitlab-fork-merge-request', gitlabForkMergeRequest],
  ['gitlab-self-managed', gitlabSelfManaged],
  ['google', google],
  ['google-gce-full', googleGceFull],
  ['jenkins', jenkins],
  ['keycloak', keycloak],
  ['keycloak-service-account', keycloakServiceAccount],
  ['kubernetes', kubernetes],
  ['kubernetes-aks', kubernetesAks],
  ['kubernetes-default-mount', kubernetesDefaultMount],
  ['kubernetes-eks-irsa', kubernetesEksIrsa],
  ['kubernetes-eks-pod-identity', kubernetesEksPodIdentity],
  ['kubernetes-gke', kubernetesGke],
  ['oidc', oidc],
  ['oidc-sigstore-dex', oidcSigstoreDex],
  ['okta', okta],
  ['okta-service-app', oktaServiceApp],
  ['oracle', oracle],
  ['self', self],
  ['semaphore', semaphore],
  ['spacelift', spacelift],
  ['spiffe', spiffe],
  ['spiffe-wit', spiffeWit],
  ['terraform-cloud', terraformCloud],
  ['terraform-cloud-module-test', terraformCloudModuleTest],
  ['terraform-cloud-stack', terraformCloudStack],
  ['vault', vault],
  ['vault-openbao', vaultOpenbao],
  ['vercel', vercel],
  ['vercel-exchanged', vercelExchanged],
]);

/** The claims of a sample, by the name of a provider or a variant. */
export function sampleClaims(name: string): Claims | undefined {
  return SAMPLES.get(name);
}
