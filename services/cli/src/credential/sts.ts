import { ask, type Environment, isSafe, stsEndpoint } from '@cambio/client';
import { err, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { printable } from '../text/printable.ts';

/** Keys of a role, under the names a `credential_process` gives them. */
export interface AwsKeys {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: string;
}

export interface RoleRequest {
  readonly endpoint: string;
  readonly roleArn: string;
  readonly sessionName: string;
  readonly token: string;
  /** Seconds; absent: an hour. */
  readonly duration: number | undefined;
}

/** Where AWS's own tools look for the service. */
export function usualEndpoint(env: Environment): string {
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  return (
    env.AWS_ENDPOINT_URL_STS ?? (region === undefined ? 'https://sts.amazonaws.com/' : stsEndpoint(region))
  );
}

/**
 * Asks an AWS Security Token Service, or one that speaks as it does, for the keys of a role: `AssumeRoleWithWebIdentity`,
 * which the token alone authenticates. The endpoint is https, or on this machine. Of a refusal only the code is told.
 */
export async function assumeRole(request: RoleRequest): Promise<Result<AwsKeys, Problem>> {
  const { endpoint } = request;
  if (!isSafe(endpoint)) return wrong(EXIT.usage, '--sts-endpoint is not an https URL');
  const answer = await ask(fetch, endpoint, { method: 'POST', body: formOf(request) });
  if (!answer.ok) return wrong(EXIT.unreachable, `cannot reach ${answer.error.host}: ${answer.error.detail}`);
  const { status, text } = answer.value;
  if (status !== 200) return refused(status, text);
  const keys = keysIn(text);
  return keys === undefined ? wrong(EXIT.unreachable, 'no token service answers there') : ok(keys);
}

function formOf({ roleArn, sessionName, token, duration }: RoleRequest): URLSearchParams {
  return new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    WebIdentityToken: token,
    ...(duration !== undefined && { DurationSeconds: String(duration) }),
  });
}

/** Its XML is flat, and these values hold nothing that XML would write otherwise. */
function keysIn(xml: string): AwsKeys | undefined {
  const keys = {
    AccessKeyId: element(xml, 'AccessKeyId'),
    SecretAccessKey: element(xml, 'SecretAccessKey'),
    SessionToken: element(xml, 'SessionToken'),
    Expiration: element(xml, 'Expiration'),
  };
  return Object.values(keys).every((value) => /^[\w+/=:.-]+$/.test(value)) ? keys : undefined;
}

function refused(status: number, xml: string): Result<never, Problem> {
  const code = printable(element(xml, 'Code') || `status ${status}`);
  return status >= 500
    ? wrong(EXIT.unreachable, `AWS cannot answer now: ${code}`)
    : wrong(EXIT.denied, `AWS gives no keys for the token: ${code}`, TRUST_POLICY);
}

const TRUST_POLICY =
  "The gateway's URL has to be an identity provider of the account, and the role's trust policy has to let this audience and subject in.";

function element(xml: string, name: string): string {
  return new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(xml)?.[1] ?? '';
}

function wrong(exit: Problem['exit'], message: string, hint?: string): Result<never, Problem> {
  return err({ exit, message, ...(hint !== undefined && { hint }) });
}
