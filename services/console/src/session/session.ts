import {
  authorizationRequest,
  type Granted,
  hasLogin,
  NotGranted,
  type Pending,
  redeem,
} from '@cambio/admin-client/login';
import { CALLBACK, endSession, login } from './authorization.ts';
import { renewSilently } from './renewal.ts';

/** Who is in front of the console, as far as the gateway is concerned. */
export type Session =
  | { readonly state: 'starting' }
  /** This gateway lets nobody log in. */
  | { readonly state: 'no-login' }
  /** `ended`: by itself, and not because the person logged out. */
  | { readonly state: 'logged-out'; readonly ended?: true }
  | { readonly state: 'not-granted'; readonly reason: string; readonly decision: string | undefined }
  | { readonly state: 'failed'; readonly message: string }
  | {
      readonly state: 'logged-in';
      readonly token: string;
      readonly scopes: readonly string[];
      /** Milliseconds since the epoch, by this browser's clock. */
      readonly expiresAt: number;
    };

/** Milliseconds before its end that a token is renewed. */
const AHEAD = 60_000;

const PENDING = 'cambio.pending';

/** Milliseconds since the epoch; set when the session starts. */
let now: () => number;
let session: Session = { state: 'starting' };
const listeners = new Set<() => void>();
let renewal: Promise<void> | undefined;

export function currentSession(): Session {
  return session;
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

/** Picks up a log-in that comes back, to go on where it was begun, or one that still lasts. */
export async function startSession(clock: () => number): Promise<void> {
  now = clock;
  const back = sessionStorage.getItem(PENDING);
  if (location.href.startsWith(`${CALLBACK}?`) && back !== null) {
    sessionStorage.removeItem(PENDING);
    const { returnTo, ...pending }: Pending & { returnTo: string } = JSON.parse(back);
    const answer = new URL(location.href);
    history.replaceState(null, '', returnTo);
    return enter(login().then((at) => redeem(at, answer, pending)));
  }
  try {
    if (!hasLogin(await login())) become({ state: 'no-login' });
    else await enter(renewSilently());
  } catch (error) {
    become(stateAfter(error));
  }
}

/** Sends the browser away to log in; it comes back to where it is now. */
export async function logIn(): Promise<void> {
  try {
    const { url, pending } = await authorizationRequest(await login(), CALLBACK);
    const returnTo = location.href.startsWith(CALLBACK) ? document.baseURI : location.href;
    sessionStorage.setItem(PENDING, JSON.stringify({ ...pending, returnTo }));
    location.assign(url);
  } catch (error) {
    become(stateAfter(error));
  }
}

export async function logOut(): Promise<void> {
  try {
    await endSession(session.state === 'logged-in' ? session.token : undefined);
    become({ state: 'logged-out' });
  } catch (error) {
    become({ state: 'failed', message: `The gateway may have you logged in still: ${messageOf(error)}` });
  }
}

/** The access token, renewed where it is about to end. `undefined` where nobody is logged in. */
export async function accessToken(): Promise<string | undefined> {
  if (session.state === 'logged-in' && session.expiresAt - now() < AHEAD) {
    renewal ??= renew().finally(() => {
      renewal = undefined;
    });
    await renewal;
  }
  return session.state === 'logged-in' ? session.token : undefined;
}

/** A gateway that cannot be reached ends no log-in: whoever wants something of it finds out by asking. */
async function renew(): Promise<void> {
  const renewed = session;
  const next = await renewSilently().then(
    (granted): Session => (granted === undefined ? { state: 'logged-out', ended: true } : loggedIn(granted)),
    stateAfter,
  );
  // Whoever logged out meanwhile stays so.
  if (session === renewed && next.state !== 'failed') become(next);
}

async function enter(granting: Promise<Granted | undefined>): Promise<void> {
  try {
    const granted = await granting;
    become(granted === undefined ? { state: 'logged-out' } : loggedIn(granted));
  } catch (error) {
    become(stateAfter(error));
  }
}

function stateAfter(error: unknown): Session {
  if (!(error instanceof NotGranted)) return { state: 'failed', message: messageOf(error) };
  // A store or a key is away: that is no judgement of who asks.
  if (error.reason === 'temporarily_unavailable')
    return { state: 'failed', message: 'The gateway cannot answer just now.' };
  return { state: 'not-granted', reason: error.reason, decision: error.decision };
}

function loggedIn({ token, scopes, expiresIn }: Granted): Session {
  return { state: 'logged-in', token, scopes, expiresAt: now() + expiresIn * 1000 };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
