import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { GATEWAY } from './gateway.ts';
import { LOG_IN } from './log-in.ts';
import {
  SUBJECT_TOKEN_AUDIENCE,
  SUBJECT_TOKEN_ENV,
  SUBJECT_TOKEN_FILE,
  SUBJECT_TOKEN_STDIN,
} from './subject-token.ts';

type End = (code: ExitCode) => void;

/** `cambio trust proposals`. */
export function addProposals(trust: Command, terminal: Terminal, end: End): void {
  const proposals = trust
    .command('proposals')
    .helpCommand(false)
    .summary('look at changes that wait for another admin, and settle them');
  addList(proposals, terminal, end);
  addShow(proposals, terminal, end);
  addApprove(proposals, terminal, end);
  addReject(proposals, terminal, end);
}

function addList(proposals: Command, terminal: Terminal, end: End): void {
  proposals
    .command('list')
    .summary('list the changes that wait')
    .description(
      'List the changes that wait for another admin, the newest first. Needs the scope trust:read.',
    )
    .option('--all', 'also those that were settled')
    .addOption(GATEWAY)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .addOption(LOG_IN)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  cambio trust proposals list --log-in browser')
    .action(async (options) => {
      const { listProposals } = await import('../proposals/list-proposals.ts');
      end(await listProposals(options, terminal));
    });
}

function addShow(proposals: Command, terminal: Terminal, end: End): void {
  proposals
    .command('show')
    .summary('say what a proposed change would do')
    .description(
      'Say who proposed a change and why, and what documents would do otherwise. With --json, also the files there ' +
        'would be. Needs the scope trust:read.',
    )
    .argument('<id>', 'the proposal')
    .addOption(GATEWAY)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .addOption(LOG_IN)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  cambio trust proposals show 0199c2f4-8a31-7c55-b1d0-5a3f6f0f9e21')
    .action(async (id, options) => {
      const { showProposal } = await import('../proposals/show-proposal.ts');
      end(await showProposal({ ...options, id }, terminal));
    });
}

function addApprove(proposals: Command, terminal: Terminal, end: End): void {
  proposals
    .command('approve')
    .summary("approve another admin's change")
    .description("Approve another admin's change. It is in force at once. Needs the scope trust:write.")
    .argument('<id>', 'the proposal')
    .requiredOption('-r, --reason <text>', 'why; kept with your name')
    .addOption(GATEWAY)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .addOption(LOG_IN)
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExamples:\n  cambio trust proposals approve ID --reason 'Looked at with Ada'")
    .action(async (id, options) => {
      const { approveProposal } = await import('../proposals/settle-proposal.ts');
      end(await approveProposal({ ...options, id }, terminal));
    });
}

function addReject(proposals: Command, terminal: Terminal, end: End): void {
  proposals
    .command('reject')
    .summary('reject a change, or withdraw your own')
    .description('Reject a proposed change, or withdraw one of your own. Needs the scope trust:write.')
    .argument('<id>', 'the proposal')
    .requiredOption('-r, --reason <text>', 'why; kept with your name')
    .addOption(GATEWAY)
    .addOption(SUBJECT_TOKEN_FILE)
    .addOption(SUBJECT_TOKEN_STDIN)
    .addOption(SUBJECT_TOKEN_ENV)
    .addOption(SUBJECT_TOKEN_AUDIENCE)
    .addOption(LOG_IN)
    .option('--json', 'print JSON')
    .addHelpText('after', "\nExamples:\n  cambio trust proposals reject ID --reason 'Too wide'")
    .action(async (id, options) => {
      const { rejectProposal } = await import('../proposals/settle-proposal.ts');
      end(await rejectProposal({ ...options, id }, terminal));
    });
}
