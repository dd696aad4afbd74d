import type { LoginRecords } from '@cambio/ledger';
import { adminAudience } from '@cambio/policy';
import { exportJWK, generateKeyPair } from 'jose';
import type { Context, Middleware, Next } from 'koa';
import { Provider } from 'oidc-provider';
import type { CountAddress } from '../../http/limit-addresses.ts';
import { sendReply } from '../../http/send-reply.ts';
import { finishAnswer } from '../finish-answer.ts';
import { giveBack } from '../give-back.ts';
import { handleErrors } from '../handle-errors.ts';
import type { AccessTokenParts } from './access-tokens.ts';
import { accessTokens } from './access-tokens.ts';
import { createAccounts } from './accounts.ts';
import { answerOutages } from './answer-outages.ts';
import { peopleConfiguration } from './configuration.ts';
import { type LoginParts, loginSteps } from './login.ts';
import { loginStates } from './login-state.ts';
import { createOrganisation, type OrganisationParts } from './organisation.ts';
import { loginStorage } from './storage.ts';

export interface PeopleDoorParts
  extends Omit<OrganisationParts, 'callback'>,
    Pick<AccessTokenParts, 'grantTo' | 'identifyCaller'>,
    Pick<LoginParts, 'verifier'> {
  readonly issuer: string;
  readonly logins: LoginRecords;
  /** 32 bytes for one purpose, the same on every replica. */
  readonly secretFor: (purpose: string) => Uint8Array;
  /** Absent where the settings do not bound what one address may ask. */
  readonly countAddress: CountAddress | undefined;
}

/** Where people come in: a log-in at the organisation's provider, and a code for what they run. */
export interface PeopleDoor {
  /** The pages of a log-in, below the issuer URL; passes on all else. */
  readonly pages: Middleware;
  /** `POST /token` of a built-in client, with a body that has been read already. */
  readonly redeem: (ctx: Context, body: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The framework's own name for it. */
const SESSION_COOKIE = '_session';

/** What the framework serves: with each it keeps a record of whoever asks, known or not. */
const SERVED = /^\/(authorize|device|device_authorization)(\/|$)/;

/** For the page by which the framework enters a code that came along; it adds its script. Pages of ours say their own. */
const CONTENT_POLICY =
  "default-src 'none'; script-src; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export async function openPeopleDoor(parts: PeopleDoorParts): Promise<PeopleDoor> {
  const { issuer, login, logins, issuers, now, secretFor } = parts;
  const base = new URL(issuer).pathname.replace(/\/$/, '');
  const organisation = createOrganisation({ ...parts, callback: `${issuer}/login/callback` });
  const accounts = createAccounts(logins, issuers, login.session, now);
  const tokens = accessTokens({ ...parts, accounts, audience: adminAudience(issuer) });
  const storage = loginStorage(logins, now);
  const provider = new Provider(
    issuer,
    peopleConfiguration({
      issuer,
      storage,
      accessTokens: tokens.storage,
      hasAccount: async (name) => {
        const found = await accounts.find(name);
        return found.ok && found.value !== undefined;
      },
      loginPath: (interaction) => `${base}/login/${interaction}`,
      session: login.session,
      cookieKey: Buffer.from(secretFor('cambio session cookie')).toString('base64url'),
      ownKey: await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey),
    }),
  );
  provider.proxy = true;
  handleErrors(provider, parts.log);
  provider.use(answerOutages);
  provider.use(finishAnswer);
  provider.use(tokens.middleware);
  provider.on('server_error', (_ctx, error) => parts.log.error({ err: error }, 'a log-in failed'));
  const callback = provider.callback();
  const steps = loginSteps({
    ...parts,
    organisationId: login.issuer,
    organisation,
    accounts,
    provider,
    states: loginStates(secretFor('cambio log-in state'), now),
  });

  /**
   * The framework knows itself by the issuer URL and nothing a request says. Nothing here is for scripts of another origin;
   * it would tell them so in their own words.
   */
  async function pass(ctx: Context, path: string): Promise<void> {
    ctx.respond = false;
    delete ctx.req.headers.origin;
    const { host, protocol } = new URL(issuer);
    Object.assign(ctx.req.headers, { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) });
    Object.assign(ctx.req, { originalUrl: `${base}${path}`, url: path });
    ctx.res.statusCode = 200;
    await callback(ctx.req, ctx.res);
  }

  /** The framework fails at a code that is entered once the session is over, in which it was asked for. */
  async function enterCode(ctx: Context, path: string): Promise<void> {
    const session = ctx.cookies.get(SESSION_COOKIE);
    if (session !== undefined && (await isUnderWay(session))) return pass(ctx, path + ctx.search);
    ctx.status = 303;
    ctx.redirect(`${base}/device`);
  }

  /** Where the store cannot tell, the framework finds that out itself, and says so. */
  function isUnderWay(session: string): Promise<boolean> {
    return storage('Session')
      .find(session)
      .then(
        (found) => found !== undefined,
        () => true,
      );
  }

  /**
   * The cookie is not sent along by pages of others (`SameSite`), so nobody else logs people out. Who comes without it is
   * not told to drop it: a browser would, whose page ever asked.
   */
  async function endSession(ctx: Context): Promise<void> {
    ctx.status = 204;
    const session = ctx.cookies.get(SESSION_COOKIE);
    if (session === undefined) return;
    await storage('Session').destroy(session);
    ctx.cookies.set(SESSION_COOKIE, null);
  }

  async function serve(ctx: Context, path: string): Promise<void> {
    ctx.set('Cache-Control', 'no-store');
    if (path === '/device') ctx.set('Content-Security-Policy', CONTENT_POLICY);
    const tooMany = await parts.countAddress?.(ctx.req);
    if (tooMany !== undefined) return sendReply(ctx, tooMany);
    const enters = path.startsWith('/device/') || (path === '/device' && ctx.method === 'POST');
    return enters ? enterCode(ctx, path) : pass(ctx, path + ctx.search);
  }

  async function dispatch(ctx: Context, next: Next): Promise<void> {
    const path = ctx.path.startsWith(`${base}/`) ? ctx.path.slice(base.length) : '';
    if (SERVED.test(path)) return serve(ctx, path);
    if (path === '/login/callback') return steps.end(ctx);
    if (path === '/logout' && ctx.method === 'POST') return endSession(ctx);
    return /^\/login\/[\w-]+$/.test(path) ? steps.begin(ctx) : next();
  }

  return {
    pages: (ctx, next) => answerOutages(ctx, () => dispatch(ctx, next)),
    redeem(ctx, body) {
      giveBack(ctx.req, body);
      return pass(ctx, '/token');
    },
    close: () => organisation.close(),
  };
}
