import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { LOG_IN } from './log-in.ts';
import {
  SOURCE,
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
  SUBJECT_TOKEN_STDIN,
} from './subject-token.ts';

export const addExplain: AddCommand = (program, terminal, end) => {
  program
    .command('explain')
    .summary('why a token is given, or is not')
    .description(
      'Say what the trust documents make of a token or of claims: every mapping in question, every condition, nearest ' +
        'misses first. Or, with --decision, why the gateway decided as it did. Ends with 1 where the answer is no.',
    )
    .option('--claims <file>', 'claims as a JSON object; - for standard input')
    .addOption(
      new Option(
        '--token-file <file>',
        'a token, decoded without verifying it; - for standard input',
      ).conflicts('claims'),
    )
    .option('--issuer <id>', 'the Issuer the token is of; else found by its `iss`')
    .option('-t, --trust <paths...>', 'files or folders of trust documents; those the settings name')
    .option('-c, --config <file>', 'settings; ./cambio.yaml where there is one')
    .option('--data <folder>', "where the gateway's store is, as for `cambio serve`")
    .option('-a, --audience <audience>', 'the service that is asked for, by its audience or id')
    .option('-r, --resource <uri>', 'the same, by its audience or the address of a resource')
    .option('-s, --scope <scopes...>', "scopes that are asked for; the mapping's own")
    .option('-m, --mapping <id>', 'consider only this mapping')
    .addOption(
      new Option('--binding <kind>', 'what key the caller holds')
        .choices(['none', 'dpop', 'mtls'] as const)
        .default('none' as const),
    )
    .option('--now <time>', 'the moment of the decision, as 2027-06-01T12:00:00Z or in seconds; now')
    .addOption(
      new Option('-d, --decision <id>', "a decision in the gateway's record").conflicts([
        'claims',
        'tokenFile',
        'trust',
      ]),
    )
    .addOption(
      new Option('-g, --gateway <url>', 'ask the gateway with this issuer URL, over its admin API').conflicts(
        ['config', 'data', 'claims', 'tokenFile', 'trust'],
      ),
    )
    .addOption(SOURCE)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .addOption(LOG_IN)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio explain --claims claims.json --trust trust/ --audience deployer
  cambio explain --token-file token.jwt --trust trust/ --audience deployer --scope deploy:write
  cambio explain --decision 0199c2f4-… --data ./data
  cambio explain --decision 0199c2f4-… --gateway https://sts.acme.example`,
    )
    .action(async (options) => {
      const { explainRequest } = await import('../explain/explain-request.ts');
      end(await explainRequest(options, terminal));
    });
};
