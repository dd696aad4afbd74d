import { expect } from 'chai';
import { errorPage } from '../../../src/provider/people/pages.ts';
import { sendTo } from '../../http/serve-endpoint.ts';

describe('the pages of a log-in', () => {
  const page = () =>
    sendTo(
      (ctx) => errorPage(ctx, { error: 'access_denied', error_description: '<script>alert("x")</script>' }),
      '/',
    );

  it('show as text what somebody else sent', async () => {
    const text = await (await page()).text();
    expect(text).not.to.contain('<script');
    expect(text).to.contain('&#60;script&#62;');
  });

  it("run no script, are in nobody's frame and are kept by nobody", async () => {
    const { headers } = await page();
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).to.contain("default-src 'none'").and.to.contain("frame-ancestors 'none'");
    expect(policy).not.to.contain('script-src');
    expect(headers.get('cache-control')).to.equal('no-store');
  });
});
