import { expect } from 'chai';
import { askForExport, exportAudit } from '../../src/audit/export-audit.ts';
import { EXIT } from '../../src/exit-code.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

describe('audit export', () => {
  const bounds = { format: 'jsonl', from: '2027-06-02T00:00:00Z', until: '2027-06-01T00:00:00Z' } as const;

  it('refuses bounds that are turned around, of a store as of a gateway', async () => {
    for (const ask of [
      (terminal: ReturnType<typeof terminalUnderTest>) => exportAudit(bounds, terminal),
      (terminal: ReturnType<typeof terminalUnderTest>) =>
        askForExport({ ...bounds, gateway: 'http://127.0.0.1:1' }, terminal),
    ]) {
      const terminal = terminalUnderTest();
      expect(await ask(terminal)).to.equal(EXIT.usage);
      expect(terminal.noted()).to.equal('cambio: --from is after --until\n');
    }
  });
});
