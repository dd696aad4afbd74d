import { hash, randomBytes } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import { contentPolicy, type Framing, THREAD_POLICY } from './policy.ts';
import { readSite, type Site, type SiteFile } from './site.ts';

/** What the built page has where the gateway puts in its own path, and a nonce. */
const BASE = '<base href="/console/" />';

/** Where a token that is renewed silently comes back to, in a frame of the console itself. */
const RENEWED = 'renewed.html';

/** The console built in `folder`; `undefined` where there is no folder. */
export async function openConsole(
  issuer: string,
  folder: string | undefined,
): Promise<Middleware | undefined> {
  return folder === undefined ? undefined : serveConsole(issuer, await readSite(folder));
}

/**
 * The console below the issuer URL: its files, and for every other path of it the one page, which reads the path itself.
 * Files whose names change with their content are kept by browsers for good, the page never.
 */
function serveConsole(issuer: string, site: Site): Middleware {
  const root = `${new URL(issuer).pathname.replace(/\/$/, '')}/console`;
  return (ctx, next) => {
    if (ctx.path !== root && !ctx.path.startsWith(`${root}/`)) return next();
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return refuseMethod(ctx);
    if (ctx.path === root) return ctx.redirect(`${root}/`);
    const name = ctx.path.slice(root.length + 1);
    const file = site.files.get(name);
    if (file !== undefined) return sendFile(ctx, file, name.startsWith('assets/'));
    if (name === RENEWED) sendPage(ctx, site.pages.get(name), `${root}/`, 'framed');
    else sendPage(ctx, site.pages.get('index.html'), `${root}/`, 'alone');
  };
}

async function sendFile(ctx: Context, { type, read }: SiteFile, immutable: boolean): Promise<void> {
  const body = await read();
  ctx.set('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  ctx.set('Content-Security-Policy', THREAD_POLICY);
  ctx.set('Cross-Origin-Resource-Policy', 'same-origin');
  ctx.set('ETag', `"${hash('sha256', body, 'base64url').slice(0, 22)}"`);
  ctx.status = 200;
  ctx.type = type;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = body;
}

function sendPage(ctx: Context, page: string | undefined, base: string, framing: Framing): void {
  if (page === undefined) return;
  const nonce = randomBytes(16).toString('base64url');
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Content-Security-Policy', contentPolicy(nonce, framing));
  ctx.set('Cross-Origin-Opener-Policy', 'same-origin');
  if (framing === 'alone') ctx.set('X-Frame-Options', 'DENY');
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = page.replace(BASE, `<base href="${base}" /><meta name="csp-nonce" content="${nonce}" />`);
}

function refuseMethod(ctx: Context): void {
  ctx.status = 405;
  ctx.set('Allow', 'GET, HEAD');
}
