import { type Digest, err } from '@cambio/oauth';
import type { Authenticated, Caller } from '@cambio/sts';
import { expect } from 'chai';
import type { RegisteredService } from '../../../src/provider/clients/registered-service.ts';
import { clientCredentialsGrant } from '../../../src/provider/grants/client-credentials.ts';

describe('the client credentials grant', () => {
  it('asks for the client it was authenticated as, under what it was authenticated by', async () => {
    const asked: [Authenticated, Caller][] = [];
    const failure = err({ kind: 'interrupted', outage: 'marks_unavailable' } as const);
    const services: RegisteredService[] = [
      { id: 'orders', auth: 'federated', grants: ['client_credentials'], introspects: [] },
    ];
    const grant = clientCredentialsGrant(async (_parameters, client, caller) => {
      asked.push([client, caller]);
      return failure;
    }, services);
    const caller = {
      client: 'orders',
      credential: 'digest' as Digest,
      presented: { kind: 'none' },
    } as const;
    expect(await grant.run(new Map(), caller)).to.equal(failure);
    expect(asked).to.deep.equal([
      [
        {
          identity: {
            issuer: 'clients',
            claims: { client_id: 'orders', auth: 'federated' },
            workload: { key: 'clients:client_id=orders', kind: 'service', name: 'orders' },
          },
          digest: 'digest',
        },
        caller,
      ],
    ]);
  });
});
