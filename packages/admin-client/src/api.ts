/** Generated from config/schema/openapi.json: run pnpm --filter @cambio/admin-client generate. */
export interface paths {
    readonly "/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read how the gateway is, and what needs attention */
        readonly get: operations["readStatus"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the files in force as they were written */
        readonly get: operations["readTrust"];
        /** Replace all files */
        readonly put: operations["replaceTrust"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/documents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the documents in force, as JSON */
        readonly get: operations["listDocuments"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/documents/{kind}/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read one document as it was written */
        readonly get: operations["readDocument"];
        /**
         * Put one document in the place of the one of its name, or beside the others
         * @description What is around it in its file stays as it is; a new one gets a file of its own.
         */
        readonly put: operations["putDocument"];
        readonly post?: never;
        /** Remove one document */
        readonly delete: operations["deleteDocument"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/revisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the revisions, the newest first */
        readonly get: operations["listRevisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/revisions/{revision}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a revision with all its files */
        readonly get: operations["readRevision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/revisions/{revision}/diff": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Compare a revision with another one */
        readonly get: operations["diffRevision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/revisions/{revision}/restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make the files of a revision the newest again */
        readonly post: operations["restoreRevision"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/proposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the proposed changes, the newest first */
        readonly get: operations["listProposals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/proposals/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a proposed change with all its files */
        readonly get: operations["readProposal"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/proposals/{id}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Approve another admin's change, and put it in force */
        readonly post: operations["approveProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/trust/proposals/{id}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Reject a change, or withdraw one of your own */
        readonly post: operations["rejectProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/explain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Explain what the trust in force makes of claims, a token, or a recorded request
         * @description Issues nothing and records nothing.
         */
        readonly post: operations["explain"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Search the recorded decisions, the newest first */
        readonly get: operations["searchDecisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/decisions/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Follow the decisions as they are recorded
         * @description Server-sent events with the decision as `data` and its id as `id`, of all replicas. After `Last-Event-ID` it goes on from there. An event `alive` comes now and then; `gap` says that there were more than could be followed.
         */
        readonly get: operations["followDecisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/decisions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read one decision */
        readonly get: operations["readDecision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the live tokens that a selector covers, the newest first
         * @description Those that have not expired and that no revocation covers. Introspection also asks whether the trust still grants them.
         */
        readonly get: operations["listTokens"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tokens/count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Count the live tokens that a selector covers */
        readonly get: operations["countTokens"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workloads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the workloads that asked, in the order of issuers and keys
         * @description Counted from the audit trail, some seconds after the fact.
         */
        readonly get: operations["listWorkloads"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workloads/{issuer}/{workload}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read what a workload used, beside what it was granted */
        readonly get: operations["readWorkload"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/revocations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the revocations, the newest first */
        readonly get: operations["listRevocations"];
        readonly put?: never;
        /**
         * Revoke every token that a selector covers
         * @description Kills what was issued until now, and every token made from it; what is issued later is for the trust to say.
         */
        readonly post: operations["revoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/issuers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the issuers in force and how they are */
        readonly get: operations["listIssuers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the signing keys */
        readonly get: operations["listKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/keys/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate the signing keys, or revoke some
         * @description The next key of each algorithm signs from now on, and the one that signed retires; another is published behind it.
         */
        readonly post: operations["rotateKeys"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly __schema0: unknown;
        /** @description Something an admin should look at. */
        readonly Warning: {
            /** @enum {string} */
            readonly kind: "trust_refused" | "store_down" | "issuer_keys" | "issuer_drift" | "lint";
            /** @description A document (`Mapping/a`), an issuer, or a store. */
            readonly about: string;
            /** @description Of `lint`: the rule. */
            readonly rule?: string;
            readonly message: string;
        };
        /** @description Why the request was not done (RFC 9457). */
        readonly Problem: {
            /** @description `urn:cambio:problem:` and the reason. */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            /** @description For people. Nothing that was sent is in it. */
            readonly detail: string;
            /**
             * @description A stable code.
             * @enum {string}
             */
            readonly reason: "credentials_missing" | "credentials_repeated" | "token_refused" | "proof_refused" | "scope_missing" | "too_many_requests" | "no_such_resource" | "method_not_allowed" | "no_such_decision" | "no_such_key" | "algorithm_not_configured" | "published_too_late" | "keys_changed" | "no_such_workload" | "too_many_streams" | "idempotency_key_invalid" | "idempotency_key_reused" | "request_running" | "no_such_issuer" | "no_such_document" | "no_such_revision" | "no_such_proposal" | "trust_read_only" | "revision_required" | "revision_stale" | "documents_invalid" | "document_mismatch" | "proposal_own" | "proposal_closed" | "proposal_stale" | "query_invalid" | "not_json" | "too_large" | "aborted" | "body_malformed" | "body_invalid" | "time_in_future" | "unavailable";
            /** @description What of the request something is wrong with. */
            readonly members?: readonly string[];
            /** @description Of `documents_invalid`: what is wrong with the documents, and where. */
            readonly diagnostics?: readonly components["schemas"]["Diagnostic"][];
        };
        readonly Diagnostic: {
            /** @enum {string} */
            readonly severity: "error" | "warning" | "info";
            readonly rule: string;
            readonly position: {
                readonly file: string;
                readonly line: number;
                readonly column: number;
            };
            readonly message: string;
            readonly hint?: string;
            /** @description As `Mapping/shop-deploy-prod`. */
            readonly document?: string;
        };
        readonly TrustFile: {
            readonly path: string;
            readonly text: string;
        };
        readonly TrustChange: {
            /** @constant */
            readonly outcome: "applied";
            readonly revision: components["schemas"]["Revision"];
            readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
        } | {
            /** @constant */
            readonly outcome: "unchanged";
            readonly revision: string;
        } | {
            /** @constant */
            readonly outcome: "planned";
            /** @description The revision it was compared with. */
            readonly base: string;
            readonly documents: readonly components["schemas"]["DocumentChange"][];
            /** @description What lint says of the new documents and not of those before. */
            readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
            readonly record?: components["schemas"]["Replay"];
        };
        /** @description A state of all documents: when, by whom, and why. */
        readonly Revision: {
            /** @description `r1`, `r2`, … */
            readonly revision: string;
            /** @description Milliseconds since the epoch. */
            readonly at: number;
            readonly author: string;
            readonly reason: string;
            /** @description What it changed in effect. */
            readonly changes: readonly components["schemas"]["DocumentChange"][];
        };
        /** @description A document that does something else than before. */
        readonly DocumentChange: {
            /** @enum {string} */
            readonly kind: "Issuer" | "Target" | "Mapping";
            readonly id: string;
            /** @enum {string} */
            readonly change: "added" | "removed" | "changed";
            readonly effects: readonly {
                /** @description What it is about: `grant.scopes`; empty for the whole document. */
                readonly member: string;
                /** @description For people, as what the document does now. */
                readonly text: string;
                /**
                 * @description Whether more happens than before.
                 * @enum {string}
                 */
                readonly reach: "wider" | "narrower" | "other";
            }[];
        };
        readonly Replay: {
            readonly days: number;
            readonly replayed: number;
            /** @description Of these, how many the documents before decide otherwise than recorded. */
            readonly unfaithful: number;
            /** @description Left out, since no document had a say in them. */
            readonly skipped: number;
            /** @description Whether older ones of these days were left out. */
            readonly truncated: boolean;
            /**
             * @description Which claims the gateway records.
             * @enum {string}
             */
            readonly claims: "profile" | "all" | "none";
            /** @description What is newly allowed first. */
            readonly changes: readonly components["schemas"]["DecisionChange"][];
        };
        /** @description Recorded requests that would turn out otherwise, alike. */
        readonly DecisionChange: {
            /** @enum {string} */
            readonly kind: "newly_allowed" | "newly_denied" | "granted_otherwise" | "denied_otherwise";
            readonly before: {
                /** @enum {string} */
                readonly outcome: "allow" | "deny";
                readonly reason?: string;
            };
            /** @description What would be decided, and why. */
            readonly after: components["schemas"]["Explanation"];
            readonly request: {
                readonly subject: {
                    readonly issuer: string;
                    readonly workload: {
                        readonly key: string;
                        readonly name: string;
                    };
                };
                readonly actor?: {
                    readonly issuer: string;
                    readonly workload: {
                        readonly key: string;
                        readonly name: string;
                    };
                };
                readonly request: {
                    readonly audience?: string;
                    readonly resource?: string;
                    readonly scopes?: readonly string[];
                    readonly mapping?: string;
                    /** @enum {string} */
                    readonly binding: "none" | "dpop" | "mtls";
                };
            };
            /** @description All of them, by id, the newest first. */
            readonly decisions: readonly string[];
            /** @description Whether the documents before decide each of them as was recorded. */
            readonly faithful: boolean;
        };
        readonly Actor: {
            readonly sub: string;
            readonly iss?: string;
            readonly act?: components["schemas"]["Actor"];
        };
        /** @description Any JSON object. */
        readonly RecordedObject: {
            readonly [key: string]: components["schemas"]["RecordedValue"];
        };
        /** @description Any JSON value. */
        readonly RecordedValue: unknown;
        /** @description A decision with the reasoning: every candidate mapping, each condition, nearest misses first. */
        readonly Explanation: {
            readonly decision: {
                /** @constant */
                readonly outcome: "allow";
                readonly mapping: string;
                readonly target: string;
                readonly audience: string;
                readonly scopes: readonly string[];
                readonly subject: string;
                readonly actor?: components["schemas"]["Actor"];
                readonly claims: components["schemas"]["RecordedObject"];
                readonly lifetime: number;
                readonly algorithm?: string;
            } | {
                /** @constant */
                readonly outcome: "deny";
                readonly reason: string;
                readonly target?: string;
                readonly mapping?: string;
            };
            readonly before?: readonly {
                readonly kind: string;
                readonly what: string;
                readonly expected: string;
                readonly found?: components["schemas"]["RecordedValue"];
                readonly held: boolean;
            }[];
            readonly candidates: readonly {
                readonly mapping: string;
                /** @enum {string} */
                readonly effect: "allow" | "deny";
                readonly reason?: string;
                readonly selected: boolean;
                readonly conditions: readonly {
                    readonly kind: string;
                    readonly what: string;
                    readonly expected: string;
                    readonly found?: components["schemas"]["RecordedValue"];
                    readonly held: boolean;
                }[];
            }[];
            readonly omitted: number;
            readonly remedy?: string;
        };
        /** @description A change that waits for another admin, or waited. */
        readonly Proposal: {
            readonly id: string;
            /** @description Milliseconds since the epoch. */
            readonly at: number;
            readonly author: string;
            readonly reason: string;
            /** @description What it changed in effect. */
            readonly changes: readonly components["schemas"]["DocumentChange"][];
            /** @description The revision it was made from. */
            readonly base?: string;
            /** @enum {string} */
            readonly state: "open" | "approved" | "rejected" | "withdrawn";
            readonly decided?: {
                /** @description Milliseconds since the epoch. */
                readonly at: number;
                readonly by: string;
                readonly reason: string;
            };
        };
        /** @description A decision as it was recorded: who asked for what, what came of it, and on deny why. */
        readonly Decision: {
            readonly id: string;
            readonly at: number;
            readonly revision: string;
            /** @enum {string} */
            readonly outcome: "allow" | "deny";
            readonly reason?: string;
            readonly subject: {
                readonly issuer: string;
                readonly workload: string;
                readonly name: string;
                readonly task?: string;
                readonly claims: components["schemas"]["RecordedObject"];
                readonly tokenDigest: string;
            };
            readonly actor?: {
                readonly issuer: string;
                readonly workload: string;
                readonly name: string;
                readonly task?: string;
                readonly claims: components["schemas"]["RecordedObject"];
                readonly tokenDigest: string;
            };
            readonly asked: {
                readonly audience?: string;
                readonly resource?: string;
                readonly scopes?: readonly string[];
                readonly mapping?: string;
                /** @enum {string} */
                readonly binding: "none" | "dpop" | "mtls";
                readonly client?: string;
                readonly ip?: string;
            };
            readonly target?: string;
            readonly mapping?: string;
            readonly issued?: {
                readonly jti: string;
                readonly subject: string;
                readonly audience: string;
                readonly scopes: readonly string[];
                readonly expiresAt: number;
                readonly confirmation?: {
                    readonly jkt: string;
                } | {
                    readonly "x5t#S256": string;
                };
                readonly digest: string;
            };
            readonly explanation?: components["schemas"]["Explanation"];
        };
        /** @description A token that lives, without its claims and never the token itself. */
        readonly LiveToken: {
            readonly jti: string;
            /** @description The id of the decision that allowed it. */
            readonly decision: string;
            /** @description Milliseconds since the epoch. */
            readonly issuedAt: number;
            /** @description Milliseconds since the epoch. */
            readonly expiresAt: number;
            readonly mapping: string;
            readonly target: string;
            readonly sub: string;
            readonly scopes: readonly string[];
            readonly subject: {
                /** @description The issuer's id. */
                readonly issuer: string;
                /** @description Its key. */
                readonly workload: string;
                /** @description For people. */
                readonly name: string;
                readonly task?: string;
            };
            readonly actor?: {
                /** @description The issuer's id. */
                readonly issuer: string;
                /** @description Its key. */
                readonly workload: string;
                /** @description For people. */
                readonly name: string;
                readonly task?: string;
            };
            /** @description The registered service it was issued to. */
            readonly client?: string;
            /** @enum {string} */
            readonly binding: "none" | "dpop" | "mtls";
        };
        /** @description Somebody whose tokens were authentic. */
        readonly Workload: {
            /** @description The issuer's id. */
            readonly issuer: string;
            /** @description Its key, as decisions have it. */
            readonly workload: string;
            /** @description As it was called last: for people. */
            readonly name: string;
            /** @description Milliseconds since the epoch. */
            readonly firstSeen: number;
            /** @description Milliseconds since the epoch. */
            readonly lastSeen: number;
            /** @description Exchanges that were allowed. */
            readonly allowed: number;
            readonly denied: number;
        };
        /** @description What a workload was allowed, by which mapping. */
        readonly WorkloadUse: {
            readonly mapping: string;
            readonly target: string;
            /** @description Milliseconds since the epoch. */
            readonly firstSeen: number;
            /** @description Milliseconds since the epoch. */
            readonly lastSeen: number;
            readonly count: number;
            /** @description The scopes it asked for by name. */
            readonly asked: readonly {
                readonly scope: string;
                readonly asked: number;
                /** @description Milliseconds since the epoch. */
                readonly lastAsked: number;
            }[];
            /** @description Of the mapping; absent where it is gone. */
            readonly owner?: string;
            /** @description What the mapping grants today; absent where it is gone. */
            readonly granted?: readonly string[];
            /** @description What the mapping grants and this workload never asked for: a mapping of its own would do without. Empty where it did not always name its scopes, so that nobody can tell. */
            readonly unused: readonly string[];
        };
        /** @description It covers what was issued up to its moment, and nothing issued later. */
        readonly Revocation: {
            readonly id: string;
            /** @description Milliseconds since the epoch. */
            readonly at: number;
            readonly selector: components["schemas"]["Selector"];
            readonly author: string;
            readonly reason: string;
        };
        /** @description What revoked tokens have in common. */
        readonly Selector: {
            /** @enum {string} */
            readonly by: "token" | "mapping" | "issuer" | "target" | "workload" | "task" | "client";
            readonly value: string;
        } | {
            /** @constant */
            readonly by: "before";
            /** @description Milliseconds since the epoch. */
            readonly time: number;
        };
        readonly IssuerHealth: {
            readonly id: string;
            readonly url: string;
            readonly provider: string;
            /** @description The provider, for people. */
            readonly title: string;
            readonly enabled: boolean;
            readonly owner: string;
            /** @description Mappings on it. */
            readonly mappings: number;
            /** @description As this process has them; absent where it is disabled. */
            readonly keys?: components["schemas"]["IssuerKeys"];
            /** @description Ways in which verified tokens differ from the provider's profile, as this process met them. */
            readonly drift: readonly {
                /** @enum {string} */
                readonly kind: "unknown_claim" | "missing_claim" | "unexpected_type";
                readonly claim: string;
            }[];
        };
        readonly IssuerKeys: {
            /**
             * @description `stale`: past their time, still verifying; `missing`: nothing verifies.
             * @enum {string}
             */
            readonly state: "fresh" | "stale" | "missing";
            /** @description Keys in use. */
            readonly keys: number;
            /** @description Published keys that are not used, and why. */
            readonly passedOver: readonly {
                readonly kid?: string;
                readonly flaw: string;
            }[];
            /** @description Of the last good read. */
            readonly readAt?: number;
            /** @description When stale keys stop verifying. */
            readonly usableUntil?: number;
            /** @description Attempts since the process started. */
            readonly reads: number;
            /** @description Of the last attempt, when it failed. */
            readonly failure?: {
                readonly reason: string;
                readonly detail: string;
            };
        };
        /** @description A signing key, without its secret. */
        readonly Key: {
            readonly kid: string;
            readonly algorithm: string;
            /**
             * @description Published ahead, signing, or published until the last token it signed is dead.
             * @enum {string}
             */
            readonly state: "next" | "active" | "retired";
            /** @description Milliseconds since the epoch. */
            readonly createdAt: number;
            /** @description Milliseconds since the epoch. */
            readonly activatedAt?: number;
            /** @description Milliseconds since the epoch. */
            readonly retiredAt?: number;
            /** @description Of a next key: from when on every verifier knows it, so that it can sign. */
            readonly readyAt?: number;
            /** @description When an active key stops signing by the schedule, a next one starts, and a retired one is gone. */
            readonly changesAt?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly readStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As the process that answers sees it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly version: string;
                        readonly issuer: string;
                        readonly revision: string;
                        /**
                         * @description Where the trust comes from; a directory is read-only here.
                         * @enum {string}
                         */
                        readonly source: "ledger" | "directory";
                        /** @description How many other admins a change of the trust needs. */
                        readonly approvals: number;
                        readonly documents: {
                            readonly issuers: number;
                            readonly targets: number;
                            readonly mappings: number;
                        };
                        readonly stores: {
                            /** @enum {string} */
                            readonly ledger: "ok" | "down";
                            /** @enum {string} */
                            readonly marks: "ok" | "down";
                        };
                        readonly warnings: readonly components["schemas"]["Warning"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readTrust: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All files. Its `ETag` is the revision, which a change is made from. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revision: string;
                        readonly files: readonly components["schemas"]["TrustFile"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replaceTrust: {
        readonly parameters: {
            readonly query?: {
                /** @description Change nothing, and say what would change. */
                readonly dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                readonly days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                readonly "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description All files there shall be, each path once. */
                    readonly files: readonly {
                        /** @description Relative, as `mappings/shop.yaml`. Folders and files do not start with a dot. */
                        readonly path: string;
                        readonly text: string;
                    }[];
                    /** @description Why, in one line; kept with the name of the caller. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly outcome: "proposed";
                        readonly proposal: components["schemas"]["Proposal"];
                        readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDocuments: {
        readonly parameters: {
            readonly query?: {
                readonly kind?: "Issuer" | "Target" | "Mapping";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of their files. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revision: string;
                        readonly documents: readonly {
                            /** @enum {string} */
                            readonly kind: "Issuer" | "Target" | "Mapping";
                            readonly id: string;
                            readonly path: string;
                            /** @description As it was written. */
                            readonly document: {
                                readonly [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readDocument: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly kind: "Issuer" | "Target" | "Mapping";
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Its text, with comments. Its `ETag` is the revision of all documents. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revision: string;
                        /** @enum {string} */
                        readonly kind: "Issuer" | "Target" | "Mapping";
                        readonly id: string;
                        readonly path: string;
                        readonly text: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_document`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly putDocument: {
        readonly parameters: {
            readonly query?: {
                /** @description Change nothing, and say what would change. */
                readonly dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                readonly days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                readonly "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly kind: "Issuer" | "Target" | "Mapping";
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description One document, as YAML or JSON, of this kind and id. */
                    readonly text: string;
                    /** @description Why, in one line; kept with the name of the caller. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly outcome: "proposed";
                        readonly proposal: components["schemas"]["Proposal"];
                        readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`, `document_mismatch`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteDocument: {
        readonly parameters: {
            readonly query: {
                /** @description Change nothing, and say what would change. */
                readonly dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                readonly days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                readonly limit?: number;
                /** @description Why, in one line; kept with the name of the caller. */
                readonly reason: string;
            };
            readonly header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                readonly "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly kind: "Issuer" | "Target" | "Mapping";
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly outcome: "proposed";
                        readonly proposal: components["schemas"]["Proposal"];
                        readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `idempotency_key_invalid`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_document`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listRevisions: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most. */
                readonly limit?: number;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Each with what it changed in effect. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revisions: readonly components["schemas"]["Revision"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        readonly next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readRevision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly revision: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As they were written. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revision: components["schemas"]["Revision"];
                        readonly files: readonly components["schemas"]["TrustFile"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_revision`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly diffRevision: {
        readonly parameters: {
            readonly query?: {
                /** @description The other one; the one before it. */
                readonly against?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly revision: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The files that differ, and what the documents do otherwise where both can be read today. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revision: string;
                        /** @description Absent: there was none before. */
                        readonly against?: string;
                        readonly files: readonly {
                            readonly path: string;
                            /** @description Absent: it was not there. */
                            readonly before?: string;
                            /** @description Absent: it is no longer there. */
                            readonly after?: string;
                        }[];
                        readonly documents?: readonly components["schemas"]["DocumentChange"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_revision`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly restoreRevision: {
        readonly parameters: {
            readonly query?: {
                /** @description Change nothing, and say what would change. */
                readonly dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                readonly days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                readonly limit?: number;
            };
            readonly header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                readonly "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly revision: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Why, in one line; kept with the name of the caller. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @constant */
                        readonly outcome: "proposed";
                        readonly proposal: components["schemas"]["Proposal"];
                        readonly diagnostics: readonly components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_revision`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listProposals: {
        readonly parameters: {
            readonly query?: {
                readonly state?: "open" | "approved" | "rejected" | "withdrawn";
                /** @description How many at most. */
                readonly limit?: number;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that wait and those that were settled. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly proposals: readonly components["schemas"]["Proposal"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        readonly next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The files there shall be. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly proposal: components["schemas"]["Proposal"];
                        readonly files: readonly components["schemas"]["TrustFile"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_proposal`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly approveProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Why, in one line; kept with the name of the caller. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description Made, and in force. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revision: components["schemas"]["Revision"];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`, `proposal_own`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_proposal`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `proposal_closed`, `proposal_stale`, `trust_read_only`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rejectProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Why, in one line; kept with the name of the caller. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description It will never be made. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @enum {string} */
                        readonly state: "rejected" | "withdrawn";
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_proposal`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `proposal_closed`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly explain: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Taken as if they had been verified. */
                    readonly claims: {
                        readonly [key: string]: components["schemas"]["__schema0"];
                    };
                    /** @description An issuer's id; else the one whose URL is `iss`. */
                    readonly issuer?: string;
                    /** @default {} */
                    readonly request?: {
                        readonly audience?: string;
                        readonly resource?: string;
                        readonly scopes?: readonly string[];
                        /** @description Consider only this one. */
                        readonly mapping?: string;
                        /**
                         * @default none
                         * @enum {string}
                         */
                        readonly binding?: "none" | "dpop" | "mtls";
                    };
                    /**
                     * Format: date-time
                     * @description The moment of the decision; now.
                     */
                    readonly now?: string;
                } | {
                    /** @description Verified as at an exchange; not used up, and not kept. */
                    readonly token: string;
                    /** @default {} */
                    readonly request?: {
                        readonly audience?: string;
                        readonly resource?: string;
                        readonly scopes?: readonly string[];
                        /** @description Consider only this one. */
                        readonly mapping?: string;
                        /**
                         * @default none
                         * @enum {string}
                         */
                        readonly binding?: "none" | "dpop" | "mtls";
                    };
                    /**
                     * Format: date-time
                     * @description The moment of the decision; now.
                     */
                    readonly now?: string;
                } | {
                    /** @description A recorded request, decided again. */
                    readonly decision: string;
                    /**
                     * Format: date-time
                     * @description The moment of the decision; now.
                     */
                    readonly now?: string;
                };
            };
        };
        readonly responses: {
            /** @description What would be decided, and why. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revision: string;
                        /** @description Whether a token was verified. */
                        readonly verified: boolean;
                        /** @description Why the token was not accepted; nothing was decided. */
                        readonly refused?: string;
                        readonly subject?: {
                            readonly issuer: string;
                            readonly workload: string;
                            readonly name: string;
                        };
                        readonly explanation?: components["schemas"]["Explanation"];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_decision`, `no_such_issuer`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly searchDecisions: {
        readonly parameters: {
            readonly query?: {
                readonly outcome?: "allow" | "deny";
                /** @description Why it was denied. */
                readonly reason?: string;
                /** @description The mapping that granted, or came nearest. */
                readonly mapping?: string;
                readonly target?: string;
                readonly issuer?: string;
                /** @description The subject's workload, by its key. */
                readonly workload?: string;
                /** @description None older than this. */
                readonly since?: string;
                /** @description How many at most. */
                readonly limit?: number;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that pass the filter. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly decisions: readonly components["schemas"]["Decision"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        readonly next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly followDecisions: {
        readonly parameters: {
            readonly query?: {
                readonly outcome?: "allow" | "deny";
                /** @description Why it was denied. */
                readonly reason?: string;
                /** @description The mapping that granted, or came nearest. */
                readonly mapping?: string;
                readonly target?: string;
                readonly issuer?: string;
                /** @description The subject's workload, by its key. */
                readonly workload?: string;
            };
            readonly header?: {
                /** @description The id of the last event that was seen. */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Until the access token ends. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": components["schemas"]["Decision"];
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`, `too_many_streams`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readDecision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The decision, as it was recorded. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_decision`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All, or those of one selector. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly tokens: readonly components["schemas"]["LiveToken"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        readonly next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly countTokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description How many. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly tokens: number;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWorkloads: {
        readonly parameters: {
            readonly query?: {
                readonly issuer?: string;
                /** @description A part of the name, in capitals or not. */
                readonly name?: string;
                readonly seenSince?: string;
                readonly seenBefore?: string;
                /** @description How many at most. */
                readonly limit?: number;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that pass the filter. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly workloads: readonly components["schemas"]["Workload"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        readonly next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readWorkload: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly issuer: string;
                readonly workload: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workload, and each use of a mapping. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description The issuer's id. */
                        readonly issuer: string;
                        /** @description Its key, as decisions have it. */
                        readonly workload: string;
                        /** @description As it was called last: for people. */
                        readonly name: string;
                        /** @description Milliseconds since the epoch. */
                        readonly firstSeen: number;
                        /** @description Milliseconds since the epoch. */
                        readonly lastSeen: number;
                        /** @description Exchanges that were allowed. */
                        readonly allowed: number;
                        readonly denied: number;
                        readonly uses: readonly components["schemas"]["WorkloadUse"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_workload`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listRevocations: {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most. */
                readonly limit?: number;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that were made, for good. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly revocations: readonly components["schemas"]["Revocation"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        readonly next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly revoke: {
        readonly parameters: {
            readonly query?: {
                /** @description Only count the live tokens that it would cover. */
                readonly dryRun?: boolean;
            };
            readonly header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description One token, by its `jti`. A whole token, which is a credential, has dots in it. */
                    readonly token?: string;
                    readonly mapping?: string;
                    /** @description Of the subject or the actor, by the issuer's id. */
                    readonly issuer?: string;
                    readonly target?: string;
                    /** @description The subject or the actor, by its key as decisions have it. */
                    readonly workload?: string;
                    /** @description One run of a workload, by its key. */
                    readonly task?: string;
                    /** @description A registered service. */
                    readonly client?: string;
                    /**
                     * Format: date-time
                     * @description Everything issued before this; not in the future.
                     */
                    readonly before?: string;
                    /** @description Why, in one line; kept with the name of the caller. */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description With `dryRun`: nothing was revoked. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly selector: components["schemas"]["Selector"];
                        /** @description Live tokens it would cover. */
                        readonly tokens: number;
                    };
                };
            };
            /** @description Revoked, on every replica. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Revocation"];
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`, `time_in_future`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listIssuers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The issuers of the documents, in the order of their ids. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly issuers: readonly components["schemas"]["IssuerHealth"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All that are published. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly keys: readonly components["schemas"]["Key"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rotateKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description Only the keys of this one. */
                    readonly algorithm?: string;
                    /**
                     * @description Also where the next key has not been published long enough: verifiers that keep the key set will refuse its tokens until they read the set again.
                     * @default false
                     */
                    readonly now?: boolean;
                    /**
                     * @description Key ids that are published no more, so that their tokens are dead. An active one is replaced at once. With any, no other key is rotated.
                     * @default []
                     */
                    readonly revoke?: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description What was done, and the keys there are now. Other replicas follow within a second. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly events: readonly {
                            /** @enum {string} */
                            readonly event: "made" | "activated" | "retired" | "removed" | "revoked";
                            readonly kid: string;
                            readonly algorithm: string;
                        }[];
                        readonly keys: readonly components["schemas"]["Key"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`, `algorithm_not_configured`. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_key`. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `published_too_late`, `keys_changed`. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
