import type { AddCommand } from '../add-command.ts';
import { ADMIN } from '../options/admin.ts';
import { REASON } from '../options/reason.ts';
import { withOptions } from '../options/with-options.ts';

/** `cambio trust proposals`. */
export const addProposals: AddCommand = (trust, terminal, end) => {
  const proposals = trust
    .command('proposals')
    .helpCommand(false)
    .summary('look at changes that wait for another admin, and settle them');
  addList(proposals, terminal, end);
  addShow(proposals, terminal, end);
  addApprove(proposals, terminal, end);
  addReject(proposals, terminal, end);
};

const addList: AddCommand = (proposals, terminal, end) => {
  withOptions(
    proposals
      .command('list')
      .summary('list the changes that wait')
      .description(
        'List the changes that wait for another admin, the newest first. Needs the scope trust:read.',
      )
      .option('--all', 'also those that were settled'),
    ADMIN,
  )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  cambio trust proposals list --log-in browser')
    .action(async (options) => {
      const { listProposals } = await import('../proposals/list-proposals.ts');
      end(await listProposals(options, terminal));
    });
};

const addShow: AddCommand = (proposals, terminal, end) => {
  withOptions(
    proposals
      .command('show')
      .summary('say what a proposed change would do')
      .description(
        'Say who proposed a change and why, and what documents would do otherwise. With --json, also the files there ' +
          'would be. Needs the scope trust:read.',
      )
      .argument('<id>', 'the proposal'),
    ADMIN,
  )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  cambio trust proposals show 0199c2f4-8a31-7c55-b1d0-5a3f6f0f9e21')
    .action(async (id, options) => {
      const { showProposal } = await import('../proposals/show-proposal.ts');
      end(await showProposal({ ...options, id }, terminal));
    });
};

const addApprove: AddCommand = (proposals, terminal, end) => {
  withOptions(
    proposals
      .command('approve')
      .summary("approve another admin's change")
      .description("Approve another admin's change. It is in force at once. Needs the scope trust:write.")
      .argument('<id>', 'the proposal')
      .addOption(REASON),
    ADMIN,
  )
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExamples:\n  cambio trust proposals approve ID --reason 'Looked at with Ada'")
    .action(async (id, options) => {
      const { approveProposal } = await import('../proposals/settle-proposal.ts');
      end(await approveProposal({ ...options, id }, terminal));
    });
};

const addReject: AddCommand = (proposals, terminal, end) => {
  withOptions(
    proposals
      .command('reject')
      .summary('reject a change, or withdraw your own')
      .description('Reject a proposed change, or withdraw one of your own. Needs the scope trust:write.')
      .argument('<id>', 'the proposal')
      .addOption(REASON),
    ADMIN,
  )
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExamples:\n  cambio trust proposals reject ID --reason 'Too wide'")
    .action(async (id, options) => {
      const { rejectProposal } = await import('../proposals/settle-proposal.ts');
      end(await rejectProposal({ ...options, id }, terminal));
    });
};
