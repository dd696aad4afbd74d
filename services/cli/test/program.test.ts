import { expect } from 'chai';
import { EXIT } from '../src/exit-code.ts';
import { cambio } from './cambio.ts';

const COMMANDS = ['demo', 'serve', 'check', 'explain', 'exchange', 'run', 'whoami', 'revoke'];

describe('the program', () => {
  it('lists its commands and exit codes', async () => {
    const { code, stdout, stderr } = await cambio(['--help']);
    expect({ code, stderr }).to.deep.equal({ code: EXIT.done, stderr: '' });
    for (const command of COMMANDS) expect(stdout).to.match(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).to.contain('3  something could not be reached');
  });

  it('tells its version', async () => {
    expect(await cambio(['--version'])).to.deep.equal({ code: EXIT.done, stdout: '0.1.0\n', stderr: '' });
  });

  for (const command of COMMANDS) {
    it(`explains ${command}, with examples`, async () => {
      const { code, stdout } = await cambio([command, '--help']);
      expect(code).to.equal(EXIT.done);
      expect(stdout)
        .to.match(new RegExp(`^Usage: cambio ${command} `))
        .and.contain('Examples:\n  cambio');
    });
  }

  for (const { args, says } of [
    { args: [], says: 'Usage: cambio' },
    { args: ['chek'], says: "cambio: unknown command 'chek'\n(Did you mean check?)" },
    {
      args: ['exchange', '--audence', 'x'],
      says: "cambio: unknown option '--audence'\n(Did you mean --audience?)",
    },
    { args: ['credential', 'kubctl'], says: "cambio: unknown command 'kubctl'\n(Did you mean kubectl?)" },
    {
      args: ['exchange', '--source', 'github'],
      says: 'Allowed choices are environment-variable, file, command, github-actions',
    },
    { args: ['exchange', '--variable', 'a b'], says: 'A variable is named with letters, digits and _.' },
    {
      args: ['run', '--audience', 'x'],
      says: "missing required argument 'command'\nSee `cambio run --help`.\n",
    },
    { args: ['trust', 'proposals', 'show'], says: '\nSee `cambio trust proposals show --help`.\n' },
    { args: ['--nothing'], says: '\nSee `cambio --help`.\n' },
    {
      args: ['run', '--', 'true'],
      says: "required option '-a, --audience <audience[=variable]>' not specified",
    },
    { args: ['check', '--format', 'xml'], says: 'Allowed choices are text, json, sarif, github.' },
    { args: ['serve', 'now'], says: 'cambio: too many arguments' },
    { args: ['demo', '--port', '99999'], says: 'A port is a number from 1 to 65535.' },
    { args: ['demo', '--platform', '--once'], says: 'cannot be used with option' },
    {
      args: ['exchange', '--subject-token-stdin', '--subject-token-file', 'x'],
      says: 'cannot be used with option',
    },
    { args: ['explain', '--decision', 'x', '--claims', 'y'], says: 'cannot be used with option' },
    {
      args: ['explain', '--decision', 'x', '--gateway', 'y', '--data', 'z'],
      says: 'cannot be used with option',
    },
    { args: ['decisions', '--since', 'yesterday'], says: 'A time has its date and offset, such as 20' },
    { args: ['workloads', '--seen-before', '2027-06-01'], says: 'A time has its date and offset' },
    { args: ['tokens', '--before', '2027-06-01T12:00:00'], says: 'A time has its date and offset' },
    { args: ['audit', 'export', '--until', '2027-13-01T12:00:00Z'], says: 'A time has its date and offset' },
    { args: ['revoke', '--mapping', 'x'], says: "required option '-r, --reason <text>' not specified" },
  ]) {
    it(`refuses \`${['cambio', ...args].join(' ')}\` with a sentence and no stack trace`, async () => {
      const { code, stdout, stderr } = await cambio(args);
      expect({ code, stdout }).to.deep.equal({ code: EXIT.usage, stdout: '' });
      expect(stderr)
        .to.contain(says)
        .and.not.match(/\n\s+at /);
    });
  }
});
