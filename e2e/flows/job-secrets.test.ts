import { text } from 'node:stream/consumers';
import { listen, type RunningServer } from '@cambio/testkit';
import { expect } from 'chai';
import { cambio } from '../gateway/cambio.ts';
import { openShop, type Shop } from '../shop/shop.ts';
import { SHOP } from '../shop/trust.ts';

/** Every way to ask for a token. */
const COMMANDS: readonly (readonly string[])[] = [
  ['exchange', '--audience', 'deployer'],
  ['exchange', '--audience', 'deployer', '--output', 'dotenv'],
  ['run', '--audience', 'deployer', '--file', '--', 'true'],
  ['whoami', '--audience', 'deployer', '--json'],
  ['credential', 'kubectl', '--audience', 'deployer'],
  ['credential', 'aws', '--audience', 'deployer', '--role-arn', 'arn:aws:iam::1:role/a'],
  ['credential', 'git', '--audience', 'deployer', '--host', 'git.acme.example', 'get'],
  ['credential', 'docker', '--audience', 'deployer', '--registry', 'git.acme.example', 'get'],
  ['revoke', '--mapping', 'shop-deploy', '--reason', 'Try it'],
];

/** What git and Docker write to their helpers, in one. */
const ASKED: Readonly<Record<string, string>> = {
  git: 'protocol=https\nhost=git.acme.example\n',
  docker: 'git.acme.example\n',
};

/** What a gateway that means harm, or is broken, answers with the token it was sent. */
const ANSWERS: Readonly<
  Record<string, (token: string) => { readonly status: number; readonly body: string }>
> = {
  'an error that repeats it': (token) => ({
    status: 400,
    body: JSON.stringify({
      error: token,
      error_description: token,
      reason: token,
      decision_id: token,
      failed_conditions: [{ condition: token, expected: token }],
    }),
  }),
  'a page that repeats it': (token) => ({ status: 200, body: `<p>${token}</p>` }),
  'a failure that repeats it': (token) => ({ status: 500, body: token }),
  'a token that is none': (token) => ({
    status: 200,
    body: JSON.stringify({ access_token: `${token}\n::set-output::`, token_type: token }),
  }),
};

describe('what the commands of a job say', () => {
  let shop: Shop;
  let answer: (token: string) => { readonly status: number; readonly body: string };
  let evil: RunningServer;

  before(async () => {
    shop = await openShop();
    evil = await listen(async (request, response) => {
      if (request.method === 'GET') {
        const issuer = evil.url;
        const endpoints = { token_endpoint: `${issuer}/token`, revocation_endpoint: `${issuer}/revoke` };
        response.end(JSON.stringify({ issuer, ...endpoints }));
        return;
      }
      const { status, body } = answer(new URLSearchParams(await text(request)).get('subject_token') ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });

  after(async () => {
    await evil.close();
    await shop.close();
  });

  /** What a command says where the platform's token is this one. */
  async function said(args: readonly string[], gateway: string, token: string): Promise<string> {
    const input = ASKED[args[1] ?? ''] ?? '';
    // Where the keys of AWS are asked for, so that no request leaves this machine.
    const env = { CAMBIO_GATEWAY: gateway, CAMBIO_SUBJECT_TOKEN: token, AWS_ENDPOINT_URL_STS: evil.url };
    const { code, stdout, stderr } = await cambio(args, { env, input });
    expect(code, args.join(' ')).to.be.oneOf([0, 1, 2, 3]);
    return stdout + stderr;
  }

  /** The commands, of these, that say the platform's token. */
  async function leaks(
    commands: readonly (readonly string[])[],
    gateway: string,
  ): Promise<readonly string[]> {
    const outcomes = commands.map(async (args) => {
      const token = await shop.subjectToken({ aud: gateway, ...SHOP });
      // Header and claims say as much as anybody may know; the signature makes it a token.
      const signature = token.slice(token.lastIndexOf('.') + 1);
      return (await said(args, gateway, token)).includes(signature) ? [args.join(' ')] : [];
    });
    return (await Promise.all(outcomes)).flat();
  }

  for (const [title, answers] of Object.entries(ANSWERS)) {
    it(`has no token in it, where the gateway answers with ${title}`, async () => {
      answer = answers;
      expect(await leaks(COMMANDS, evil.url)).to.deep.equal([]);
    });
  }

  it('has no platform token in it, where all goes well or there is no gateway', async () => {
    expect(await leaks(COMMANDS, shop.gateway.issuer)).to.deep.equal([]);
    expect(await leaks(COMMANDS.slice(0, 1), 'http://127.0.0.1:1')).to.deep.equal([]);
  });

  it('has the issued token in it, of those that are not made to print it, nowhere', async () => {
    for (const args of COMMANDS.filter(
      ([name]) => name === 'run' || name === 'whoami' || name === 'revoke',
    )) {
      const { issuer } = shop.gateway;
      const token = await shop.subjectToken({ aud: issuer, ...SHOP });
      expect(await said(args, issuer, token), args.join(' ')).not.to.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
    }
  });
});
