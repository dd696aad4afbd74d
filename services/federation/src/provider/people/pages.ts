import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 26rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.35rem; }
code { display: block; font: 600 1.75rem/2 ui-monospace, monospace; letter-spacing: 0.08em; }
input[type="text"] { width: 100%; padding: 0.6rem; font: inherit; text-transform: uppercase; }
button { margin: 1rem 0.5rem 0 0; padding: 0.5rem 1rem; font: inherit; }
`;

/** Asks for the code that a command line shows (RFC 8628 §3.3). */
export function codePage(ctx: KoaContextWithOIDC, form: string, _out?: ErrorOut, error?: Error): void {
  const again = error === undefined ? '' : '<p role="alert">That code is not known, or has expired.</p>';
  show(
    ctx,
    'Log in a command line',
    `
    ${again}<p>Enter the code that it shows.</p>
    ${form}<button type="submit" form="op.deviceInputForm">Continue</button>`,
  );
}

/** Nobody is to approve a code that somebody else sent them (RFC 8628 §5.4). */
export function confirmPage(
  ctx: KoaContextWithOIDC,
  form: string,
  _client: unknown,
  _device: unknown,
  code: string,
): void {
  show(
    ctx,
    'Is this your command line?',
    `
    <p>It must show this code, and you must have started it yourself:</p>
    <code>${escaped(code)}</code>
    ${form}
    <button type="submit" form="op.deviceConfirmForm">Yes, log it in</button>
    <button type="submit" form="op.deviceConfirmForm" value="yes" name="abort">No</button>`,
  );
}

/** Asked before a program on one's own machine is logged in through the browser. */
export function consentPage(ctx: Context): void {
  show(
    ctx,
    'Log in your command line?',
    `<p>Continue only if you have just run a <b>cambio</b> command on this machine.</p>
    <form method="post" action="${escaped(ctx.path)}"><button type="submit">Yes, log it in</button></form>`,
  );
}

export function donePage(ctx: KoaContextWithOIDC): void {
  show(ctx, 'Done', '<p>The command line is logged in. You can close this page.</p>');
}

export function errorPage(ctx: Context, { error, error_description }: ErrorOut): void {
  show(ctx, 'This did not work', `<p>${escaped(error_description ?? error)}</p>`);
}

/** A page without any script; its one style is named by a nonce. */
export function show(ctx: Context, title: string, body: string): void {
  const nonce = randomBytes(16).toString('base64url');
  ctx.set('Cache-Control', 'no-store');
  ctx.set(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  );
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)} · Cambio</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
