import { expect } from 'chai';
import { checkSinks } from '../../src/doctor/checks/sinks.ts';
import { defaultSettings } from '../../src/settings/read-settings.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

const NOW = 1_800_000_000_000;

describe('doctor, of audit sinks', () => {
  for (const [behind, state] of [
    [undefined, 'ok'],
    [60_000, 'ok'],
    [3_600_000, 'warning'],
  ] as const) {
    it(`finds one that is ${behind ?? 'not'} behind ${state}`, () => {
      const settings = defaultSettings();
      const sinks = [
        { id: 'archive', type: 'file', path: 'a', maxSize: 1, maxAge: 1 },
      ] as const satisfies typeof settings.audit.sinks;
      const behindSince = new Map([['archive', behind && NOW - behind]]);
      const contents = { sources: [], keys: [], stored: [], replicas: [], clocks: [], behindSince };
      const terminal = terminalUnderTest({ now: () => NOW });
      const [found] = checkSinks({ ...settings, audit: { ...settings.audit, sinks } }, contents, terminal);
      expect(found).to.include({ about: 'sink archive', state });
    });
  }
});
