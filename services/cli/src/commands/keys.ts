import type { AddCommand } from '../add-command.ts';
import { STORE } from '../options/store.ts';
import { storeOrGateway } from '../options/store-or-gateway.ts';
import { withOptions } from '../options/with-options.ts';

export const addKeys: AddCommand = (program, terminal, end) => {
  const keys = program
    .command('keys')
    .helpCommand(false)
    .summary('see and rotate the signing keys of a gateway');
  addList(keys, terminal, end);
  addRotate(keys, terminal, end);
  addRewrap(keys, terminal, end);
};

const KEYS = storeOrGateway('keys:rotate');

const addList: AddCommand = (keys, terminal, end) => {
  withOptions(
    keys
      .command('list')
      .summary('the keys there are, and what becomes of them when')
      .description(
        'List the signing keys: which one signs, which is published to sign next, which are published until the last ' +
          'token they signed is dead, and when each changes. Reads the store that the settings name, or asks a gateway.',
      ),
    KEYS,
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio keys list --config cambio.yaml
  cambio keys list --gateway https://sts.acme.example --json`,
    )
    .action(async (options) => {
      const { listKeys } = await import('../keys/list-keys.ts');
      end(await listKeys(options, terminal));
    });
};

const addRotate: AddCommand = (keys, terminal, end) => {
  withOptions(
    keys
      .command('rotate')
      .summary('let the next keys sign from now on, or revoke keys')
      .description(
        'Let the next key of each algorithm sign from now on; the one that signed stays published until its tokens are ' +
          'dead. No token is lost and nothing is restarted: every replica follows within a second. Refused where the ' +
          'next key has not been published for keys.publishAhead, unless with --now.',
      )
      .option('-a, --algorithm <name>', 'the keys of this algorithm alone')
      .option(
        '--now',
        'whatever the age of the next key; verifiers that keep the key set refuse its tokens until they read it again',
      )
      .option(
        '--revoke <kids...>',
        'publish these keys no more, at once: all tokens they signed are dead. An active one is replaced',
      ),
    KEYS,
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  cambio keys rotate --config cambio.yaml
  cambio keys rotate --gateway https://sts.acme.example
  cambio keys rotate --revoke NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs     a key was stolen`,
    )
    .action(async (options) => {
      const { rotateKeys } = await import('../keys/rotate-keys.ts');
      end(await rotateKeys(options, terminal));
    });
};

const addRewrap: AddCommand = (keys, terminal, end) => {
  withOptions(
    keys
      .command('rewrap')
      .summary('encrypt the stored private keys under another key')
      .description(
        'Encrypt every stored private key anew: under the encryption key of the settings, or under that of another file, ' +
          'which is made where there is none. All of them or none, whatever happens meanwhile. What is stored has to open ' +
          'under the encryption key of the settings or one of its previous keys.',
      )
      .option('--new-key-file <file>', 'the file of the new encryption key; that of the settings'),
    STORE,
  )
    .addHelpText(
      'after',
      `
Examples:
  cambio keys rewrap --config cambio.yaml                        after keyFile was changed, and the old one named in previousKeyFiles
  cambio keys rewrap --data ./data --new-key-file ./data/key.2   before keyFile is changed, with one gateway that is stopped`,
    )
    .action(async (options) => {
      const { rewrapStoredKeys } = await import('../keys/rewrap-keys.ts');
      end(await rewrapStoredKeys(options, terminal));
    });
};
