import { err, isJsonObject, type JsonObject, ok, type Result } from '@cambio/oauth';
import type { AdminScope } from '@cambio/policy';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { readJson } from '../text/read-json.ts';
import { type AdminOptions, openAdminFetch, problemIn } from './open-admin.ts';
import { refusalOf } from './refusal.ts';

export interface AdminRequest {
  readonly method: 'GET' | 'POST';
  /** Below `<issuer>/admin/v1/`. */
  readonly path: string;
  /** What it needs, and all that is asked for. */
  readonly scope: AdminScope;
  readonly body?: JsonObject;
}

/** Sends one request to the admin API of a gateway and gives the body of the answer. */
export async function callAdmin(
  { method, path, scope, body }: AdminRequest,
  options: AdminOptions,
  terminal: Terminal,
): Promise<Result<JsonObject, Problem>> {
  const opened = await openAdminFetch([scope], options, terminal);
  if (!opened.ok) return opened;
  const { gateway, fetch } = opened.value;
  try {
    const response = await fetch(`${gateway}/admin/v1/${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const told = readJson(await response.text());
    return response.ok && isJsonObject(told) ? ok(told) : err(refusalOf(response.status, told));
  } catch (thrown) {
    return err(problemIn(thrown));
  }
}
