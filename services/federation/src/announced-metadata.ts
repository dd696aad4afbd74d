import { PROOF_ALGORITHMS } from '@cambio/binding';
import type { Settings } from '@cambio/settings';
import type { Announced } from './http/metadata.ts';
import { announcedMethod, grantTypesOf } from './provider/clients/metadata.ts';
import { ASSERTION_ALGORITHMS } from './provider/configuration.ts';

/** What the metadata tells of a gateway with these settings. */
export function announced({ issuer, listen, clients, keys, admin }: Settings): Announced {
  return {
    issuer,
    authenticationMethods: clients.map(announcedMethod),
    assertionAlgorithms: ASSERTION_ALGORITHMS,
    grantTypes: clients.flatMap(grantTypesOf),
    certificates: listen.tls !== undefined || listen.clientCertificateHeader !== undefined,
    proofAlgorithms: PROOF_ALGORITHMS,
    signingAlgorithms: keys.algorithms,
    people: admin.login !== undefined,
  };
}
