import { expect } from 'chai';
import { run } from '../../src/node/run.ts';

const node = (script: string) => run(process.execPath, ['-e', script]);

describe('run', () => {
  it('gives what a program printed, and its exit code', async () => {
    expect(await node('console.log("a b")')).to.deep.equal({ code: 0, stdout: 'a b\n' });
    expect(await node('console.log("a"); process.exit(3)')).to.deep.equal({ code: 3, stdout: 'a\n' });
  });

  it('passes arguments on as they are, past any shell', async () => {
    const odd = ['$(id)', '`id`', 'a b', '"', '*', ';', ''];
    const ran = await run(process.execPath, [
      '-e',
      'console.log(JSON.stringify(process.argv.slice(1)))',
      '--',
      ...odd,
    ]);
    expect(JSON.parse(ran.stdout)).to.deep.equal(odd);
  });

  it('gives the program nothing to read', async () => {
    const ended = 'process.stdin.resume().on("end", () => console.log("end"))';
    expect(await node(ended)).to.deep.equal({ code: 0, stdout: 'end\n' });
  });

  const failures = [
    ['a program that is not there', () => run('/none/canary', ['canary'])],
    ['one that was killed', () => node('console.log("canary"); process.kill(process.pid, "SIGKILL")')],
    ['one that says too much', () => node('process.stdout.write("canary".repeat(100000))')],
  ] as const;
  for (const [name, start] of failures) {
    it(`rejects for ${name}, and repeats nothing`, async () => {
      const thrown = await start().catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Error);
      expect(String(thrown)).not.to.include('canary');
    });
  }
});
