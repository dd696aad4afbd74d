import { ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import type { Answer } from '../answer.ts';
import { askPlatform, type PlatformRequest } from './ask-platform.ts';
import { failed, type SourceFailure, type SourceIo } from './source.ts';

/** What requests to AWS are signed with. Used for one, and not kept. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Io = Pick<SourceIo, 'env' | 'fetch' | 'readFile'>;

/** The services that hand out credentials (AWS SDKs reference, container and IMDS providers), each asked by its one address. */
const IMDS = 'http://169.254.169.254/latest';
const ECS = 'http://169.254.170.2';
const CONTAINER_HOSTS: ReadonlySet<string> = new Set([
  '169.254.170.2',
  '169.254.170.23',
  '[fd00:ec2::23]',
  '127.0.0.1',
  '[::1]',
  'localhost',
]);

/** The credentials of the role a workload runs as: of its variables, its container, or its machine, in this order. */
export async function awsCredentials(source: string, io: Io): Promise<Result<AwsCredentials, SourceFailure>> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = io.env;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const sessionToken = io.env.AWS_SESSION_TOKEN;
    return ok({ accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) });
  }
  const container = containerUrl(io.env);
  return container === undefined ? ofMachine(source, io) : ofContainer(source, container, io);
}

function containerUrl(env: SourceIo['env']): string | undefined {
  const relative = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  return relative === undefined ? env.AWS_CONTAINER_CREDENTIALS_FULL_URI : `${ECS}${relative}`;
}

async function ofContainer(
  source: string,
  url: string,
  io: Io,
): Promise<Result<AwsCredentials, SourceFailure>> {
  const known = URL.canParse(url) && isContainerService(new URL(url));
  if (!known) return failed(source, 'not_configured', 'the container credentials are at no address of AWS');
  const file = io.env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const read = file === undefined ? undefined : await io.readFile(file).catch(() => undefined);
  const authorization = read?.trim() ?? io.env.AWS_CONTAINER_AUTHORIZATION_TOKEN;
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await askAws({ source, url, headers }, io);
  return answer.ok ? readCredentials(source, answer.value) : answer;
}

function isContainerService({ protocol, hostname, username }: URL): boolean {
  return username === '' && (protocol === 'https:' || CONTAINER_HOSTS.has(hostname));
}

/** IMDSv2: a session first, then the name of the role, then its credentials. */
async function ofMachine(source: string, io: Io): Promise<Result<AwsCredentials, SourceFailure>> {
  const headers = await imdsSession(source, io);
  if (!headers.ok) return headers;
  const url = `${IMDS}/meta-data/iam/security-credentials/`;
  const role = await askAws(
    { source, url, headers: headers.value, refused: ': the machine has no role' },
    io,
  );
  if (!role.ok) return role;
  const name = role.value.text.trim();
  if (!/^[\w+=,.@-]+$/.test(name)) return failed(source, 'malformed', 'the metadata service names no role');
  const answer = await askAws({ source, url: url + name, headers: headers.value }, io);
  return answer.ok ? readCredentials(source, answer.value) : answer;
}

/** The region of the workload: of its variables, or of its machine. */
export async function awsRegion(source: string, io: Io): Promise<Result<string, SourceFailure>> {
  const region = io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION ?? (await regionOfMachine(source, io));
  return region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(region)
    ? ok(region)
    : failed(source, 'not_configured', 'AWS_REGION is not set to a region');
}

async function regionOfMachine(source: string, io: Io): Promise<string | undefined> {
  const headers = await imdsSession(source, io);
  if (!headers.ok) return undefined;
  const answer = await askAws(
    { source, url: `${IMDS}/meta-data/placement/region`, headers: headers.value },
    io,
  );
  return answer.ok ? answer.value.text.trim() : undefined;
}

async function imdsSession(
  source: string,
  io: Io,
): Promise<Result<Readonly<Record<string, string>>, SourceFailure>> {
  const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' };
  const session = await askAws({ source, url: `${IMDS}/api/token`, method: 'PUT', headers }, io);
  return session.ok ? ok({ 'x-aws-ec2-metadata-token': session.value.text.trim() }) : session;
}

function askAws(
  request: Omit<PlatformRequest, 'who' | 'patience'>,
  io: Io,
): Promise<Result<Answer, SourceFailure>> {
  return askPlatform({ ...request, who: 'the credentials service', patience: 3 }, io);
}

const credentialsAnswer = z.object({
  AccessKeyId: z.string().min(1),
  SecretAccessKey: z.string().min(1),
  Token: z.string().exactOptional(),
});

function readCredentials(source: string, { body }: Answer): Result<AwsCredentials, SourceFailure> {
  const said = credentialsAnswer.safeParse(body).data;
  if (said === undefined)
    return failed(source, 'malformed', 'the credentials service answered without credentials');
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token } = said;
  return ok({ accessKeyId, secretAccessKey, ...(Token !== undefined && { sessionToken: Token }) });
}
