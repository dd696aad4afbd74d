import { expect } from 'chai';
import { validSettings } from '../../src/settings/read-settings.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

describe('the variables of a job', () => {
  for (const name of [
    'CAMBIO_GATEWAY',
    'CAMBIO_ID_TOKEN',
    'CAMBIO_SUBJECT_TOKEN',
    'CAMBIO_SUBJECT_TOKEN_FILE',
    'CAMBIO_SUBJECT_TOKEN_COMMAND',
    'CAMBIO_TOKEN',
    'CAMBIO_TOKEN_FILE',
    'CAMBIO_TOKEN_SOCKET',
  ]) {
    it(`do not stand in the way of settings: ${name}`, async () => {
      expect((await validSettings({}, terminalUnderTest({ env: { [name]: 'x' } }))).ok).to.equal(true);
    });
  }

  it('are no others', async () => {
    const env = { CAMBIO_SUBJECT_TOKENS: 'x' };
    const settings = await validSettings({}, terminalUnderTest({ env }));
    expect(settings)
      .to.have.nested.property('error.diagnostics[0].message')
      .that.includes('CAMBIO_SUBJECT_TOKENS');
  });
});
