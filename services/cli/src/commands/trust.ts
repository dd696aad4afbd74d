import type { AddCommand } from '../add-command.ts';
import { wholeNumber } from './whole-number.ts';

export const addTrust: AddCommand = (program, terminal, end) => {
  const trust = program
    .command('trust')
    .helpCommand(false)
    .summary('see what a change of trust documents would do');
  trust
    .command('plan')
    .summary('what would change: documents, and recorded decisions')
    .description(
      'Compare trust documents with others by what they do, and make the decisions that a gateway has recorded again ' +
        'under both: what would newly be allowed, what would newly be denied, and why. Changes nothing.',
    )
    .argument('<paths...>', 'files or folders of the new trust documents')
    .option('-a, --against <paths...>', 'the documents to compare with; those in force, by the settings')
    .option('-c, --config <file>', "the gateway's settings: its record of decisions is used")
    .option('-d, --data <folder>', 'the folder the gateway keeps its store in: the same')
    .option('--days <number>', 'how far back decisions are made again', wholeNumber, 30)
    .option('--limit <number>', 'how many of them at the most, the newest first', wholeNumber, 10_000)
    .option('--fail-on-change', 'end with 1 where anything would change')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio trust plan trust/ --against main/trust/
  cambio trust plan trust/ --config cambio.yaml
  cambio trust plan trust/ --data ./data --days 90      also says which mappings are not used`,
    )
    .action(async (paths, options) => {
      const { planTrust } = await import('../trust/plan.ts');
      end(await planTrust({ ...options, paths }, terminal));
    });
};
