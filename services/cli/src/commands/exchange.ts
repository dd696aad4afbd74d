import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { GATEWAY } from './gateway.ts';
import {
  SOURCE,
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
  SUBJECT_TOKEN_STDIN,
} from './subject-token.ts';
import { variableName } from './variable-name.ts';

const VARIABLE = new Option(
  '--variable <name>',
  'the variable that export, dotenv and github-env set; CAMBIO_TOKEN',
).argParser(variableName);

export const addExchange: AddCommand = (program, terminal, end) => {
  program
    .command('exchange')
    .summary("trade a job's platform token for a short-lived one")
    .description(
      'Trade the token that the platform gives this job for a short-lived one that a service accepts. Without one of ' +
        'the --subject-token options, or --source, it is looked for: in CAMBIO_SUBJECT_TOKEN, in the file that ' +
        'CAMBIO_SUBJECT_TOKEN_FILE names, then at the platforms that --source lists.',
    )
    .addOption(GATEWAY)
    .option('-a, --audience <audience>', 'the service the token is for, by its audience or id')
    .option('-r, --resource <uri>', 'the same, by its audience or the address of a resource')
    .option('-s, --scope <scopes...>', "what the token may do; the mapping's own scopes")
    .option('-m, --mapping <id>', 'consider only this mapping')
    .addOption(SOURCE)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .addOption(
      new Option(
        '-o, --output <form>',
        'what is printed; github-env: nothing, later steps have it in a variable',
      )
        .choices(['token', 'json', 'export', 'header', 'dotenv', 'github-env'] as const)
        .default('token' as const),
    )
    .addOption(VARIABLE)
    .option('--json', 'the same as --output json')
    .addHelpText(
      'after',
      `
Examples:
  cambio exchange --gateway https://sts.acme.example --audience deployer
  eval "$(cambio exchange --audience deployer --output export)"            sets CAMBIO_TOKEN
  curl -H "$(cambio exchange --audience deployer --output header)" https://deployer.acme.example/
  cambio exchange --audience deployer --output github-env                  for the steps that follow in GitHub Actions
  cambio exchange --audience deployer --output dotenv > token.env          for an artifact of GitLab's dotenv reports
  cambio exchange --audience deployer --scope deploy:read --subject-token-file token.jwt
  cambio exchange --audience deployer --source kubernetes`,
    )
    .action(async ({ json, ...options }) => {
      const { exchangeToken } = await import('../exchange/exchange-token.ts');
      end(await exchangeToken(json ? { ...options, output: 'json' } : options, terminal));
    });
};
