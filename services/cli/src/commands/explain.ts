import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { WHO_ASKS } from '../options/admin.ts';
import { REQUEST } from '../options/request.ts';
import { CONFIG } from '../options/store.ts';
import { withOptions } from '../options/with-options.ts';

export const addExplain: AddCommand = (program, terminal, end) => {
  const explain = withOptions(
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
      .addOption(CONFIG)
      .option('--data <folder>', "where the gateway's store is, as for `cambio serve`"),
    REQUEST,
  )
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
    );
  withOptions(explain, WHO_ASKS)
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
