import type { IncomingMessage } from 'node:http';
import type { Parameters } from '@cambio/sts';
import type { DirectEndpoint } from './direct.ts';
import { type Form, type FormDefect, keepForm, readForm } from './read-form.ts';
import { type Reply, refusal } from './reply.ts';

/**
 * An endpoint that takes a form: a body that is none is refused before anything else is looked at. The form of a request
 * that is left to the framework is kept for it.
 *
 * @param bodyLimit bytes
 */
export function formEndpoint(
  bodyLimit: number,
  handle: (request: IncomingMessage, form: Form) => Promise<Reply | undefined>,
): DirectEndpoint {
  return async (request) => {
    const form = await readForm(request, bodyLimit);
    if (!form.ok) return UNREADABLE[form.error];
    const reply = await handle(request, form.value);
    if (reply === undefined) keepForm(request, form.value);
    return reply;
  };
}

/** The parameters by which a client names or authenticates itself (RFC 6749 §2.3, RFC 7523 §2.2). */
const CLIENT_PARAMETERS = ['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];

/** One without a value counts as left out (RFC 6749 §3.2). */
export function hasClientParameter(parameters: Parameters): boolean {
  return CLIENT_PARAMETERS.some((name) => parameters.get(name)?.some(Boolean));
}

/** Whether the request names a client: then the service door alone may serve it, and never as an anonymous one. */
export function namesClient(request: IncomingMessage, parameters: Parameters): boolean {
  return request.headers.authorization !== undefined || hasClientParameter(parameters);
}

const UNREADABLE: Readonly<Record<FormDefect, Reply>> = {
  not_a_form: unreadable(400, 'The body must be application/x-www-form-urlencoded.'),
  too_large: unreadable(413, 'The body is too large.', { Connection: 'close' }),
  aborted: unreadable(400, 'The body did not arrive whole.', { Connection: 'close' }),
};

function unreadable(status: number, error_description: string, headers?: Reply['headers']): Reply {
  return refusal(status, { error: 'invalid_request', error_description }, headers);
}
