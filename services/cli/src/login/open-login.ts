import { spawn } from 'node:child_process';
import {
  authorizedFetch,
  hasLogin,
  type Login,
  NotGranted,
  openLogin as openLoginAt,
} from '@cambio/admin-client/login';
import { err, ok, type Result } from '@cambio/oauth';
import * as oauth from 'oauth4webapi';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { byBrowser } from './by-browser.ts';
import { byCode, GivenUp } from './by-code.ts';

const NO_LOGIN = 'nobody can log in at this gateway: its settings name no admin.login';

/** How a person logs in: with this machine's browser, or with any other by a code. */
export type LoginWay = 'browser' | 'code';

/** A `fetch` to the gateway for the person who logs in, with a token that is bound to a key of this program alone. */
export async function openLogin(
  gateway: string,
  way: LoginWay,
  terminal: Terminal,
): Promise<Result<typeof fetch, Problem>> {
  try {
    const login = await openLoginAt(gateway, 'cambio-cli');
    if (!hasLogin(login)) return err({ exit: EXIT.denied, message: NO_LOGIN });
    const token = way === 'browser' ? await inBrowser(login, terminal) : await withCode(login, terminal);
    return ok((input, init) => authorizedFetch(login, token, new Request(input, init)));
  } catch (error) {
    if (error instanceof NotGranted) return err({ exit: EXIT.denied, message: refusalText(error) });
    if (error instanceof GivenUp) return err({ exit: EXIT.denied, message: error.message });
    if (error instanceof oauth.AuthorizationResponseError) {
      return err({ exit: EXIT.denied, message: `the log-in failed: ${error.error}` });
    }
    if (error instanceof TypeError) {
      return err({ exit: EXIT.unreachable, message: `no gateway answers at ${gateway}` });
    }
    throw error;
  }
}

function inBrowser(login: Login, terminal: Terminal): Promise<string> {
  return byBrowser(login, (url) => {
    terminal.note(`Log in with your browser:\n\n  ${url}\n\n`);
    openInBrowser(url, terminal);
  });
}

function withCode(login: Login, terminal: Terminal): Promise<string> {
  const show = (url: string, code: string) =>
    terminal.note(`Log in at\n\n  ${url}\n\nwith the code\n\n  ${code}\n\n`);
  return byCode(login, show, terminal.wait);
}

/** Where there is no such program the address is there to be copied. */
function openInBrowser(url: string, { env }: Terminal): void {
  const program = env.BROWSER ?? (process.platform === 'darwin' ? 'open' : 'xdg-open');
  spawn(program, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

function refusalText({ reason, decision }: NotGranted): string {
  return `the gateway grants you nothing: ${reason}${decision === undefined ? '' : ` (decision ${decision})`}`;
}
