import { randomBytes } from 'node:crypto';
import { TokenType } from '@cambio/oauth';
import type { Verifier } from '@cambio/sts';
import type { Context } from 'koa';
import { errors, type Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import type { Accounts } from './accounts.ts';
import type { LoginStates } from './login-state.ts';
import type { Organisation } from './organisation.ts';
import { consentPage, show } from './pages.ts';

export interface LoginParts {
  readonly issuer: string;
  /** The id of the Issuer people log in at; a token of any other is refused. */
  readonly organisationId: string;
  readonly organisation: Organisation;
  readonly states: LoginStates;
  readonly verifier: Verifier;
  readonly accounts: Accounts;
  readonly provider: Provider;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const OVER = 'This log-in has been finished, or took too long.';

/** Ties a log-in under way to the browser it began in. */
const COOKIE = 'cambio_login';

/** The two steps of a log-in that are between the browser, this gateway and the organisation's provider. */
export interface LoginSteps {
  /** Sends the browser away to log in; somebody who has, and runs a program on their machine, is asked whether they do. */
  readonly begin: (ctx: Context) => Promise<void>;
  /** Takes it back, verifies who it is, and lets the interaction go on. */
  readonly end: (ctx: Context) => Promise<void>;
}

export function loginSteps(parts: LoginParts): LoginSteps {
  const { issuer, organisation, states, verifier, accounts, log, now } = parts;
  const path = new URL(`${issuer}/login`).pathname;
  const secure = issuer.startsWith('https:');

  return {
    async begin(ctx) {
      const interaction = await interactionIn(parts.provider, ctx);
      if (interaction === undefined) return refuse(ctx, 400, OVER);
      if (interaction.prompt.name === 'consent') return askConsent(ctx, parts.provider);
      const details = { interaction: interaction.uid, nonce: secret(), codeVerifier: secret() };
      const { state, cookie } = await states.seal(details);
      const to = await organisation.start(state, details);
      if (!to.ok) return refuse(ctx, 503, 'The identity provider of your organisation cannot be reached.');
      // The browser is on https where the issuer is, though a proxy may end TLS before us: Koa would refuse to send the cookie.
      ctx.cookies.secure = secure;
      ctx.cookies.set(COOKIE, cookie, { httpOnly: true, sameSite: 'lax', secure, path, overwrite: true });
      ctx.set('Cache-Control', 'no-store');
      ctx.redirect(to.value.href);
    },

    async end(ctx) {
      const state = ctx.URL.searchParams.get('state') ?? '';
      const opened = await states.open(state, ctx.cookies.get(COOKIE));
      ctx.cookies.set(COOKIE, null, { path });
      if (!opened.ok) return refuse(ctx, 400, 'This log-in was not begun in this browser, or took too long.');
      const token = await organisation.finish(
        new URL(`${issuer}/login/callback${ctx.search}`),
        state,
        opened.value,
      );
      if (!token.ok)
        return refuse(ctx, 403, 'The identity provider of your organisation did not log you in.');
      const verified = await verifier.verify(token.value, TokenType.idToken, Math.floor(now() / 1000));
      if (!verified.ok || verified.value.identity.issuer !== parts.organisationId) {
        log.warn({ refusal: verified.ok ? 'another issuer' : verified.error }, 'an ID token was refused');
        return refuse(ctx, 403, 'The identity token of your organisation was refused; the log says why.');
      }
      const account = await accounts.add(verified.value);
      if (!account.ok) return refuse(ctx, 503, 'The gateway cannot remember you right now.');
      const interaction = await parts.provider.Interaction.find(opened.value.interaction);
      if (interaction === undefined) return refuse(ctx, 400, OVER);
      interaction.result = { login: { accountId: account.value } };
      await interaction.save(interaction.exp - Math.floor(now() / 1000));
      ctx.redirect(interaction.returnTo);
    },
  };
}

/** The interaction that this very browser is in. */
async function interactionIn(provider: Provider, ctx: Context) {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

/** A program on one's machine gets nothing for its being started by a page one has open (RFC 8252 §8.6). */
async function askConsent(ctx: Context, provider: Provider): Promise<void> {
  if (ctx.method !== 'POST') return consentPage(ctx);
  ctx.status = 303;
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { consent: {} }));
}

function refuse(ctx: Context, status: number, text: string): void {
  ctx.status = status;
  show(ctx, 'You are not logged in', `<p>${text}</p>`);
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
