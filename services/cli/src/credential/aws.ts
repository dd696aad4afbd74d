import type { RequestOptions } from '../exchange/request.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { assumeRole, usualEndpoint } from './sts.ts';
import { credentialToken } from './token.ts';

export interface AwsOptions extends RequestOptions {
  readonly roleArn: string;
  readonly stsEndpoint?: string | undefined;
  readonly sessionName?: string | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
}

/**
 * What AWS's tools call a `credential_process`. AWS takes keys and no token, so the token is shown at the Security Token
 * Service, where the gateway is an identity provider of the account, and the keys of a role are what is written.
 */
export async function awsCredential(options: AwsOptions, terminal: Terminal): Promise<ExitCode> {
  const token = await credentialToken(options, terminal);
  if (!token.ok) return report(token.error, terminal);
  const { accessToken, decisionId } = token.value;
  const keys = await assumeRole({
    endpoint: options.stsEndpoint ?? usualEndpoint(terminal.env),
    roleArn: options.roleArn,
    // AWS keeps it beside whatever is done with the keys, so that it leads back to the gateway's decision.
    sessionName: options.sessionName ?? `cambio-${decisionId}`,
    token: accessToken,
    duration: options.duration,
  });
  if (!keys.ok) return report(keys.error, terminal);
  terminal.write(`${JSON.stringify({ Version: 1, ...keys.value })}\n`);
  return EXIT.done;
}
