/** Invented trust of any size: issuers of a thousand repositories, and jobs that hold tokens of them. */
import { profileOf, sampleClaims, type VerifiedIdentity } from '@cambio/claims';
import type { DecisionInput, LocatedDocument, TrustDocument } from '../src/index.ts';

export const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

const REPOSITORIES = 1000;
const TARGETS = 10;
const PROFILE = profileOf('github-actions');
const SAMPLE = sampleClaims('github-actions') ?? {};

/** A mapping's place in the world, from which all its values follow. */
export interface Place {
  readonly issuer: number;
  readonly repository: number;
  readonly target: number;
  readonly environment: number;
}

/** `count` mappings: first over repositories, then issuers, then targets, then environments. */
export function placesOf(count: number, issuers: number): readonly Place[] {
  return Array.from({ length: count }, (_, index) => {
    const [repository, rest] = [index % REPOSITORIES, Math.floor(index / REPOSITORIES)];
    const [issuer, more] = [rest % issuers, Math.floor(rest / issuers)];
    return { issuer, repository, target: more % TARGETS, environment: Math.floor(more / TARGETS) };
  });
}

export function documentsOf(places: readonly Place[], issuers: number): readonly LocatedDocument[] {
  return [
    ...Array.from({ length: issuers }, (_, issuer) => issuerDocument(issuer)),
    ...Array.from({ length: TARGETS }, (_, target) => targetDocument(target)),
    ...places.map(mappingDocument),
  ].map(located);
}

export function located(document: TrustDocument): LocatedDocument {
  return { document: parsed(document), file: 'world.yaml', locate };
}

/** As a parser gives it: no text in it is the same object as one elsewhere that reads alike. */
function parsed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function locate() {
  return { file: 'world.yaml', line: 1, column: 1 };
}

function issuerDocument(issuer: number): TrustDocument {
  return {
    kind: 'Issuer',
    id: `github-${issuer}`,
    provider: 'github-actions',
    url: `https://github-${issuer}.acme.example/_services/token`,
    keys: 'discovery',
    allowPrivateNetwork: false,
    clockSkew: 30,
    explainDenials: 'code',
    enabled: true,
    owner: 'platform@acme.example',
  };
}

function targetDocument(target: number): TrustDocument {
  return {
    kind: 'Target',
    id: `target-${target}`,
    audience: `https://target-${target}.acme.example`,
    resources: [],
    scopes: {
      'deploy:read': { description: 'Read', sensitivity: 'low' },
      'deploy:write': { description: 'Write', sensitivity: 'medium' },
    },
    token: { binding: 'optional' },
    enabled: true,
    owner: 'platform@acme.example',
  };
}

export function mappingDocument(place: Place): TrustDocument {
  const { issuer, repository, target, environment } = place;
  return {
    kind: 'Mapping',
    id: `m-${issuer}-${repository}-${target}-${environment}`,
    owner: `team-${repository}@acme.example`,
    purpose: 'Deploy from main',
    issuer: `github-${issuer}`,
    target: `target-${target}`,
    effect: 'allow',
    match: {
      repository_id: repositoryId(repository),
      environment: `environment-${environment}`,
      ref: { glob: 'refs/heads/release-*' },
    },
    when: 'claims.run_attempt == "1"',
    grant: {
      scopes: ['deploy:read', 'deploy:write'],
      lifetime: 600,
      binding: 'optional',
      subject: 'repo/{repository_id}/env/{environment}',
      claims: { repository: '{repository}' },
    },
    enabled: true,
    acknowledge: [],
    tests: [],
  };
}

function repositoryId(repository: number): string {
  return String(700_000_000 + repository * 7919);
}

/** A request that a place's mapping allows; from another branch, one that it does not. */
export function inputFor(place: Place, branch = 'release-7'): DecisionInput {
  return {
    subject: identityFor(place, branch),
    request: { audience: `https://target-${place.target}.acme.example`, binding: 'none' },
    now: 1_788_220_900,
  };
}

function identityFor({ issuer, repository, environment }: Place, branch: string): VerifiedIdentity {
  if (PROFILE === undefined) throw new Error('the profile of GitHub Actions is missing');
  const claims = parsed({
    ...SAMPLE,
    iss: `https://github-${issuer}.acme.example/_services/token`,
    repository: `acme/repository-${repository}`,
    repository_id: repositoryId(repository),
    environment: `environment-${environment}`,
    ref: `refs/heads/${branch}`,
  });
  return { issuer: `github-${issuer}`, claims, workload: PROFILE.workload(claims) };
}
