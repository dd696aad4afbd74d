import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { EXCHANGE } from '../options/request.ts';
import { variableName } from '../options/variable-name.ts';
import { withOptions } from '../options/with-options.ts';

const VARIABLE = new Option(
  '--variable <name>',
  'the variable that export, dotenv and github-env set; CAMBIO_TOKEN',
).argParser(variableName);

export const addExchange: AddCommand = (program, terminal, end) => {
  withOptions(
    program
      .command('exchange')
      .summary("trade a job's platform token for a short-lived one")
      .description(
        'Trade the token that the platform gives this job for a short-lived one that a service accepts. Without one of ' +
          'the --subject-token options, or --source, it is looked for: in CAMBIO_SUBJECT_TOKEN, in the file that ' +
          'CAMBIO_SUBJECT_TOKEN_FILE names, then at the platforms that --source lists.',
      ),
    EXCHANGE,
  )
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
