import { type AdminClient, createAdminClient, type Schemas } from '@cambio/admin-client';
import { createDpopKey } from '@cambio/binding';
import { createFetch, NoTokenError, tokenProvider } from '@cambio/client';
import { nodeRuntime } from '@cambio/client/node';
import { err, ok, type Result } from '@cambio/oauth';
import type { AdminScope } from '@cambio/policy';
import { problemOf } from '../exchange/failure.ts';
import { gatewayOf } from '../exchange/gateway.ts';
import { chooseSource, type SourceOptions } from '../exchange/source.ts';
import { EXIT } from '../exit-code.ts';
import { type LoginWay, openLogin } from '../login/open-login.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { refusalOf } from './refusal.ts';

/** Which gateway, and who asks it. */
export interface AdminOptions extends SourceOptions {
  readonly gateway?: string | undefined;
  readonly subjectTokenAudience?: string | undefined;
  /** For a person: how they log in. */
  readonly logIn?: LoginWay | undefined;
}

interface AdminFetch {
  /** The issuer URL. */
  readonly gateway: string;
  readonly fetch: typeof fetch;
}

/**
 * A `fetch` to the admin API of a gateway, for whoever the platform's token speaks for: that is exchanged at the first
 * request for one with the scopes, and no more, bound to a key that is gone when the program ends. Or for a person who logs
 * in, with what mappings grant them.
 */
export async function openAdminFetch(
  scopes: readonly AdminScope[],
  options: AdminOptions,
  terminal: Terminal,
): Promise<Result<AdminFetch, Problem>> {
  const gateway = gatewayOf(options, terminal);
  if (!gateway.ok) return gateway;
  if (options.logIn !== undefined) {
    const person = await openLogin(gateway.value, options.logIn, terminal);
    return person.ok ? ok({ gateway: gateway.value, fetch: person.value }) : person;
  }
  const source = await chooseSource(options, terminal);
  if (!source.ok) return source;
  const { subjectTokenAudience: sourceAudience } = options;
  const { env, wait } = terminal;
  const io = { ...nodeRuntime(), env, wait, now: () => Math.floor(terminal.now() / 1000) };
  const asked = {
    gateway: gateway.value,
    source: source.value,
    ...(sourceAudience !== undefined && { sourceAudience }),
    audience: 'admin',
    scopes,
    dpop: await createDpopKey(),
  };
  const origins = URL.canParse(gateway.value) ? [new URL(gateway.value).origin] : [];
  return ok({ gateway: gateway.value, fetch: createFetch(tokenProvider(asked, io), { origins }, io) });
}

/** The same as a typed client. */
export async function openAdmin(
  scopes: readonly AdminScope[],
  options: AdminOptions,
  terminal: Terminal,
): Promise<Result<AdminClient, Problem>> {
  const opened = await openAdminFetch(scopes, options, terminal);
  return opened.ok ? ok(createAdminClient(opened.value)) : opened;
}

/** As the client gives it. */
interface Answered<Data> {
  readonly data?: Data;
  readonly error?: Schemas['Problem'];
  readonly response: Response;
}

/** What was answered, or why not, for the person who asked. */
export async function told<Data>(answer: Promise<Answered<Data>>): Promise<Result<Data, Problem>> {
  try {
    const { data, error, response } = await answer;
    return response.ok && data !== undefined ? ok(data) : err(refusalOf(response.status, error));
  } catch (thrown) {
    return err(problemIn(thrown));
  }
}

/** `fetch` rejects with a `TypeError` where nobody answers; anything else that is thrown is a bug. */
export function problemIn(thrown: unknown): Problem {
  if (thrown instanceof NoTokenError && thrown.failure.kind !== 'no_source') return problemOf(thrown.failure);
  if (thrown instanceof TypeError || thrown instanceof SyntaxError) {
    return { exit: EXIT.unreachable, message: 'no admin API answers there' };
  }
  throw thrown;
}
