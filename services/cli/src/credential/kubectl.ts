import type { RequestOptions } from '../exchange/request.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { readJsonObject } from '../text/read-json.ts';
import { credentialToken, timestamp } from './token.ts';

/** The versions of the protocol there are; they differ in nothing that is written here. */
const GROUP = 'client.authentication.k8s.io';
const VERSIONS: readonly string[] = [`${GROUP}/v1`, `${GROUP}/v1beta1`];

/**
 * A client-go credential plugin: writes an ExecCredential in the version that KUBERNETES_EXEC_INFO asks for. Does not
 * look at the cluster that is named there: the kubeconfig says which helper is for which.
 */
export async function kubectlCredential(options: RequestOptions, terminal: Terminal): Promise<ExitCode> {
  const apiVersion = versionOf(terminal.env.KUBERNETES_EXEC_INFO);
  if (!VERSIONS.includes(apiVersion)) return report(OTHER_VERSION, terminal);
  const token = await credentialToken(options, terminal);
  if (!token.ok) return report(token.error, terminal);
  const { accessToken, expiresAt } = token.value;
  const status = { token: accessToken, expirationTimestamp: timestamp(expiresAt) };
  terminal.write(`${JSON.stringify({ apiVersion, kind: 'ExecCredential', status })}\n`);
  return EXIT.done;
}

const OTHER_VERSION: Problem = {
  exit: EXIT.usage,
  message: 'the kubeconfig asks for another version of the protocol',
  hint: `Set its apiVersion to ${VERSIONS.join(' or ')}.`,
};

/** What was asked for; by somebody who tries it by hand, the newest. */
function versionOf(info: string | undefined): string {
  if (info === undefined) return `${GROUP}/v1`;
  const asked = readJsonObject(info);
  return typeof asked?.apiVersion === 'string' ? asked.apiVersion : '';
}
