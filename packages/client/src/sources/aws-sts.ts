import { printedBy } from './command.ts';
import { machineMade } from './machine.ts';
import { readToken, type SourceIo, type SourceKind, type TokenSource } from './source.ts';

const NAME = 'aws-sts';

/** Seconds; the shortest that leaves room for a clock that is a little off. */
const LIFETIME = '300';

/**
 * A token of AWS's own about the role this runs as (IAM outbound identity federation), minted for each use by
 * `aws sts get-web-identity-token`: the AWS command line finds credentials wherever AWS puts them, and signs.
 */
export function awsStsSource(io: Pick<SourceIo, 'run'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const asked = ['--audience', audience, '--signing-algorithm', 'ES384', '--duration-seconds', LIFETIME];
      const printed = ['--query', 'WebIdentityToken', '--output', 'text'];
      const text = await printedBy(
        ['aws', 'sts', 'get-web-identity-token', ...asked, ...printed],
        NAME,
        io,
        ': it needs the AWS command line 2, a region, the permission sts:GetWebIdentityToken, and outbound identity ' +
          'federation enabled in the account',
      );
      return text.ok ? readToken(text.value, NAME) : text;
    },
  };
}

export const awsSts: SourceKind = {
  name: NAME,
  where:
    'AWS_EXECUTION_ENV, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI, a machine made by Amazon EC2',
  detects: (io) =>
    io.env.AWS_EXECUTION_ENV !== undefined ||
    io.env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI !== undefined ||
    io.env.AWS_CONTAINER_CREDENTIALS_FULL_URI !== undefined ||
    machineMade(io, 'sys_vendor', 'Amazon EC2'),
  open: awsStsSource,
};
