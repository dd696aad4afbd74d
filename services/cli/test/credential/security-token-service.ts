import { text } from 'node:stream/consumers';
import { listen } from '@cambio/testkit';

/** What it gives to whoever asks. */
export const KEYS = {
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  SessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE==',
  Expiration: '2027-06-01T12:00:00Z',
} as const;

/** The Security Token Service of AWS, as far as it can be told from the wire. */
export interface SecurityTokenService {
  readonly url: string;
  readonly asked: readonly Readonly<Record<string, string>>[];
  /** What it answers from now on. */
  readonly refuse: (status: number, body: string) => void;
  readonly close: () => Promise<void>;
}

export async function startSts(): Promise<SecurityTokenService> {
  const asked: Record<string, string>[] = [];
  let answer = { status: 200, body: GRANTED };
  const server = await listen(async (request, response) => {
    asked.push(Object.fromEntries(new URLSearchParams(await text(request))));
    response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
  });
  return {
    url: server.url,
    asked,
    refuse: (status, body) => {
      answer = { status, body };
    },
    close: server.close,
  };
}

const GRANTED = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <Audience>https://deployer.acme.example</Audience>
    <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/deploy/x</Arn></AssumedRoleUser>
    <Provider>arn:aws:iam::123456789012:oidc-provider/sts.acme.example</Provider>
    <Credentials>
      ${Object.entries(KEYS)
        .map(([name, value]) => `<${name}>${value}</${name}>`)
        .join('\n      ')}
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
  <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
</AssumeRoleWithWebIdentityResponse>
`;
