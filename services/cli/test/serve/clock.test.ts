import { expect } from 'chai';
import { ON_MAIN, TARGET } from '../../src/demo/jobs.ts';
import { exchangeToken } from '../../src/exchange/exchange-token.ts';
import { EXIT } from '../../src/exit-code.ts';
import { type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

describe('a gateway whose clock is set', () => {
  let gateway: GatewayUnderTest;
  let ahead = 0;
  before(async () => {
    gateway = await gatewayUnderTest('', () => Date.now() + ahead);
  });
  after(() => gateway.close());

  async function exchange() {
    const env = { ...gateway.platform.job(ON_MAIN), CAMBIO_GATEWAY: gateway.settings.issuer };
    const terminal = terminalUnderTest({ env });
    const code = await exchangeToken({ audience: TARGET, output: 'token' }, terminal);
    return { code, issued: terminal.written() !== '', noted: terminal.noted() };
  }

  it('issues no token, whichever way the clock went', async () => {
    expect(await exchange()).to.include({ code: EXIT.done, issued: true });
    for (const hours of [1, -1]) {
      ahead = hours * 3_600_000;
      const { code, issued, noted } = await exchange();
      expect({ code, issued }).to.deep.equal({ code: EXIT.unreachable, issued: false });
      expect(noted).to.contain('cannot issue tokens right now');
    }
  });
});
