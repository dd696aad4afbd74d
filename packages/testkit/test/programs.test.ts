import { requireFile, requireProgram } from '../src/programs.ts';

describe('what a test requires of the machine', () => {
  it('is there: a program on the path, a file', async () => {
    await requireProgram('sh', 'dash');
    await requireFile(process.execPath, 'nodejs');
  });
});
