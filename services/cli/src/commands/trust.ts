import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { ADMIN, WHO_ASKS } from '../options/admin.ts';
import { REASON } from '../options/reason.ts';
import { wholeNumber } from '../options/whole-number.ts';
import { withOptions } from '../options/with-options.ts';
import { addNarrow } from './trust-narrow.ts';
import { addProposals } from './trust-proposals.ts';

export const addTrust: AddCommand = (program, terminal, end) => {
  const trust = program
    .command('trust')
    .helpCommand(false)
    .summary('see what a change of trust documents would do, and make it');
  addPlan(trust, terminal, end);
  addApply(trust, terminal, end);
  addPull(trust, terminal, end);
  addRestore(trust, terminal, end);
  addNarrow(trust, terminal, end);
  addProposals(trust, terminal, end);
};

const EXPECT = new Option(
  '--expect <revision>',
  'the revision the change was made from; refused where another is in force',
);

const addPlan: AddCommand = (trust, terminal, end) => {
  withOptions(
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
      .addOption(
        new Option(
          '-g, --gateway <url>',
          'ask the gateway with this issuer URL, over its admin API (scope trust:write)',
        ).conflicts(['against', 'config', 'data']),
      ),
    WHO_ASKS,
  )
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
  cambio trust plan trust/ --gateway https://sts.acme.example
  cambio trust plan trust/ --data ./data --days 90      also says which mappings are not used`,
    )
    .action(async (paths, options) => {
      if (options.gateway === undefined) {
        const { planTrust } = await import('../trust/plan.ts');
        return end(await planTrust({ ...options, paths }, terminal));
      }
      const { askForPlan } = await import('../trust/asked-plan.ts');
      return end(await askForPlan({ ...options, paths }, terminal));
    });
};

const addApply: AddCommand = (trust, terminal, end) => {
  withOptions(
    trust
      .command('apply')
      .summary('make these the documents of a gateway')
      .description(
        'Make the documents in files and folders those of a running gateway, all of them: what is not among them is gone. ' +
          'They become a revision, in force at once. Needs the scopes trust:read and trust:write.',
      )
      .argument('<paths...>', 'files or folders of trust documents')
      .addOption(REASON)
      .addOption(EXPECT),
    ADMIN,
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio trust apply trust/ --reason 'Merge of #17' --gateway https://sts.acme.example`,
    )
    .action(async (paths, options) => {
      const { applyTrust } = await import('../trust/change-trust.ts');
      end(await applyTrust({ ...options, paths }, terminal));
    });
};

const addPull: AddCommand = (trust, terminal, end) => {
  withOptions(
    trust
      .command('pull')
      .summary('write the documents of a gateway into a folder')
      .description(
        'Write the documents that a gateway has in force into a folder. Needs the scope trust:read.',
      )
      .argument('<folder>', 'where they go; files of other names are left alone'),
    ADMIN,
  )
    .addHelpText(
      'after',
      `
Examples:
  cambio trust pull trust/ --gateway https://sts.acme.example`,
    )
    .action(async (folder, options) => {
      const { pullTrust } = await import('../trust/pull-trust.ts');
      end(await pullTrust({ ...options, folder }, terminal));
    });
};

const addRestore: AddCommand = (trust, terminal, end) => {
  withOptions(
    trust
      .command('restore')
      .summary('go back to an older revision')
      .description(
        'Make the documents of an older revision those of the gateway again, as a new revision. Needs the scopes ' +
          'trust:read and trust:write.',
      )
      .argument('<revision>', 'its name, such as r12')
      .addOption(REASON)
      .addOption(EXPECT),
    ADMIN,
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio trust restore r12 --reason 'It let branches deploy' --gateway https://sts.acme.example`,
    )
    .action(async (revision, options) => {
      const { restoreTrust } = await import('../trust/change-trust.ts');
      end(await restoreTrust({ ...options, revision }, terminal));
    });
};
