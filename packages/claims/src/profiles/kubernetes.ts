import { context, immutable, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile, FIXED_AUDIENCES } from '../define-profile.ts';
import type { ClaimFact } from '../profile.ts';
import { workloadName } from '../workload-name.ts';

const ACCOUNT_UID = '/kubernetes.io/serviceaccount/uid';

/** Audiences of API servers and of clouds: tokens for them lie in every pod and are worth something elsewhere. */
const CLUSTER_AUDIENCES: readonly RegExp[] = [
  /^https:\/\/kubernetes\.default(\.svc(\.[a-z0-9.-]+)?)?\/?$/,
  /^k3s$/,
  /^https:\/\/container\.googleapis\.com\//,
  /\.svc\.id\.goog$/,
  /^https:\/\/oidc\.eks\./,
  /\.azmk8s\.io(:443)?\/?$/,
  /^https:\/\/([a-z0-9-]+\.)?(oic|oidc)\.prod-aks\.azure\.com\//,
];

/**
 * Kubernetes service accounts, of any cluster: GKE, EKS (also the tokens of IRSA and Pod Identity) and AKS included.
 * Refused: tokens of the old kind, read from a Secret, which have flat claims and never end; and by lifetime, the
 * token mounted into every pod, which lasts a year. Clusters often have the same default issuer: only the keys
 * declared with it tell them apart.
 */
export const kubernetes = defineProfile({
  provider: 'kubernetes',
  title: 'Kubernetes service accounts',
  algorithms: ['RS256', 'ES256', 'ES384', 'ES512'],
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'allow',
  platformAudiences: [...FIXED_AUDIENCES, ...CLUSTER_AUDIENCES],
  claims: {
    ...registeredClaims('nbf'),
    sub: renameable({ idOf: ACCOUNT_UID }),
    'kubernetes.io': context({ types: ['object'] }),
    '/kubernetes.io/namespace': renameable(),
    '/kubernetes.io/warnafter': context({ types: ['number'], optional: true }),
    ...boundObject('serviceaccount'),
    ...boundObject('pod', { optional: true }),
    ...boundObject('node', { optional: true }),
    ...boundObject('secret', { optional: true }),
  },
  subjectForms: [
    {
      pattern: /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/,
      claims: ['/kubernetes.io/namespace', '/kubernetes.io/serviceaccount/name'],
    },
  ],
  requiredClaims: ['/kubernetes.io/namespace', ACCOUNT_UID],
  describe: (read) => {
    const pod = read('/kubernetes.io/pod/uid');
    return {
      kind: pod === undefined ? 'service' : 'pod',
      ids: [{ serviceaccount_uid: read(ACCOUNT_UID) }],
      name: workloadName([read('/kubernetes.io/namespace'), read('/kubernetes.io/serviceaccount/name')]),
      task: { pod_uid: pod },
    };
  },
});

function boundObject(kind: string, about: { optional?: true } = {}): Readonly<Record<string, ClaimFact>> {
  const path = `/kubernetes.io/${kind}`;
  return {
    [path]: context({ types: ['object'], ...about }),
    [`${path}/name`]: renameable({ idOf: `${path}/uid` }),
    [`${path}/uid`]: immutable(),
  };
}
