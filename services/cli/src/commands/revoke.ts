import type { AddCommand } from '../add-command.ts';
import { GATEWAY } from './gateway.ts';
import { LOG_IN } from './log-in.ts';
import {
  SOURCE,
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
  SUBJECT_TOKEN_STDIN,
} from './subject-token.ts';

export const addRevoke: AddCommand = (program, terminal, end) => {
  program
    .command('revoke')
    .summary('revoke tokens that a gateway has issued')
    .description(
      'Revoke every token that was issued until now and has one thing in common, and what was made from these. Asks the ' +
        'admin API of a running gateway, for which this job, or you, need a mapping with the scope tokens:revoke. What ' +
        'is issued later is not revoked: that is for the trust documents to keep from being issued.',
    )
    .option('--token <jti>', 'one token, by its jti; never the token itself')
    .option('--mapping <id>', 'those that a mapping granted')
    .option('--target <id>', 'those for a target')
    .option('--issuer <id>', 'those of the workloads of an Issuer')
    .option('--workload <key>', 'those of a workload, by its key as decisions have it')
    .option('--task <key>', 'those of one run of a workload, by its key')
    .option('--client <id>', 'those of a registered service')
    .option('--before <time>', 'all that were issued before a moment, such as 2027-06-01T12:00:00Z')
    .requiredOption('-r, --reason <text>', 'why; kept with your name')
    .option('--dry-run', 'revoke nothing, and count the live tokens that it would cover')
    .addOption(GATEWAY)
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
  cambio revoke --workload github-actions:repository_id=123456 --reason 'Repository taken over'
  cambio revoke --mapping shop-deploy-prod --reason 'Granted too much' --gateway https://sts.acme.example
  cambio revoke --before 2027-06-01T12:00:00Z --reason 'Signing key lost'`,
    )
    .action(async (options) => {
      const { revokeTokens } = await import('../revoke/revoke-tokens.ts');
      end(await revokeTokens(options, terminal));
    });
};
