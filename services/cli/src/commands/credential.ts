import { Argument, Command, Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { GATEWAY } from '../options/gateway.ts';
import {
  SOURCE,
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
} from '../options/platform-token.ts';
import { repeated } from '../options/repeated.ts';
import { MAPPING, SCOPE } from '../options/request.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { withOptions } from '../options/with-options.ts';

/** What every helper is told. Git and Docker ask theirs by its standard input: no token is read from there. */
const CREDENTIAL = new Command()
  .requiredOption('-a, --audience <audience>', 'the service the token is for, by its audience or id')
  .addOption(GATEWAY)
  .addOption(SCOPE)
  .addOption(MAPPING)
  .addOption(SOURCE)
  .addOption(SUBJECT_TOKEN_FILE)
  .addOption(SUBJECT_TOKEN_ENV)
  .addOption(SUBJECT_TOKEN_AUDIENCE);

const USERNAME = new Option('-u, --username <name>', 'the name that goes with the token').default('oauth2');

export const addCredential: AddCommand = (program, terminal, end) => {
  const credential = program
    .command('credential')
    .helpCommand(false)
    .summary('be the credential helper of kubectl, AWS tools, git or Docker')
    .description(
      "Give a program a fresh token whenever it asks its credential helper for one, in that helper's own protocol.",
    );
  addKubectl(credential, terminal, end);
  addAws(credential, terminal, end);
  addGit(credential, terminal, end);
  addDocker(credential, terminal, end);
};

const addKubectl: AddCommand = (credential, terminal, end) => {
  withOptions(
    credential
      .command('kubectl')
      .summary('a token for a Kubernetes API, as an ExecCredential')
      .description(
        'A credential plugin of kubectl and of every program built on client-go: writes an ExecCredential with a token ' +
          'and its end, in the version that the kubeconfig asks for.',
      ),
    CREDENTIAL,
  )
    .addHelpText(
      'after',
      `
Examples:
  kubectl config set-credentials job --exec-api-version=client.authentication.k8s.io/v1 \\
    --exec-command=cambio --exec-arg=credential,kubectl,--audience,cluster
  cambio credential kubectl --audience cluster --gateway https://sts.acme.example`,
    )
    .action(async (options) => {
      const { kubectlCredential } = await import('../credential/kubectl.ts');
      end(await kubectlCredential(options, terminal));
    });
};

const addAws: AddCommand = (credential, terminal, end) => {
  withOptions(
    credential
      .command('aws')
      .summary('keys of an AWS role, as a credential_process')
      .description(
        'What the SDKs and the command line of AWS call a credential_process: exchanges the platform token, shows the ' +
          'issued one at the AWS Security Token Service, and writes the keys of a role that trusts the gateway.',
      )
      .requiredOption('--role-arn <arn>', 'the role whose keys are wanted')
      .option('--sts-endpoint <url>', 'the token service; AWS_ENDPOINT_URL_STS, else that of AWS_REGION')
      .option(
        '--session-name <name>',
        'the name the keys are logged under; cambio- and the id of the decision',
      )
      .option('--duration <seconds>', 'how long the keys are good for; an hour', wholeNumber),
    CREDENTIAL,
  )
    .addHelpText(
      'after',
      `
Examples:
  aws configure set credential_process 'cambio credential aws --audience sts.amazonaws.com --role-arn arn:aws:iam::123456789012:role/deploy'
  cambio credential aws --audience sts.amazonaws.com --role-arn arn:aws:iam::123456789012:role/deploy --duration 900`,
    )
    .action(async (options) => {
      const { awsCredential } = await import('../credential/aws.ts');
      end(await awsCredential(options, terminal));
    });
};

const addGit: AddCommand = (credential, terminal, end) => {
  withOptions(
    credential
      .command('git')
      .summary('a token as the password of git over https')
      .description(
        'A git credential helper. Answers for the hosts that are named and no other, over https alone, and keeps nothing.',
      )
      .requiredOption(
        '--host <host>',
        'a host the token may be sent to, with its port if it has one; again for others',
        repeated,
      )
      .addOption(USERNAME),
    CREDENTIAL,
  )
    .argument('<operation>', 'get, store or erase: git adds it')
    .addHelpText(
      'after',
      `
Examples:
  git config --global credential.https://git.acme.example.helper '!cambio credential git --audience git --host git.acme.example'
  echo protocol=https host=git.acme.example | tr ' ' '\\n' | cambio credential git --audience git --host git.acme.example get`,
    )
    .action(async (operation, options) => {
      const { gitCredential } = await import('../credential/git.ts');
      end(await gitCredential(operation, options, terminal));
    });
};

const addDocker: AddCommand = (credential, terminal, end) => {
  withOptions(
    credential
      .command('docker')
      .summary('a token as the password of a container registry')
      .description(
        'A credential helper of Docker, Podman, Skopeo and others. Answers for the registries that are named and no ' +
          'other, over https alone, and keeps nothing.',
      )
      .requiredOption('--registry <host>', 'a registry the token may be sent to; again for others', repeated)
      .addOption(USERNAME),
    CREDENTIAL,
  )
    .addArgument(
      new Argument('<operation>', 'Docker adds it').choices(['get', 'list', 'store', 'erase'] as const),
    )
    .addHelpText(
      'after',
      `
Docker runs a program called docker-credential-NAME, so that a script of two lines is needed:
  #!/bin/sh
  exec cambio credential docker --audience registry --registry registry.acme.example "$@"

Examples:
  echo registry.acme.example | cambio credential docker --audience registry --registry registry.acme.example get
  cambio credential docker --audience registry --registry registry.acme.example list`,
    )
    .action(async (operation, options) => {
      const { dockerCredential } = await import('../credential/docker.ts');
      end(await dockerCredential(operation, options, terminal));
    });
};
