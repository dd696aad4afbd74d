import type { Result } from '@cambio/oauth';
import { AwsV4Signer } from 'aws4fetch';
import { askPlatform } from './ask-platform.ts';
import { awsCredentials, awsRegion } from './aws-credentials.ts';
import { machineMade } from './machine.ts';
import {
  failed,
  readToken,
  type SourceFailure,
  type SourceIo,
  type SourceKind,
  type SubjectToken,
  type TokenSource,
} from './source.ts';

const NAME = 'aws-sts';

/** Seconds; enough to bring it to the gateway. */
const LIFETIME = '300';

/**
 * A token of AWS's own about the role this runs as (IAM outbound identity federation), minted for each use: a signed
 * `GetWebIdentityToken` to the regional STS, which alone has it. Lambda, ECS, EC2, and wherever credentials are in the environment.
 */
export function awsStsSource(io: Pick<SourceIo, 'env' | 'fetch' | 'readFile'>): TokenSource {
  return {
    name: NAME,
    async token(audience): Promise<Result<SubjectToken, SourceFailure>> {
      const region = await awsRegion(NAME, io);
      if (!region.ok) return region;
      const credentials = await awsCredentials(NAME, io);
      if (!credentials.ok) return credentials;

      const signer = new AwsV4Signer({
        ...credentials.value,
        ...requestFor(audience, region.value),
        service: 'sts',
        region: region.value,
        allHeaders: true,
      });
      const { url, headers, body } = await signer.sign();
      const asked = { source: NAME, who: 'STS', method: 'POST', patience: 10, refused: NOT_ALLOWED } as const;
      const answer = await askPlatform(
        { ...asked, url: url.href, headers: Object.fromEntries(headers), body: String(body) },
        io,
      );
      if (!answer.ok) return answer;
      const token = /<WebIdentityToken>([\w.-]+)<\/WebIdentityToken>/.exec(answer.value.text)?.[1];
      return token === undefined
        ? failed(NAME, 'malformed', 'STS answered without a token')
        : readToken(token, NAME);
    },
  };
}

/** The Security Token Service of a region. Those in China have a domain of their own. */
export function stsEndpoint(region: string): string {
  return `https://sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/`;
}

function requestFor(audience: string, region: string) {
  const parameters = new URLSearchParams({
    Action: 'GetWebIdentityToken',
    Version: '2011-06-15',
    'Audience.member.1': audience,
    SigningAlgorithm: 'ES384',
    DurationSeconds: LIFETIME,
  });
  return {
    url: stsEndpoint(region),
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: parameters.toString(),
  };
}

const NOT_ALLOWED =
  ': the role needs the permission sts:GetWebIdentityToken, and the account outbound identity federation';

/** Variables that only AWS's platforms set. */
const VARIABLES = [
  'AWS_EXECUTION_ENV',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

export const awsSts: SourceKind = {
  name: NAME,
  where: `${VARIABLES.join(', ')}, a machine made by Amazon EC2`,
  detects: (io) =>
    VARIABLES.some((variable) => io.env[variable] !== undefined) ||
    machineMade(io, 'sys_vendor', 'Amazon EC2'),
  open: awsStsSource,
};
