import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';
import { ENTRA_V2 } from '../entra-issuers.ts';
import { UUID } from '../uuid.ts';

/**
 * Azure Pipelines: the identity of a pipeline (`p://…`), and of a service connection, signed by Azure DevOps
 * (`sc://…`) or by Entra (`…/sc/ORGANISATION/CONNECTION`). Entra signs all other tokens of the tenant with the same
 * keys. The audience is `api://AzureADTokenExchange` and cannot be chosen, so it is no reason to refuse a token here.
 */
export const azureDevops = defineProfile({
  provider: 'azure-devops',
  title: 'Azure DevOps Pipelines',
  issuerPattern: new RegExp(`^(https://vstoken\\.dev\\.azure\\.com/${UUID}|${ENTRA_V2})$`),
  maxAge: 300,
  maxLifetime: 86_400,
  replay: 'once',
  platformAudiences: [],
  claims: {
    ...registeredClaims('nbf'),
    sub: renameable({ idOf: 'def_id' }),
    org_id: immutable({ optional: true }),
    prj_id: immutable({ optional: true }),
    def_id: immutable({ optional: true }),
    run_id: context({ optional: true }),
    rpo_id: renameable({ optional: true }),
    rpo_uri: renameable({ optional: true }),
    rpo_ver: context({ optional: true }),
    rpo_ref: context({ optional: true }),
  },
  kindClaims: [{ claim: 'sub', pattern: new RegExp(`^(p://.|sc://.|/.+/sc/${UUID}/${UUID}$)`) }],
  describe: (read) => ({
    kind: 'job',
    ids: [{ prj_id: read('prj_id'), def_id: read('def_id') }],
    name: read('sub'),
    tenant: read('org_id'),
    task: { run_id: read('run_id') },
    source: { repository: read('rpo_uri') ?? read('rpo_id'), ref: read('rpo_ref'), commit: read('rpo_ver') },
  }),
});
