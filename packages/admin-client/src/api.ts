/** Generated from config/schema/openapi.json: run pnpm --filter @cambio/admin-client generate. */
export interface paths {
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how the gateway is, and what needs attention */
        get: operations["readStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the files in force as they were written */
        get: operations["readTrust"];
        /** Replace all files */
        put: operations["replaceTrust"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the documents in force, as JSON */
        get: operations["listDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/documents/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one document as it was written */
        get: operations["readDocument"];
        /**
         * Put one document in the place of the one of its name, or beside the others
         * @description What is around it in its file stays as it is; a new one gets a file of its own.
         */
        put: operations["putDocument"];
        post?: never;
        /** Remove one document */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the revisions, the newest first */
        get: operations["listRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/revisions/{revision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a revision with all its files */
        get: operations["readRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/revisions/{revision}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare a revision with another one */
        get: operations["diffRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/revisions/{revision}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the files of a revision the newest again */
        post: operations["restoreRevision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the proposed changes, the newest first */
        get: operations["listProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a proposed change with all its files */
        get: operations["readProposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/proposals/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve another admin's change, and put it in force */
        post: operations["approveProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/proposals/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject a change, or withdraw one of your own */
        post: operations["rejectProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain what the trust in force makes of claims, a token, or a recorded request
         * @description Issues nothing and records nothing.
         */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the recorded decisions, the newest first */
        get: operations["searchDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the decisions as they are recorded
         * @description Server-sent events with the decision as `data` and its id as `id`, of all replicas. After `Last-Event-ID` it goes on from there. An event `alive` comes now and then; `gap` says that there were more than could be followed.
         */
        get: operations["followDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the decisions, step by step, and name the busiest workloads
         * @description Counted from the audit trail, some seconds after the fact, as far back as workloads are kept.
         */
        get: operations["summarizeDecisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one decision */
        get: operations["readDecision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit trail, to be verified
         * @description Whole checkpoints: after the last that was made by `from`, up to the first that was made at `until` or later. An answer that breaks off is not whole, and does not verify. What a line holds: docs/reference/audit-records.md.
         */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the live tokens that a selector covers, those that live longest first
         * @description Those that have not expired and that no revocation covers. Introspection also asks whether the trust still grants them.
         */
        get: operations["listTokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the live tokens that a selector covers */
        get: operations["countTokens"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the workloads that asked, in the order of issuers and keys
         * @description Counted from the audit trail, some seconds after the fact.
         */
        get: operations["listWorkloads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workloads/{issuer}/{workload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a workload used, beside what it was granted */
        get: operations["readWorkload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/mappings/{id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the workloads that a mapping granted something, in the order of issuers and keys
         * @description Counted from the audit trail, some seconds after the fact, for as long as workloads are kept; also of a mapping that is gone.
         */
        get: operations["listMappingUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trust/mappings/{id}/suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggest a narrower mapping from what was really used
         * @description Scopes that nobody asked for go, the lifetime comes down to what was needed, claims are held to the few values they had, and proofs and actors that always were there are demanded. Each change was tried: the document loads, its tests hold, and every recorded request is granted what it was granted. To make it, put `text` in the place of the document, with `revision` in `If-Match`.
         */
        get: operations["suggestNarrower"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/revocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the revocations, the newest first */
        get: operations["listRevocations"];
        put?: never;
        /**
         * Revoke every token that a selector covers
         * @description Kills what was issued until now, and every token made from it; what is issued later is for the trust to say.
         */
        post: operations["revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issuers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the issuers in force and how they are */
        get: operations["listIssuers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the signing keys */
        get: operations["listKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the signing keys, or revoke some
         * @description The next key of each algorithm signs from now on, and the one that signed retires; another is published behind it.
         */
        post: operations["rotateKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        __schema0: unknown;
        /** @description A process of the gateway, as it told of itself last. */
        Replica: {
            id: string;
            version: string;
            /** @description Of the trust it has in force. */
            revision: string;
            /** @description Milliseconds since the epoch. */
            startedAt: number;
            /** @description Milliseconds since the epoch. */
            seenAt: number;
        };
        /** @description Something an admin should look at. */
        Warning: {
            /** @enum {string} */
            kind: "trust_refused" | "store_down" | "issuer_keys" | "issuer_drift" | "lint";
            /** @description A document (`Mapping/a`), an issuer, or a store. */
            about: string;
            /** @description Of `lint`: the rule. */
            rule?: string;
            message: string;
        };
        /** @description Why the request was not done (RFC 9457). */
        Problem: {
            /** @description `urn:cambio:problem:` and the reason. */
            type: string;
            title: string;
            status: number;
            /** @description For people. Nothing that was sent is in it. */
            detail: string;
            /**
             * @description A stable code.
             * @enum {string}
             */
            reason: "credentials_missing" | "credentials_repeated" | "token_refused" | "proof_refused" | "scope_missing" | "too_many_requests" | "no_such_resource" | "method_not_allowed" | "no_such_decision" | "nothing_sealed" | "no_such_key" | "algorithm_not_configured" | "published_too_late" | "keys_changed" | "no_such_workload" | "too_many_streams" | "idempotency_key_invalid" | "idempotency_key_reused" | "request_running" | "no_such_issuer" | "no_such_mapping" | "no_such_document" | "no_such_revision" | "no_such_proposal" | "trust_read_only" | "revision_required" | "revision_stale" | "documents_invalid" | "document_configured" | "document_mismatch" | "proposal_own" | "proposal_closed" | "proposal_stale" | "query_invalid" | "not_json" | "too_large" | "aborted" | "body_malformed" | "body_invalid" | "time_in_future" | "unavailable";
            /** @description What of the request something is wrong with. */
            members?: string[];
            /** @description Of `documents_invalid`: what is wrong with the documents, and where. */
            diagnostics?: components["schemas"]["Diagnostic"][];
        };
        Diagnostic: {
            /** @enum {string} */
            severity: "error" | "warning" | "info";
            rule: string;
            position: {
                file: string;
                line: number;
                column: number;
            };
            message: string;
            hint?: string;
            /** @description As `Mapping/shop-deploy-prod`. */
            document?: string;
        };
        TrustFile: {
            path: string;
            text: string;
        };
        TrustChange: {
            /** @constant */
            outcome: "applied";
            revision: components["schemas"]["Revision"];
            diagnostics: components["schemas"]["Diagnostic"][];
        } | {
            /** @constant */
            outcome: "unchanged";
            revision: string;
        } | {
            /** @constant */
            outcome: "planned";
            /** @description The revision it was compared with. */
            base: string;
            documents: components["schemas"]["DocumentChange"][];
            /** @description What lint says of the new documents and not of those before. */
            diagnostics: components["schemas"]["Diagnostic"][];
            record?: components["schemas"]["Replay"];
        };
        /** @description A state of all documents: when, by whom, and why. */
        Revision: {
            /** @description `r1`, `r2`, … */
            revision: string;
            /** @description Milliseconds since the epoch. */
            at: number;
            author: string;
            reason: string;
            /** @description What it changed in effect. */
            changes: components["schemas"]["DocumentChange"][];
        };
        /** @description A document that does something else than before. */
        DocumentChange: {
            /** @enum {string} */
            kind: "Issuer" | "Target" | "Mapping";
            id: string;
            /** @enum {string} */
            change: "added" | "removed" | "changed";
            effects: {
                /** @description What it is about: `grant.scopes`; empty for the whole document. */
                member: string;
                /** @description For people, as what the document does now. */
                text: string;
                /**
                 * @description Whether more happens than before.
                 * @enum {string}
                 */
                reach: "wider" | "narrower" | "other";
            }[];
        };
        Replay: {
            days: number;
            replayed: number;
            /** @description Of these, how many the documents before decide otherwise than recorded. */
            unfaithful: number;
            /** @description Left out, since no document had a say in them. */
            skipped: number;
            /** @description Whether older ones of these days were left out. */
            truncated: boolean;
            /**
             * @description Which claims the gateway records.
             * @enum {string}
             */
            claims: "profile" | "all" | "none";
            /** @description What is newly allowed first. */
            changes: components["schemas"]["DecisionChange"][];
        };
        /** @description Recorded requests that would turn out otherwise, alike. */
        DecisionChange: {
            /** @enum {string} */
            kind: "newly_allowed" | "newly_denied" | "granted_otherwise" | "denied_otherwise";
            before: {
                /** @constant */
                outcome: "allow";
                mapping: string;
                target: string;
                audience: string;
                scopes: string[];
                subject: string;
                actor?: components["schemas"]["Actor"];
                claims: components["schemas"]["RecordedObject"];
                lifetime: number;
                algorithm?: string;
            } | {
                /** @constant */
                outcome: "deny";
                reason: string;
                target?: string;
                mapping?: string;
            };
            /** @description What would be decided, and why. */
            after: components["schemas"]["Explanation"];
            request: {
                subject: {
                    issuer: string;
                    workload: {
                        key: string;
                        name: string;
                    };
                };
                actor?: {
                    issuer: string;
                    workload: {
                        key: string;
                        name: string;
                    };
                };
                request: {
                    audience?: string;
                    resource?: string;
                    scopes?: string[];
                    mapping?: string;
                    /** @enum {string} */
                    binding: "none" | "dpop" | "mtls";
                };
            };
            /** @description All of them, by id, the newest first. */
            decisions: string[];
            /** @description Whether the documents before decide each of them as was recorded. */
            faithful: boolean;
        };
        Actor: {
            sub: string;
            iss?: string;
            act?: components["schemas"]["Actor"];
        };
        /** @description Any JSON object. */
        RecordedObject: {
            [key: string]: components["schemas"]["RecordedValue"];
        };
        /** @description Any JSON value. */
        RecordedValue: unknown;
        /** @description A decision with the reasoning: every candidate mapping, each condition, nearest misses first. */
        Explanation: {
            decision: {
                /** @constant */
                outcome: "allow";
                mapping: string;
                target: string;
                audience: string;
                scopes: string[];
                subject: string;
                actor?: components["schemas"]["Actor"];
                claims: components["schemas"]["RecordedObject"];
                lifetime: number;
                algorithm?: string;
            } | {
                /** @constant */
                outcome: "deny";
                reason: string;
                target?: string;
                mapping?: string;
            };
            before?: {
                kind: string;
                what: string;
                expected: string;
                found?: components["schemas"]["RecordedValue"];
                held: boolean;
            }[];
            candidates: {
                mapping: string;
                /** @enum {string} */
                effect: "allow" | "deny";
                reason?: string;
                selected: boolean;
                conditions: {
                    kind: string;
                    what: string;
                    expected: string;
                    found?: components["schemas"]["RecordedValue"];
                    held: boolean;
                }[];
            }[];
            omitted: number;
            remedy?: string;
        };
        /** @description A change that waits for another admin, or waited. */
        Proposal: {
            id: string;
            /** @description Milliseconds since the epoch. */
            at: number;
            author: string;
            reason: string;
            /** @description What it changed in effect. */
            changes: components["schemas"]["DocumentChange"][];
            /** @description The revision it was made from. */
            base?: string;
            /** @enum {string} */
            state: "open" | "approved" | "rejected" | "withdrawn";
            decided?: {
                /** @description Milliseconds since the epoch. */
                at: number;
                by: string;
                reason: string;
            };
        };
        /** @description A decision as it was recorded: who asked for what, what came of it, and on deny why. */
        Decision: {
            id: string;
            at: number;
            revision: string;
            /** @enum {string} */
            outcome: "allow" | "deny";
            reason?: string;
            subject: {
                issuer: string;
                workload: string;
                name: string;
                task?: string;
                claims: components["schemas"]["RecordedObject"];
                tokenDigest: string;
            };
            actor?: {
                issuer: string;
                workload: string;
                name: string;
                task?: string;
                claims: components["schemas"]["RecordedObject"];
                tokenDigest: string;
            };
            asked: {
                audience?: string;
                resource?: string;
                scopes?: string[];
                mapping?: string;
                /** @enum {string} */
                binding: "none" | "dpop" | "mtls";
                client?: string;
                ip?: string;
            };
            target?: string;
            mapping?: string;
            issued?: {
                jti: string;
                subject: string;
                audience: string;
                scopes: string[];
                expiresAt: number;
                confirmation?: {
                    jkt: string;
                } | {
                    "x5t#S256": string;
                };
                digest: string;
            };
            explanation?: components["schemas"]["Explanation"];
        };
        /** @description Decisions that are alike, in one step of time. */
        DecisionCount: {
            /** @description Milliseconds since the epoch. */
            at: number;
            /** @description The issuer's id. */
            issuer: string;
            /** @enum {string} */
            outcome: "allow" | "deny";
            reason?: string;
            count: number;
        };
        /** @description Somebody whose tokens were authentic. */
        Workload: {
            /** @description The issuer's id. */
            issuer: string;
            /** @description Its key, as decisions have it. */
            workload: string;
            /** @description As it was called last: for people. */
            name: string;
            /** @description Milliseconds since the epoch. */
            firstSeen: number;
            /** @description Milliseconds since the epoch. */
            lastSeen: number;
            /** @description Exchanges that were allowed. */
            allowed: number;
            denied: number;
        };
        /** @description An entry of the trail, or a CloudEvent with one as its `data`. */
        AuditLine: {
            [key: string]: unknown;
        };
        /** @description A token that lives, without its claims and never the token itself. */
        LiveToken: {
            jti: string;
            /** @description The id of the decision that allowed it. */
            decision: string;
            /** @description Milliseconds since the epoch. */
            issuedAt: number;
            /** @description Milliseconds since the epoch. */
            expiresAt: number;
            mapping: string;
            target: string;
            sub: string;
            scopes: string[];
            subject: {
                /** @description The issuer's id. */
                issuer: string;
                /** @description Its key. */
                workload: string;
                /** @description For people. */
                name: string;
                task?: string;
            };
            actor?: {
                /** @description The issuer's id. */
                issuer: string;
                /** @description Its key. */
                workload: string;
                /** @description For people. */
                name: string;
                task?: string;
            };
            /** @description The registered service it was issued to. */
            client?: string;
            /** @enum {string} */
            binding: "none" | "dpop" | "mtls";
        };
        /** @description What a workload was allowed, by which mapping. */
        WorkloadUse: {
            mapping: string;
            target: string;
            /** @description Milliseconds since the epoch. */
            firstSeen: number;
            /** @description Milliseconds since the epoch. */
            lastSeen: number;
            count: number;
            /** @description The scopes it asked for by name. */
            asked: {
                scope: string;
                asked: number;
                /** @description Milliseconds since the epoch. */
                lastAsked: number;
            }[];
            /** @description Of the mapping; absent where it is gone. */
            owner?: string;
            /** @description What the mapping grants today; absent where it is gone. */
            granted?: string[];
            /** @description What the mapping grants and this workload never asked for: a mapping of its own would do without. Empty where it did not always name its scopes, so that nobody can tell. */
            unused: string[];
        };
        /** @description A workload that a mapping granted something. */
        MappingUser: {
            /** @description The issuer's id. */
            issuer: string;
            /** @description Its key. */
            workload: string;
            /** @description As it was called last: for people. */
            name: string;
            target: string;
            /** @description Milliseconds since the epoch. */
            firstSeen: number;
            /** @description Milliseconds since the epoch. */
            lastSeen: number;
            /** @description Exchanges that the mapping allowed. */
            count: number;
        };
        /** @description A change that makes a mapping narrower. */
        Narrower: {
            /** @description What it is about: `grant.scopes`; empty for the whole document. */
            member: string;
            /** @description What is no longer so, for people. */
            text: string;
            /** @description What in the record says that nobody needs it. */
            because: string;
        };
        /** @description It covers what was issued up to its moment, and nothing issued later. */
        Revocation: {
            id: string;
            /** @description Milliseconds since the epoch. */
            at: number;
            selector: components["schemas"]["Selector"];
            author: string;
            reason: string;
        };
        /** @description What revoked tokens have in common. */
        Selector: {
            /** @enum {string} */
            by: "token" | "mapping" | "issuer" | "target" | "workload" | "task" | "client";
            value: string;
        } | {
            /** @constant */
            by: "before";
            /** @description Milliseconds since the epoch. */
            time: number;
        };
        IssuerHealth: {
            id: string;
            url: string;
            provider: string;
            /** @description The provider, for people. */
            title: string;
            enabled: boolean;
            owner: string;
            /** @description Mappings on it. */
            mappings: number;
            /** @description As this process has them; absent where it is disabled. */
            keys?: components["schemas"]["IssuerKeys"];
            /** @description Ways in which verified tokens differ from the provider's profile, as this process met them. */
            drift: {
                /** @enum {string} */
                kind: "unknown_claim" | "missing_claim" | "unexpected_type";
                claim: string;
            }[];
        };
        IssuerKeys: {
            /**
             * @description `stale`: past their time, still verifying; `missing`: nothing verifies.
             * @enum {string}
             */
            state: "fresh" | "stale" | "missing";
            /** @description Keys in use. */
            keys: number;
            /** @description Published keys that are not used, and why. */
            passedOver: {
                kid?: string;
                flaw: string;
            }[];
            /** @description Of the last good read. */
            readAt?: number;
            /** @description When stale keys stop verifying. */
            usableUntil?: number;
            /** @description Attempts since the process started. */
            reads: number;
            /** @description Of the last attempt, when it failed. */
            failure?: {
                reason: string;
                detail: string;
            };
        };
        /** @description A signing key, without its secret. */
        Key: {
            kid: string;
            algorithm: string;
            /**
             * @description Published ahead, signing, or published until the last token it signed is dead.
             * @enum {string}
             */
            state: "next" | "active" | "retired";
            /** @description Milliseconds since the epoch. */
            createdAt: number;
            /** @description Milliseconds since the epoch. */
            activatedAt?: number;
            /** @description Milliseconds since the epoch. */
            retiredAt?: number;
            /** @description Of a next key: from when on every verifier knows it, so that it can sign. */
            readyAt?: number;
            /** @description When an active key stops signing by the schedule, a next one starts, and a retired one is gone. */
            changesAt?: number;
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
    readStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the process that answers sees it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        issuer: string;
                        revision: string;
                        /**
                         * @description Where the trust comes from; a directory is read-only here.
                         * @enum {string}
                         */
                        source: "ledger" | "directory";
                        /** @description How many other admins a change of the trust needs. */
                        approvals: number;
                        /** @description What the settings say of every token, in seconds: documents are compiled within these bounds. */
                        tokens: {
                            lifetime: number;
                            maxLifetime: number;
                            algorithms: ("RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "EdDSA" | "Ed25519")[];
                        };
                        documents: {
                            issuers: number;
                            targets: number;
                            mappings: number;
                        };
                        stores: {
                            /** @enum {string} */
                            ledger: "ok" | "down";
                            /** @enum {string} */
                            marks: "ok" | "down";
                        };
                        /** @description Those that were seen in the last half minute, the first to be started first. */
                        replicas: components["schemas"]["Replica"][];
                        warnings: components["schemas"]["Warning"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTrust: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All files. Its `ETag` is the revision, which a change is made from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: string;
                        files: components["schemas"]["TrustFile"][];
                        /** @description Documents of the gateway's settings: in force beside the files. */
                        configured: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceTrust: {
        parameters: {
            query?: {
                /** @description Change nothing, and say what would change. */
                dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                limit?: number;
            };
            header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description All files there shall be, each path once. */
                    files: {
                        /** @description Relative, as `mappings/shop.yaml`. Folders and files do not start with a dot. */
                        path: string;
                        text: string;
                    }[];
                    /** @description Why, in one line; kept with the name of the caller. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        outcome: "proposed";
                        proposal: components["schemas"]["Proposal"];
                        diagnostics: components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                kind?: "Issuer" | "Target" | "Mapping";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of their files; those of the gateway's settings come first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: string;
                        documents: {
                            /** @enum {string} */
                            kind: "Issuer" | "Target" | "Mapping";
                            id: string;
                            path: string;
                            /** @description As it was written. */
                            document: {
                                [key: string]: unknown;
                            };
                            /**
                             * @description It stands in the gateway's settings, and is changed there alone.
                             * @constant
                             */
                            configured?: true;
                        }[];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "Issuer" | "Target" | "Mapping";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its text, with comments. Its `ETag` is the revision of all documents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: string;
                        /** @enum {string} */
                        kind: "Issuer" | "Target" | "Mapping";
                        id: string;
                        path: string;
                        text: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_document`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putDocument: {
        parameters: {
            query?: {
                /** @description Change nothing, and say what would change. */
                dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                limit?: number;
            };
            header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path: {
                kind: "Issuer" | "Target" | "Mapping";
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One document, as YAML or JSON, of this kind and id. */
                    text: string;
                    /** @description Why, in one line; kept with the name of the caller. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        outcome: "proposed";
                        proposal: components["schemas"]["Proposal"];
                        diagnostics: components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`, `document_configured`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`, `document_mismatch`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDocument: {
        parameters: {
            query: {
                /** @description Change nothing, and say what would change. */
                dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                limit?: number;
                /** @description Why, in one line; kept with the name of the caller. */
                reason: string;
            };
            header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path: {
                kind: "Issuer" | "Target" | "Mapping";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        outcome: "proposed";
                        proposal: components["schemas"]["Proposal"];
                        diagnostics: components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `idempotency_key_invalid`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_document`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`, `document_configured`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRevisions: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each with what it changed in effect. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revisions: components["schemas"]["Revision"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readRevision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As they were written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: components["schemas"]["Revision"];
                        files: components["schemas"]["TrustFile"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_revision`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffRevision: {
        parameters: {
            query?: {
                /** @description The other one; the one before it. */
                against?: string;
            };
            header?: never;
            path: {
                revision: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files that differ, and what the documents do otherwise where both can be read today. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: string;
                        /** @description Absent: there was none before. */
                        against?: string;
                        files: {
                            path: string;
                            /** @description Absent: it was not there. */
                            before?: string;
                            /** @description Absent: it is no longer there. */
                            after?: string;
                        }[];
                        documents?: components["schemas"]["DocumentChange"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_revision`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreRevision: {
        parameters: {
            query?: {
                /** @description Change nothing, and say what would change. */
                dryRun?: boolean;
                /** @description With `dryRun`: how far back recorded decisions are made again. */
                days?: number;
                /** @description With `dryRun`: how many of them at the most, the newest first. */
                limit?: number;
            };
            header?: {
                /** @description The `ETag` of what the change was made from: `"r12"`. Needed but for a dry run. */
                "If-Match"?: string;
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path: {
                revision: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why, in one line; kept with the name of the caller. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Made, and in force; or there was nothing to change; or, with `dryRun`, what would change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustChange"];
                };
            };
            /** @description Where changes need the approval of another admin: it waits for that. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        outcome: "proposed";
                        proposal: components["schemas"]["Proposal"];
                        diagnostics: components["schemas"]["Diagnostic"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_revision`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `trust_read_only`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed: `revision_stale`. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Required: `revision_required`. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProposals: {
        parameters: {
            query?: {
                state?: "open" | "approved" | "rejected" | "withdrawn";
                /** @description How many at most. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that wait and those that were settled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposals: components["schemas"]["Proposal"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files there shall be. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        proposal: components["schemas"]["Proposal"];
                        files: components["schemas"]["TrustFile"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_proposal`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why, in one line; kept with the name of the caller. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Made, and in force. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: components["schemas"]["Revision"];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`, `proposal_own`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_proposal`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `proposal_closed`, `proposal_stale`, `trust_read_only`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`, `documents_invalid`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectProposal: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why, in one line; kept with the name of the caller. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description It will never be made. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "rejected" | "withdrawn";
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_proposal`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `proposal_closed`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Taken as if they had been verified. */
                    claims: {
                        [key: string]: components["schemas"]["__schema0"];
                    };
                    /** @description An issuer's id; else the one whose URL is `iss`. */
                    issuer?: string;
                    /** @default {} */
                    request?: {
                        audience?: string;
                        resource?: string;
                        scopes?: string[];
                        /** @description Consider only this one. */
                        mapping?: string;
                        /**
                         * @default none
                         * @enum {string}
                         */
                        binding?: "none" | "dpop" | "mtls";
                    };
                    /**
                     * Format: date-time
                     * @description The moment of the decision; now.
                     */
                    now?: string;
                } | {
                    /** @description Verified as at an exchange; not used up, and not kept. */
                    token: string;
                    /** @default {} */
                    request?: {
                        audience?: string;
                        resource?: string;
                        scopes?: string[];
                        /** @description Consider only this one. */
                        mapping?: string;
                        /**
                         * @default none
                         * @enum {string}
                         */
                        binding?: "none" | "dpop" | "mtls";
                    };
                    /**
                     * Format: date-time
                     * @description The moment of the decision; now.
                     */
                    now?: string;
                } | {
                    /** @description A recorded request, decided again. */
                    decision: string;
                    /**
                     * Format: date-time
                     * @description The moment of the decision; now.
                     */
                    now?: string;
                };
            };
        };
        responses: {
            /** @description What would be decided, and why. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: string;
                        /** @description Whether a token was verified. */
                        verified: boolean;
                        /** @description Why the token was not accepted; nothing was decided. */
                        refused?: string;
                        subject?: {
                            issuer: string;
                            workload: string;
                            name: string;
                        };
                        explanation?: components["schemas"]["Explanation"];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_decision`, `no_such_issuer`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchDecisions: {
        parameters: {
            query?: {
                outcome?: "allow" | "deny";
                /** @description Why it was denied. */
                reason?: string;
                /** @description The mapping that granted, or came nearest. */
                mapping?: string;
                target?: string;
                issuer?: string;
                /** @description The subject's workload, by its key. */
                workload?: string;
                /** @description None older than this. */
                since?: string;
                /** @description How many at most. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that pass the filter. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decisions: components["schemas"]["Decision"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followDecisions: {
        parameters: {
            query?: {
                outcome?: "allow" | "deny";
                /** @description Why it was denied. */
                reason?: string;
                /** @description The mapping that granted, or came nearest. */
                mapping?: string;
                target?: string;
                issuer?: string;
                /** @description The subject's workload, by its key. */
                workload?: string;
            };
            header?: {
                /** @description The id of the last event that was seen. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Until the access token ends. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Decision"];
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`, `too_many_streams`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    summarizeDecisions: {
        parameters: {
            query: {
                since: string;
                /** @description The length of a step: a multiple of five. */
                minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts in the order of their times; steps without decisions are left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: components["schemas"]["DecisionCount"][];
                        busiest: components["schemas"]["Workload"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The decision, as it was recorded. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_decision`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                /** @description From when on; all that retention has left. */
                from?: string;
                /** @description Until when; the last checkpoint. It is verified by the keys of that time. */
                until?: string;
                /** @description Bare entries, or each in a CloudEvent (1.0.2). */
                format?: "jsonl" | "cloudevents";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trail, a line each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["AuditLine"];
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `nothing_sealed`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`, `too_many_streams`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description One token, by its `jti`. A whole token, which is a credential, has dots in it. */
                token?: string;
                mapping?: string;
                /** @description Of the subject or the actor, by the issuer's id. */
                issuer?: string;
                target?: string;
                /** @description The subject or the actor, by its key as decisions have it. */
                workload?: string;
                /** @description One run of a workload, by its key. */
                task?: string;
                /** @description A registered service. */
                client?: string;
                /** @description Everything issued before this; not in the future. */
                before?: string;
                /** @description How many at most. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All, or those of one selector. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokens: components["schemas"]["LiveToken"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countTokens: {
        parameters: {
            query?: {
                /** @description One token, by its `jti`. A whole token, which is a credential, has dots in it. */
                token?: string;
                mapping?: string;
                /** @description Of the subject or the actor, by the issuer's id. */
                issuer?: string;
                target?: string;
                /** @description The subject or the actor, by its key as decisions have it. */
                workload?: string;
                /** @description One run of a workload, by its key. */
                task?: string;
                /** @description A registered service. */
                client?: string;
                /** @description Everything issued before this; not in the future. */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokens: number;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWorkloads: {
        parameters: {
            query?: {
                issuer?: string;
                /** @description A part of the name, in capitals or not. */
                name?: string;
                seenSince?: string;
                seenBefore?: string;
                /** @description How many at most. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that pass the filter. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        workloads: components["schemas"]["Workload"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWorkload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issuer: string;
                workload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workload, and each use of a mapping. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The issuer's id. */
                        issuer: string;
                        /** @description Its key, as decisions have it. */
                        workload: string;
                        /** @description As it was called last: for people. */
                        name: string;
                        /** @description Milliseconds since the epoch. */
                        firstSeen: number;
                        /** @description Milliseconds since the epoch. */
                        lastSeen: number;
                        /** @description Exchanges that were allowed. */
                        allowed: number;
                        denied: number;
                        uses: components["schemas"]["WorkloadUse"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_workload`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMappingUsers: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each with what it used the mapping for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["MappingUser"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggestNarrower: {
        parameters: {
            query?: {
                /** @description How far back recorded decisions are looked at. */
                days?: number;
                /** @description How many of them at the most, the newest first. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document that is suggested, where there is anything to change. Its `ETag` is the revision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revision: string;
                        /** @description The file of the document. */
                        path: string;
                        /** @description The document as it is. */
                        before: string;
                        /** @description As it would be; absent where there is nothing to change. */
                        text?: string;
                        changes: components["schemas"]["Narrower"][];
                        /** @description What stays as wide as it is, although less would be safer, and why. */
                        left: {
                            /** @description What it is about: `grant.scopes`; empty for the whole document. */
                            member: string;
                            because: string;
                        }[];
                        record: {
                            days: number;
                            /** @description Recorded requests that it was concluded from. */
                            uses: number;
                            /** @description Whether older ones of these days were left out. */
                            truncated: boolean;
                        };
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_resource`, `no_such_mapping`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `document_configured`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRevocations: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that were made, for good. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revocations: components["schemas"]["Revocation"][];
                        /** @description The `cursor` of the next page; absent on the last one. */
                        next?: string;
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke: {
        parameters: {
            query?: {
                /** @description Only count the live tokens that it would cover. */
                dryRun?: boolean;
            };
            header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description One token, by its `jti`. A whole token, which is a credential, has dots in it. */
                    token?: string;
                    mapping?: string;
                    /** @description Of the subject or the actor, by the issuer's id. */
                    issuer?: string;
                    target?: string;
                    /** @description The subject or the actor, by its key as decisions have it. */
                    workload?: string;
                    /** @description One run of a workload, by its key. */
                    task?: string;
                    /** @description A registered service. */
                    client?: string;
                    /**
                     * Format: date-time
                     * @description Everything issued before this; not in the future.
                     */
                    before?: string;
                    /** @description Why, in one line; kept with the name of the caller. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description With `dryRun`: nothing was revoked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        selector: components["schemas"]["Selector"];
                        /** @description Live tokens it would cover. */
                        tokens: number;
                    };
                };
            };
            /** @description Revoked, on every replica. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revocation"];
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`, `time_in_future`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssuers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The issuers of the documents, in the order of their ids. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issuers: components["schemas"]["IssuerHealth"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that are published. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["Key"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The caller names the write: sent again within a day, it is answered and not done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only the keys of this one. */
                    algorithm?: string;
                    /**
                     * @description Also where the next key has not been published long enough: verifiers that keep the key set will refuse its tokens until they read the set again.
                     * @default false
                     */
                    now?: boolean;
                    /**
                     * @description Key ids that are published no more, so that their tokens are dead. An active one is replaced at once. With any, no other key is rotated.
                     * @default []
                     */
                    revoke?: string[];
                };
            };
        };
        responses: {
            /** @description What was done, and the keys there are now. Other replicas follow within a second. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: {
                            /** @enum {string} */
                            event: "made" | "activated" | "retired" | "removed" | "revoked";
                            kid: string;
                            algorithm: string;
                        }[];
                        keys: components["schemas"]["Key"][];
                    };
                };
            };
            /** @description Bad Request: `query_invalid`, `credentials_repeated`, `aborted`, `body_malformed`, `body_invalid`, `idempotency_key_invalid`, `algorithm_not_configured`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized: `credentials_missing`, `token_refused`, `proof_refused`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden: `scope_missing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found: `no_such_key`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict: `request_running`, `published_too_late`, `keys_changed`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large: `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type: `not_json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity: `idempotency_key_reused`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests: `too_many_requests`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable: `unavailable`. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
