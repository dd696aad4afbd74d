/** The tables, as the query builder sees them. Times in milliseconds since the epoch. */
export interface Schema {
  readonly migration: MigrationTable;
  readonly trust_revision: TrustRevisionTable;
  readonly trust_document: TrustDocumentTable;
  readonly trust_text: TrustTextTable;
  readonly decision: DecisionTable;
  readonly issued_token: IssuedTokenTable;
  readonly token_descent: TokenDescentTable;
  readonly revocation: RevocationTable;
  readonly signing_key: SigningKeyTable;
}

interface MigrationTable {
  readonly name: string;
  readonly applied_at: number;
}

interface TrustRevisionTable {
  readonly number: number;
  readonly at: number;
  readonly author: string;
  readonly reason: string;
}

interface TrustDocumentTable {
  readonly revision: number;
  /** From 0, in the order given. */
  readonly position: number;
  readonly path: string;
  readonly digest: string;
}

/** A document's text, once however many revisions it is in. */
interface TrustTextTable {
  /** Hex SHA-256 of the text. */
  readonly digest: string;
  readonly text: string;
}

/** What decisions are searched by, beside the record itself as JSON. */
export interface DecisionTable {
  readonly id: string;
  readonly at: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly mapping: string | null;
  readonly target: string | null;
  readonly issuer: string;
  readonly workload: string;
  readonly body: string;
}

/** What revocations cover tokens by, beside the token itself as JSON. */
export interface IssuedTokenTable {
  readonly jti: string;
  readonly at: number;
  readonly expires_at: number;
  readonly mapping: string;
  readonly target: string;
  readonly client: string | null;
  readonly issuer: string;
  readonly workload: string;
  readonly task: string | null;
  readonly actor_issuer: string | null;
  readonly actor_workload: string | null;
  readonly actor_task: string | null;
  readonly body: string;
}

/** Which tokens a token was made from. */
interface TokenDescentTable {
  readonly jti: string;
  readonly made_from: string;
}

export interface RevocationTable {
  readonly id: string;
  readonly at: number;
  readonly selected_by: string;
  /** Empty where everything is selected. */
  readonly value: string;
  /** Covers what was issued until then. */
  readonly issued_until: number;
  readonly author: string;
  readonly reason: string;
}

export interface SigningKeyTable {
  readonly kid: string;
  readonly algorithm: string;
  readonly state: string;
  readonly sealed: string;
  readonly created_at: number;
  readonly activated_at: number | null;
  readonly retired_at: number | null;
}
