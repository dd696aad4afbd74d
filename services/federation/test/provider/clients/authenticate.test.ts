import { createHash } from 'node:crypto';
import { err, JWT_BEARER_ASSERTION, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { createAuthentication } from '../../../src/provider/clients/authenticate.ts';
import type { Federate } from '../../../src/provider/clients/federation.ts';
import { createVoucher } from '../../../src/provider/clients/voucher.ts';

const CALLER = { presented: { kind: 'none' } } as const;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function authenticate(
  form: Readonly<Record<string, string>>,
  federate: Federate = async () => ok(undefined),
) {
  const voucher = await createVoucher('https://sts.acme.example', Date.now);
  const run = createAuthentication((client) => client === 'stock', federate, voucher);
  const body = new URLSearchParams(form).toString();
  return {
    body,
    result: await run({ body, authorization: undefined, certificate: undefined, caller: CALLER }),
  };
}

const federated = {
  grant_type: 'x',
  client_id: 'stock',
  client_assertion_type: JWT_BEARER_ASSERTION,
  client_assertion: 'upstream',
};

describe('a request at the service door', () => {
  it('goes on as it came where the framework can judge it', async () => {
    const { body, result } = await authenticate({ client_id: 'orders', a: 'b c' });
    expect(result).to.deep.equal(ok({ body, credential: sha256('') }));
  });

  it('goes on with a voucher where its upstream token was accepted', async () => {
    const { result } = await authenticate(federated);
    const admitted = result.ok ? result.value : expect.fail();
    expect(admitted.credential).to.equal(sha256('upstream'));
    const { client_assertion = '', ...rest } = Object.fromEntries(new URLSearchParams(admitted.body));
    expect(rest).to.deep.equal({
      grant_type: 'x',
      client_id: 'stock',
      client_assertion_type: JWT_BEARER_ASSERTION,
    });
    expect(client_assertion.split('.')).to.have.length(3);
  });

  it('goes no further where its upstream token was refused', async () => {
    const refusal = err({ kind: 'unauthenticated', reason: 'claim_mismatch' } as const);
    expect((await authenticate(federated, async () => refusal)).result).to.deep.equal(refusal);
  });

  for (const name of ['subject_token', 'actor_token', 'assertion']) {
    it(`may not send one token for itself and as ${name}`, async () => {
      const judged: string[] = [];
      const federate: Federate = async (token) => {
        judged.push(token);
        return ok(undefined);
      };
      for (const [client_assertion, token] of [
        ['upstream', 'upstream'],
        ['header.claims.signature', 'header.claims.another'],
      ] as const) {
        const { result } = await authenticate({ ...federated, client_assertion, [name]: token }, federate);
        expect(result, token).to.deep.equal(err({ kind: 'token_in_two_roles' }));
      }
      expect(judged).to.deep.equal([]);
    });
  }
});
