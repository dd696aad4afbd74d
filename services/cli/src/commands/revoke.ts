import type { AddCommand } from '../add-command.ts';
import { ADMIN } from '../options/admin.ts';
import { REASON } from '../options/reason.ts';
import { SELECTOR } from '../options/selector.ts';
import { withOptions } from '../options/with-options.ts';

export const addRevoke: AddCommand = (program, terminal, end) => {
  const revoke = withOptions(
    program
      .command('revoke')
      .summary('revoke tokens that a gateway has issued')
      .description(
        'Revoke every token that was issued until now and has one thing in common, and what was made from these. Asks the ' +
          'admin API of a running gateway, for which this job, or you, need a mapping with the scope tokens:revoke. What ' +
          'is issued later is not revoked: that is for the trust documents to keep from being issued.',
      ),
    SELECTOR,
  )
    .addOption(REASON)
    .option('--dry-run', 'revoke nothing, and count the live tokens that it would cover');
  withOptions(revoke, ADMIN)
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
