import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { cambio } from '../test/cambio.ts';
import { type Ended, runProgram } from '../test/run-program.ts';

/** What the shell offers where the last of these words is being typed. */
type Offers = (...words: readonly string[]) => Promise<readonly string[]>;

/** How each shell is asked: the words are the arguments of its own script. */
const SHELLS = {
  bash: `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cambio; printf '%s\\n' "\${COMPREPLY[@]}"`,
  // Its completion runs in the line editor alone, so that the functions it is made of are replaced here.
  zsh: `
    compdef() { : }
    compadd() { shift; print -l -- "$@" }
    _files() { print FILES }
    _command_names() { print PROGRAMS }
    _describe() { for each in $found; do [[ $each != $PREFIX* ]] || print -r -- "\${each%%:*}"; done }
    source "$1"; shift; words=("$@"); CURRENT=$#; PREFIX=$words[-1]; _cambio`,
  fish: `source $argv[1]; complete -C (string join ' ' -- $argv[2..]) | string replace -r '\\t.*' ''`,
} as const;

const ARGUMENTS = {
  bash: ['-c', SHELLS.bash, 'bash'],
  zsh: ['-f', '-c', SHELLS.zsh, 'zsh'],
  fish: ['-N', '-c', SHELLS.fish],
};

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  describe(`completion ${shell}, in ${shell}`, () => {
    let folder: string;
    let offers: Offers;

    before(async () => {
      await requireProgram(shell, shell);
      folder = await mkdtemp(join(tmpdir(), 'cambio-completion-'));
      const script = join(folder, 'script');
      await writeFile(script, (await cambio(['completion', shell])).stdout);
      await writeFile(join(folder, 'trust.yaml'), '');
      offers = async (...words) => {
        const ended: Ended = await runProgram(shell, [...ARGUMENTS[shell], script, ...words], {
          cwd: folder,
          env: { HOME: folder, PATH: process.env.PATH ?? '' },
        });
        expect(ended.stderr).to.equal('');
        return ended.stdout.split('\n').filter((line) => line !== '');
      };
    });

    after(() => rm(folder, { recursive: true }));

    it('offers commands', async () => {
      expect(await offers('cambio', '')).to.include.members([
        'demo',
        'serve',
        'exchange',
        'run',
        'credential',
      ]);
      expect(await offers('cambio', 'exch')).to.deep.equal(['exchange']);
    });

    it('offers the commands below a command', async () => {
      expect(await offers('cambio', 'credential', '')).to.include.members([
        'kubectl',
        'aws',
        'git',
        'docker',
      ]);
      expect(await offers('cambio', 'credential', '')).not.to.include('exchange');
    });

    it('offers the options of the command that is typed', async () => {
      expect(await offers('cambio', 'exchange', '--aud')).to.deep.equal(['--audience']);
      expect(await offers('cambio', 'credential', 'git', '--ho')).to.deep.equal(['--host']);
      expect(await offers('cambio', 'demo', '--aud')).to.deep.equal([]);
    });

    it('offers the values an option takes, and no others', async () => {
      const forms = ['token', 'json', 'export', 'header', 'dotenv', 'github-env'];
      expect(await offers('cambio', 'exchange', '--output', '')).to.have.members(forms);
      expect(await offers('cambio', 'exchange', '-o', '')).to.have.members(forms);
      expect(await offers('cambio', 'exchange', '--audience', '')).to.deep.equal([]);
    });

    it('offers the values an argument takes, and files where it is one', async () => {
      expect(await offers('cambio', 'completion', '')).to.include.members(['bash', 'zsh', 'fish']);
      const files = shell === 'zsh' ? 'FILES' : 'trust.yaml';
      expect(await offers('cambio', 'check', shell === 'zsh' ? '' : 'trus')).to.include(files);
      expect(await offers('cambio', 'check', '--config', shell === 'zsh' ? '' : 'trus')).to.include(files);
    });

    it('offers programs behind --', async () => {
      const offered = await offers('cambio', 'run', '--audience', 'a', '--', 'tru');
      expect(offered).to.include(shell === 'zsh' ? 'PROGRAMS' : 'true');
    });
  });
}
