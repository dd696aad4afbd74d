import { type ClaimFact, PROVIDERS, profileOf, SAMPLES } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import {
  type CompiledTrust,
  DENY_REASONS,
  type DocumentKind,
  documentJsonSchema,
  LINT_RULES,
} from '@cambio/policy';

/** What may be written in documents, for completion. */
export interface Vocabulary {
  /** JSON Schema by kind. */
  readonly schemas: Readonly<Record<DocumentKind, JsonObject>>;
  readonly issuers: readonly IssuerWords[];
  readonly targets: readonly TargetWords[];
  readonly providers: readonly { readonly id: string; readonly title: string }[];
  readonly samples: readonly string[];
  readonly denyReasons: readonly string[];
  readonly rules: readonly { readonly id: string; readonly summary: string }[];
}

interface IssuerWords {
  readonly id: string;
  readonly provider: string;
  readonly title: string;
  readonly claims: readonly ClaimWords[];
}

export interface ClaimWords {
  readonly name: string;
  /** `string, immutable`. */
  readonly says: string;
  /** Why one had better not rely on it. */
  readonly warning?: string;
}

interface TargetWords {
  readonly id: string;
  readonly audience: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
}

export function vocabularyOf({ issuers, targets }: Pick<CompiledTrust, 'issuers' | 'targets'>): Vocabulary {
  return {
    schemas: {
      Issuer: documentJsonSchema('Issuer'),
      Target: documentJsonSchema('Target'),
      Mapping: documentJsonSchema('Mapping'),
    },
    issuers: [...issuers.values()].map(({ id, profile: { provider, title } }) => ({
      id,
      provider,
      title,
      claims: claimsOf(provider),
    })),
    targets: [...targets.values()].map(({ id, audience, scopes }) => ({
      id,
      audience,
      scopes: [...scopes].map(([name, { description }]) => ({ name, description })),
    })),
    providers: [...PROVIDERS].map((id) => ({ id, title: profileOf(id)?.title ?? id })),
    samples: [...SAMPLES.keys()],
    denyReasons: DENY_REASONS,
    rules: LINT_RULES.map(({ id, summary }) => ({ id, summary })),
  };
}

/** The claims that a provider's tokens have; those that name somebody for good first. */
function claimsOf(provider: string): readonly ClaimWords[] {
  const known = Object.entries(profileOf(provider)?.claims ?? {});
  return known
    .map(([name, fact]) => ({
      name,
      says: `${fact.types.join(' or ')}, ${fact.stability}`,
      ...(fact.influencedBy !== undefined && { warning: `chosen by ${fact.influencedBy}` }),
      rank: rankOf(fact),
    }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ rank: _, ...words }) => words);
}

function rankOf({ stability, influencedBy }: ClaimFact): number {
  if (influencedBy !== undefined) return 4;
  return ['immutable', 'context', 'renameable', 'registered'].indexOf(stability);
}
