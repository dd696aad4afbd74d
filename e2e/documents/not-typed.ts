/** Why a block for a shell is not typed in by `shell.test.ts`. */
type Why =
  /** It calls what is not here: a platform's own program or service, Docker, a cluster. */
  | 'of others'
  /** It changes the machine: installs or enables something for good. */
  | 'changes the machine'
  /** It builds or tests the repository itself, or measures it for minutes. */
  | 'the repository'
  /** Somebody who administers types it. */
  | 'by an admin'
  /** Another test does what it says, in the words of the page or in its own. */
  | { readonly test: string };

/** Blocks by their page and the heading they stand under. */
export const NOT_TYPED: Readonly<Record<string, Why>> = {
  '.ci/README.md#cambioci': 'the repository',
  'CONTRIBUTING.md#build-and-test': 'the repository',
  'README.md#try-it-by-hand': { test: 'documents/by-hand.test.ts' },
  'docs/guides/add-a-provider.md#3-the-expectation': 'the repository',
  'docs/guides/admins/change-trust.md#changing-trust': { test: 'flows/trust-commands.test.ts' },
  'docs/guides/admins/change-trust.md#narrower-by-what-was-used': { test: 'flows/trust-commands.test.ts' },
  'docs/guides/admins/first-mapping.md#7-put-it-in-force': { test: 'documents/tutorial.test.ts' },
  'docs/guides/issuers/aws.md#how-a-workload-gets-the-token': 'of others',
  'docs/guides/issuers/azure.md#how-a-workload-gets-the-token': 'of others',
  'docs/guides/issuers/buildkite.md#how-a-job-gets-the-token': 'of others',
  'docs/guides/issuers/circleci.md#how-a-job-gets-the-token': 'of others',
  'docs/guides/issuers/flyio.md#how-a-machine-gets-the-token': 'of others',
  'docs/guides/issuers/google.md#how-a-workload-gets-the-token': 'of others',
  'docs/guides/issuers/keycloak.md#how-a-service-gets-the-token': 'of others',
  'docs/guides/issuers/spiffe.md#how-a-workload-gets-the-token': 'of others',
  'docs/guides/issuers/vault.md#how-a-workload-gets-the-token': 'of others',
  'docs/guides/jobs/credentials.md#git': { test: 'flows/credential-git.test.ts' },
  'docs/guides/jobs/credentials.md#docker-podman-skopeo': {
    test: '../services/cli/test/credential/credential.test.ts',
  },
  'docs/guides/jobs/run.md#several-services': { test: 'flows/run.test.ts' },
  'docs/guides/operators/admin-api.md#from-the-command-line': { test: 'flows/admin-commands.test.ts' },
  'docs/guides/operators/admin-api.md#requests': 'by an admin',
  'docs/guides/operators/log-in.md#at-a-terminal': { test: 'flows/people.test.ts' },
  'docs/guides/services/apache.md#put-apache-in-front-of-a-service': { test: 'peers/apache/keys.test.ts' },
  'docs/guides/services/rabbitmq.md#let-workloads-into-rabbitmq': { test: 'peers/rabbitmq/rabbitmq.test.ts' },
  'docs/guides/services/rabbitmq.md#the-workload': { test: 'peers/rabbitmq/rabbitmq.test.ts' },
  'docs/guides/services/register-a-service.md#let-a-platforms-token-be-the-service': {
    test: 'flows/service-door.test.ts',
  },
  'docs/migrate/vault-jwt.md#a-role-and-the-mapping-for-it': 'of others',
  'docs/migrate/vault-jwt.md#vault-behind-the-gateway': 'of others',
  'docs/operate/deploy.md#check-what-you-run': 'of others',
  'docs/operate/deploy.md#systemd': 'changes the machine',
  'docs/operate/deploy.md#container': 'of others',
  'docs/operate/deploy.md#compose': 'of others',
  'docs/operate/deploy.md#helm': 'of others',
  'docs/operate/failures.md#try-it': 'the repository',
  'docs/operate/keys.md#rotate-on-demand': { test: 'flows/rotation.test.ts' },
  'docs/operate/keys.md#a-key-was-stolen': { test: 'flows/rotation.test.ts' },
  'docs/operate/keys.md#keys-that-never-leave-vault-or-openbao': 'of others',
  'docs/operate/sizing.md#sizing': 'the repository',
  'docs/tutorial.md#1-get-the-program': 'the repository',
  'docs/tutorial.md#2-a-platform': { test: 'documents/tutorial.test.ts' },
  'docs/tutorial.md#3-say-who-may-get-what': { test: 'documents/tutorial.test.ts' },
  'docs/tutorial.md#4-the-gateway': { test: 'documents/tutorial.test.ts' },
  'docs/tutorial.md#5-a-service': { test: 'documents/tutorial.test.ts' },
  'docs/tutorial.md#6-the-job': { test: 'documents/tutorial.test.ts' },
  'docs/tutorial.md#7-a-request-that-is-refused': { test: 'documents/tutorial.test.ts' },
  'docs/tutorial.md#8-change-the-rule-and-look-first': { test: 'documents/tutorial.test.ts' },
  'services/cli/README.md#cambiocli': { test: 'documents/tutorial.test.ts' },
  'services/cli/README.md#how-it-is-built': 'the repository',
  'services/console/README.md#cambioconsole': 'the repository',
};
