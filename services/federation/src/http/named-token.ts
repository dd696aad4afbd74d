import { err, ok, type Result } from '@cambio/oauth';
import type { Parameters } from '@cambio/sts';

/**
 * The token a request is about (RFC 7662 §2.1, RFC 7009 §2.1), or what is wrong with the request. `token_type_hint` only
 * hints, and there is one type of token here.
 */
export function readNamedToken(parameters: Parameters): Result<string, string> {
  for (const values of parameters.values()) {
    if (values.length > 1) return err('A parameter is given more than once.');
  }
  const token = parameters.get('token')?.[0];
  return token ? ok(token) : err('token is missing.');
}
