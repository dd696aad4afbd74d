import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Middleware } from 'koa';
import { openConsole } from '../../src/console/serve-console.ts';
import { sendTo } from '../http/serve-endpoint.ts';

const PAGE = '<html><head><base href="/console/" /></head></html>';

describe('the console', () => {
  let folder: string;
  let console: Middleware;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-console-'));
    await mkdir(join(folder, 'site/assets'), { recursive: true });
    await writeFile(join(folder, 'secret.js'), 'secret');
    await writeFile(join(folder, 'site/index.html'), PAGE);
    await writeFile(join(folder, 'site/assets/a-1.js'), 'run()');
    await writeFile(join(folder, 'site/renewed.html'), PAGE);
    await writeFile(join(folder, 'site/icon.svg'), '<svg/>');
    console = (await openConsole('https://sts.acme.example/sts', join(folder, 'site'))) ?? expect.fail();
  });

  after(() => rm(folder, { recursive: true }));

  it('is not there without a folder', async () => {
    expect(await openConsole('https://sts.acme.example', undefined)).to.equal(undefined);
  });

  for (const path of ['/sts/console/', '/sts/console/decisions/01J', '/sts/console/index.html']) {
    it(`answers ${path} with the page, told where it is`, async () => {
      const response = await sendTo(console, path);
      expect(response.headers.get('content-type')).to.equal('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).to.equal('no-store');
      expect(await response.text()).to.contain('<base href="/sts/console/" />');
    });
  }

  it('allows the page no script but its own, no markup from text, and nobody to frame it', async () => {
    const policy = (await sendTo(console, '/sts/console/')).headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).to.include.members([
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types cambio-compiler',
    ]);
    expect(policy).not.to.contain('unsafe');
  });

  it('lets the console frame the page of a silent renewal, and nobody else', async () => {
    const renewed = await sendTo(console, '/sts/console/renewed.html?code=c');
    expect(renewed.headers.get('content-security-policy')).to.contain("frame-ancestors 'self'");
    const page = (await sendTo(console, '/sts/console/')).headers;
    expect(page.get('content-security-policy')).to.contain("frame-src 'self'; frame-ancestors 'none'");
  });

  it('gives every page a nonce of its own, in its policy and in its head', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await sendTo(console, '/sts/console/');
        const [, nonce] = /name="csp-nonce" content="([^"]+)"/.exec(await response.text()) ?? [];
        expect(response.headers.get('content-security-policy')).to.contain(`'nonce-${nonce}'`);
        return nonce;
      }),
    );
    expect(new Set(nonces)).to.have.lengthOf(2);
  });

  it('lets a file that runs in a thread of its own ask no address', async () => {
    const asset = await sendTo(console, '/sts/console/assets/a-1.js');
    expect(asset.headers.get('content-security-policy')).to.equal("default-src 'none'; script-src 'self'");
  });

  it('lets browsers keep for good what is named after its content, and ask again for the rest', async () => {
    const asset = await sendTo(console, '/sts/console/assets/a-1.js');
    expect(asset.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    expect(await asset.text()).to.equal('run()');
    const icon = await sendTo(console, '/sts/console/icon.svg');
    expect(icon.headers.get('cache-control')).to.equal('no-cache');
    const again = await sendTo(console, '/sts/console/icon.svg', {
      headers: { 'if-none-match': icon.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    expect(again.status).to.equal(304);
  });

  for (const path of ['/sts/console/..%2fsecret.js', '/sts/console/%2e%2e/secret.js', '/sts/consoles']) {
    it(`gives no file for ${path}`, async () => {
      expect(await (await sendTo(console, path)).text()).not.to.contain('secret');
    });
  }

  it('takes no POST', async () => {
    const response = await sendTo(console, '/sts/console/', { method: 'POST' });
    expect(response.status).to.equal(405);
    expect(response.headers.get('allow')).to.equal('GET, HEAD');
  });
});
