import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { dataFlags } from '../settings/data-flags.ts';

/** The options of `serve` that stand for settings. */
export interface SettingOptions {
  readonly listen?: string | undefined;
  readonly issuer?: string | undefined;
  readonly trust?: string | undefined;
  readonly data?: string | undefined;
  readonly set?: readonly string[] | undefined;
}

export type Flags = Readonly<Record<string, JsonValue | undefined>>;

/** Settings by their members' paths, as `loadSettings` takes them. Does not check the values. */
export function flagsOf({ listen, issuer, trust, data, set = [] }: SettingOptions): Result<Flags, Problem> {
  const assignments = set.map(assignment);
  const wrong = assignments.find((each) => !each.ok);
  if (wrong !== undefined && !wrong.ok) return wrong;
  return ok({
    ...(listen !== undefined && listenFlags(listen)),
    ...(issuer !== undefined && { issuer }),
    ...(trust !== undefined && { 'trust.source': 'directory', 'trust.path': trust }),
    ...(data !== undefined && dataFlags(data)),
    ...Object.fromEntries(assignments.flatMap((each) => (each.ok ? [each.value] : []))),
  });
}

/** `8080`, `localhost:8080`, `[::1]:8080`. */
function listenFlags(text: string): Flags {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, Math.max(colon, 0)).replace(/^\[(.*)\]$/, '$1');
  const port = text.slice(colon + 1);
  return { ...(host !== '' && { 'listen.host': host }), 'listen.port': port };
}

function assignment(text: string): Result<readonly [string, JsonValue], Problem> {
  const equals = text.indexOf('=');
  if (equals > 0) return ok([text.slice(0, equals), text.slice(equals + 1)]);
  return err({ exit: EXIT.usage, message: `--set takes member=value, such as tokens.lifetime=10m` });
}
