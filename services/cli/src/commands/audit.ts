import { Option } from '@commander-js/extra-typings';
import type { AddCommand } from '../add-command.ts';
import { instant } from '../options/instant.ts';
import { STORE } from '../options/store.ts';
import { storeOrGateway } from '../options/store-or-gateway.ts';
import { withOptions } from '../options/with-options.ts';

export const addAudit: AddCommand = (program, terminal, end) => {
  const audit = program
    .command('audit')
    .helpCommand(false)
    .summary('take the audit trail out of a gateway, and verify it');
  addExport(audit, terminal, end);
  addVerify(audit, terminal, end);
};

const addExport: AddCommand = (audit, terminal, end) => {
  withOptions(
    audit
      .command('export')
      .summary('print every decision, with the checkpoints that seal them')
      .description(
        'Print the audit trail up to its last checkpoint, a line each: every decision in its place on its chain, and the ' +
          'signed checkpoints. What is younger is sealed, and exported, a minute later. A gateway may be running on the ' +
          'store. Keep the key set of the gateway with it (`/jwks`): keys go after a rotation.',
      )
      .addOption(
        new Option('--format <format>', 'JSON Lines, or CloudEvents 1.0, a line each')
          .choices(['jsonl', 'cloudevents'] as const)
          .default('jsonl' as const),
      )
      .option('--from <time>', 'from when on, such as 2027-06-01T00:00:00Z; all there is', instant)
      .option(
        '--until <time>',
        'until when; the last checkpoint. It is verified by the keys of that time',
        instant,
      ),
    storeOrGateway('decisions:read'),
  )
    .addHelpText(
      'after',
      `
Examples:
  cambio audit export --gateway https://sts.acme.example --from 2027-06-01T00:00:00Z > june.jsonl
  cambio audit export --config cambio.yaml > trail.jsonl && curl -s https://sts.acme.example/jwks > jwks.json`,
    )
    .action(async (options) => {
      const { askForExport, exportAudit } = await import('../audit/export-audit.ts');
      end(await (options.gateway === undefined ? exportAudit : askForExport)(options, terminal));
    });
};

const addVerify: AddCommand = (audit, terminal, end) => {
  withOptions(
    audit
      .command('verify')
      .summary('find what was altered, removed, put in, moved or cut off')
      .description(
        'Verify an export, offline, by the public keys of the gateway, and name the first record that is not what the gateway ' +
          'wrote. Without a file, the store that the settings name. That everything after a checkpoint was cut off shows ' +
          'only against a later checkpoint that was kept elsewhere, such as in the log: --expect. Ends with 1 where ' +
          'something is wrong.',
      )
      .argument('[file]', 'an export; - for standard input')
      .requiredOption('-k, --keys <file>', 'the public keys of the gateway, as its /jwks gives them')
      .option('-e, --expect <checkpoint>', 'a checkpoint that was kept elsewhere, as NUMBER:HASH'),
    STORE,
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio audit verify trail.jsonl --keys jwks.json
  cambio audit verify --config cambio.yaml --keys jwks.json --expect 412:9f86d081…`,
    )
    .action(async (file, options) => {
      const { verifyAudit } = await import('../audit/verify-audit.ts');
      end(await verifyAudit(file, options, terminal));
    });
};
