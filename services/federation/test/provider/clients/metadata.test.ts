import { GrantType } from '@cambio/oauth';
import { expect } from 'chai';
import { announcedMethod, clientMetadata } from '../../../src/provider/clients/metadata.ts';
import type { RegisteredService } from '../../../src/provider/clients/registered-service.ts';

const VOUCHER = { kty: 'EC', crv: 'P-256', x: 'voucher', y: 'voucher' } as const;
const KEY = { kty: 'EC', crv: 'P-256', x: 'own', y: 'own' } as const;

const grants: RegisteredService['grants'] = ['token-exchange'];
const identity = { id: 'orders', introspects: [], grants };
const metadataOf = (service: RegisteredService) => clientMetadata(service, VOUCHER);

describe('a service, as the framework is told', () => {
  it('has the grants it may use, and redirects nowhere', () => {
    const metadata = metadataOf({
      ...identity,
      auth: 'federated',
      grants: ['client_credentials', 'jwt-bearer'],
    });
    expect(metadata).to.deep.include({
      client_id: 'orders',
      grant_types: [GrantType.clientCredentials, GrantType.jwtBearer],
      redirect_uris: [],
      response_types: [],
    });
  });

  it('that signs has its keys, or a name for them', () => {
    const service = { ...identity, auth: 'private_key_jwt' } as const;
    expect(metadataOf({ ...service, jwks: { keys: [KEY] } })).to.deep.include({
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [KEY] },
    });
    const published = metadataOf({ ...service, jwksUri: 'https://orders.acme.example/jwks' });
    expect(published).to.include({ jwks_uri: 'https://keys.invalid/orders' });
    expect(published).not.to.have.property('jwks');
  });

  it('that is federated has the key of the voucher, and no other', () => {
    const metadata = metadataOf({ ...identity, auth: 'federated' });
    expect(metadata).to.deep.include({
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [VOUCHER] },
    });
  });

  const kinds = {
    subjectDn: 'tls_client_auth_subject_dn',
    sanDns: 'tls_client_auth_san_dns',
    sanUri: 'tls_client_auth_san_uri',
    sanIp: 'tls_client_auth_san_ip',
    sanEmail: 'tls_client_auth_san_email',
  };
  for (const [member, parameter] of Object.entries(kinds)) {
    it(`that has a certificate is known by ${member} alone`, () => {
      const service = { ...identity, auth: 'tls_client_auth' } as const;
      const metadata = metadataOf({ ...service, certificate: { [member]: 'x' } });
      const said = Object.keys(metadata).filter((name) => name.startsWith('tls_client_auth_'));
      expect(said).to.deep.equal([parameter]);
    });
  }

  it('is announced by the method its callers use', () => {
    for (const auth of ['federated', 'private_key_jwt'] as const) {
      expect(announcedMethod({ ...identity, auth })).to.equal('private_key_jwt');
    }
  });
});
