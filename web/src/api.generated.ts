// Generated from docs/openapi.json by `npm run generate`; do not edit.
export interface paths {
    "/api/installation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this installation is, its legal basis and who may read reports */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: string;
                            dev: boolean;
                            legalBasis: string;
                            whoMayRead: string;
                            contact: {
                                name: string;
                                telephone: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            person: {
                                id: string;
                                name: string;
                                organisationId: string;
                                organisation: string;
                                offices: ("finder" | "coordinator" | "operator" | "developer" | "evaluator" | "determiner" | "consultee" | "partner" | "overseer" | "administrator")[];
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Sign out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Organisations that take part in an office, by name */
        get: {
            parameters: {
                query: {
                    office: "evaluator" | "consultee" | "partner";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            organisations: {
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your API tokens */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                label: string;
                                scopes: ("report:submit" | "report:read" | "case:read" | "inventory:write" | "action:read" | "action:write" | "ledger:read" | "grant:read" | "grant:write" | "evaluation:read" | "evaluation:write" | "review:read" | "review:write")[];
                                /** Format: date-time */
                                madeAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                revokedAt: string | null;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Make an API token; its secret is shown once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        label: string;
                        scopes: ("report:submit" | "report:read" | "case:read" | "inventory:write" | "action:read" | "action:write" | "ledger:read" | "grant:read" | "grant:write" | "evaluation:read" | "evaluation:write" | "review:read" | "review:write")[];
                        days: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            token: {
                                id: string;
                                label: string;
                                scopes: ("report:submit" | "report:read" | "case:read" | "inventory:write" | "action:read" | "action:write" | "ledger:read" | "grant:read" | "grant:write" | "evaluation:read" | "evaluation:write" | "review:read" | "review:write")[];
                                /** Format: date-time */
                                madeAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                revokedAt: string | null;
                            };
                            secret: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one of your API tokens */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tokenId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/local/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of this trial installation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            people: {
                                id: string;
                                name: string;
                                organisation: string;
                                /** @enum {string} */
                                office: "finder" | "coordinator" | "operator" | "developer" | "evaluator" | "determiner" | "consultee" | "partner" | "overseer" | "administrator";
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/local/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in as a person of this trial installation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        personId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports you may see, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                title: string;
                                target: string;
                                /** @enum {string} */
                                state: "received" | "validating" | "held" | "confirmed" | "not_confirmed";
                                /** Format: date-time */
                                receivedAt: string;
                                finder: string;
                                caseId: string | null;
                                duplicateOf: string | null;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Submit a report bundle; answered with a receipt before anything is run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reportId: string;
                            /** Format: date-time */
                            receivedAt: string;
                            bundleSha256: string;
                            embargo: {
                                /** @enum {string} */
                                eligibility: "eligible" | "none";
                                because: string;
                            };
                            notice: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{reportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    reportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            title: string;
                            target: string;
                            /** @enum {string} */
                            state: "received" | "validating" | "held" | "confirmed" | "not_confirmed";
                            /** Format: date-time */
                            receivedAt: string;
                            finder: string;
                            caseId: string | null;
                            duplicateOf: string | null;
                            environment: string;
                            oracle: string;
                            bundleSha256: string;
                            provenance: {
                                finder: string;
                                model?: string;
                                harness?: string;
                                /** @enum {string} */
                                toolPrivacy: "private" | "enterprise" | "public" | "unknown";
                                humanSigner?: string;
                                aiUse?: string;
                            };
                            embargo: {
                                /** @enum {string} */
                                eligibility: "eligible" | "none";
                                because: string;
                            };
                            verdict: {
                                verdict: string;
                                assurance: ("observed" | "differential" | "claimed") | null;
                                hits: number;
                                runs: number;
                                benignHits: number;
                                oracle: string;
                                tier: string | null;
                                evidenceSha256: string | null;
                                crash?: {
                                    type: string;
                                    state: string[];
                                    securityRelevant: boolean;
                                };
                                reason?: string;
                                durationMs?: number;
                            } | null;
                            hasEvidence: boolean;
                            caseName: string | null;
                            candidate: {
                                caseId: string;
                                caseName: string;
                                because: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{reportId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report’s history, who read it included */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    reportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                type: string;
                                /** Format: date-time */
                                at: string;
                                actor: string;
                                subject: string;
                                payload: {
                                    [key: string]: unknown;
                                };
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{reportId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report’s events as they come (server-sent events) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    reportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{reportId}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sealed bundle; the read is written to the finder’s ledger */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    reportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{reportId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed evidence; the read is written to the finder’s ledger */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    reportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{reportId}/case": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a likely duplicate: the case it belongs to, or null for one of its own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    reportId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        caseId: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{reportId}/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Validate a held report again, after its cause was mended */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    reportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                title: string;
                                target: string;
                                /** @enum {string} */
                                state: "open" | "coordinating" | "fix_verified" | "published" | "closed";
                                owner: string | null;
                                /** Format: date-time */
                                openedAt: string;
                                /** @enum {string} */
                                embargoEligibility: "eligible" | "none";
                                reports: number;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One case with its reports and fixes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            title: string;
                            target: string;
                            /** @enum {string} */
                            state: "open" | "coordinating" | "fix_verified" | "published" | "closed";
                            owner: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            /** @enum {string} */
                            embargoEligibility: "eligible" | "none";
                            reports: number;
                            ownerId: string | null;
                            rootKey: string;
                            members: {
                                id: string;
                                title: string;
                                target: string;
                                /** @enum {string} */
                                state: "received" | "validating" | "held" | "confirmed" | "not_confirmed";
                                /** Format: date-time */
                                receivedAt: string;
                                finder: string;
                                caseId: string | null;
                                duplicateOf: string | null;
                            }[];
                            fixes: {
                                id: string;
                                /** @enum {string} */
                                kind: "diff" | "version";
                                version: string | null;
                                /** @enum {string} */
                                state: "proposed" | "verifying" | "verified" | "refused" | "held";
                                proposedBy: string;
                                /** Format: date-time */
                                proposedAt: string;
                                result: {
                                    verdict: string;
                                    stopped: string[];
                                    regressions: string[];
                                    negativeControls: string;
                                    reason?: string;
                                } | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case’s timeline */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                type: string;
                                /** Format: date-time */
                                at: string;
                                actor: string;
                                subject: string;
                                payload: {
                                    [key: string]: unknown;
                                };
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case’s events as they come (server-sent events) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the case */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/fixes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose a fix; a worker checks it against every reproducer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "version";
                        version: string;
                    } | {
                        /** @enum {string} */
                        kind: "diff";
                        diff: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fixId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a published case */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cases/{caseId}/advisory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The advisory of a case, draft or published */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            caseId: string | null;
                            title: string;
                            /** @enum {string} */
                            state: "draft" | "published" | "withdrawn";
                            publishedAt: string | null;
                            summary: string;
                            impact: string;
                            affected: {
                                ecosystem: string;
                                purl: string;
                                ranges: {
                                    introduced: string;
                                    fixed?: string;
                                    lastAffected?: string;
                                }[];
                                versions: string[];
                            }[];
                            aliases: string[];
                            remediation: {
                                kind: string;
                                what: string;
                                downtime: string;
                                restart: string;
                                check: string;
                                url?: string;
                            }[];
                            references: {
                                kind: string;
                                url: string;
                                title: string;
                            }[];
                            csafSha256: string | null;
                            osvSha256: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Write or rewrite the draft advisory of a case */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    caseId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            caseId: string | null;
                            title: string;
                            /** @enum {string} */
                            state: "draft" | "published" | "withdrawn";
                            publishedAt: string | null;
                            summary: string;
                            impact: string;
                            affected: {
                                ecosystem: string;
                                purl: string;
                                ranges: {
                                    introduced: string;
                                    fixed?: string;
                                    lastAffected?: string;
                                }[];
                                versions: string[];
                            }[];
                            aliases: string[];
                            remediation: {
                                kind: string;
                                what: string;
                                downtime: string;
                                restart: string;
                                check: string;
                                url?: string;
                            }[];
                            references: {
                                kind: string;
                                url: string;
                                title: string;
                            }[];
                            csafSha256: string | null;
                            osvSha256: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/advisories/{advisoryId}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish: once, in every format, for everyone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    advisoryId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/advisories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published advisories, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                caseId: string | null;
                                title: string;
                                /** @enum {string} */
                                state: "draft" | "published" | "withdrawn";
                                publishedAt: string | null;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/advisories/{advisoryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One published advisory */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    advisoryId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            caseId: string | null;
                            title: string;
                            /** @enum {string} */
                            state: "draft" | "published" | "withdrawn";
                            publishedAt: string | null;
                            summary: string;
                            impact: string;
                            affected: {
                                ecosystem: string;
                                purl: string;
                                ranges: {
                                    introduced: string;
                                    fixed?: string;
                                    lastAffected?: string;
                                }[];
                                versions: string[];
                            }[];
                            aliases: string[];
                            remediation: {
                                kind: string;
                                what: string;
                                downtime: string;
                                restart: string;
                                check: string;
                                url?: string;
                            }[];
                            references: {
                                kind: string;
                                url: string;
                                title: string;
                            }[];
                            csafSha256: string | null;
                            osvSha256: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/advisories/{advisoryId}/csaf.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published CSAF 2.0 document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    advisoryId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/advisories/{advisoryId}/osv.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published OSV document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    advisoryId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to do next, in one sentence */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            organisation: string;
                            sentence: string;
                            toDo: number;
                            burnDown: {
                                on: string;
                                open: number;
                            }[];
                            lastCheckedAt: string | null;
                            contact: {
                                name: string;
                                telephone: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your systems and what their inventories hold */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                /** Format: date-time */
                                inventoryAt: string;
                                components: number;
                                noData: number;
                                findings: {
                                    pointer: string;
                                    detail: string;
                                }[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Give a system’s inventory (CycloneDX or SPDX) */
        post: {
            parameters: {
                query: {
                    name: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            /** Format: date-time */
                            inventoryAt: string;
                            components: number;
                            noData: number;
                            findings: {
                                pointer: string;
                                detail: string;
                            }[];
                            opened: number;
                            confirmed: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Action cards, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "due" | "confirmed" | "mitigated" | "not_affected";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @enum {string} */
                                state: "due" | "confirmed" | "mitigated" | "not_affected";
                                title: string;
                                impact: string;
                                systemId: string;
                                system: string;
                                component: {
                                    name: string;
                                    version: string;
                                    purl: string;
                                };
                                because: string;
                                fixedVersion: string | null;
                                steps: {
                                    kind: string;
                                    what: string;
                                    downtime: string;
                                    /** @enum {string} */
                                    restart: "none" | "service" | "system" | "dependencies";
                                    check: string;
                                    url?: string;
                                }[];
                                advisoryId: string;
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                dueAt: string;
                                dueBecause: string;
                                receiptId: string | null;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{actionId}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that it is patched; answered with a receipt */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    actionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            actionId: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            evidence: "inventory" | "attestation";
                            statement: string;
                            signature: string;
                            keyId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{actionId}/mitigated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that it cannot be patched but is protected; answered with a receipt */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    actionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            actionId: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            evidence: "inventory" | "attestation";
                            statement: string;
                            signature: string;
                            keyId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{receiptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your receipts */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    receiptId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            actionId: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            evidence: "inventory" | "attestation";
                            statement: string;
                            signature: string;
                            keyId: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/approver-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your public key for signing grants */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            key: {
                                vkey: string;
                                fingerprint: string;
                                /** Format: date-time */
                                registeredAt: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Register your public key; the private one stays with you */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        vkey: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            vkey: string;
                            fingerprint: string;
                            /** Format: date-time */
                            registeredAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Submissions you may see, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "overseer";
                                declaredAs: string;
                                developer: string;
                                evaluator: string;
                                /** Format: date-time */
                                openedAt: string;
                                plannedReleaseAt: string | null;
                                publicReleaseAt: string | null;
                                /** @enum {string} */
                                state: "open" | "paused" | "withdrawn" | "ended";
                                /** Format: date-time */
                                stateSince: string;
                                scope: ("access" | "determination" | "partners")[];
                                gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                                grantsOpen: number;
                                grantsActive: number;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Open a submission: a declared model, with or without its gateway */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evaluatorId: string;
                        declaredAs: string;
                        modelDigest: string | null;
                        plannedReleaseAt: string | null;
                        /** @default null */
                        publicReleaseAt?: string | null;
                        /** @default null */
                        gateway?: {
                            gatewayUrl: string;
                            listenerCertificate: string;
                            logVkey: string;
                            witnessVkey: string | null;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            side: "developer" | "evaluator" | "overseer";
                            declaredAs: string;
                            developer: string;
                            evaluator: string;
                            /** Format: date-time */
                            openedAt: string;
                            plannedReleaseAt: string | null;
                            publicReleaseAt: string | null;
                            /** @enum {string} */
                            state: "open" | "paused" | "withdrawn" | "ended";
                            /** Format: date-time */
                            stateSince: string;
                            scope: ("access" | "determination" | "partners")[];
                            gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                            grantsOpen: number;
                            grantsActive: number;
                            modelDigest: string | null;
                            parties: {
                                developer: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                                evaluator: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                            };
                            window: {
                                /** Format: date-time */
                                firstUsedAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                isOver: boolean;
                            } | null;
                            gateway: {
                                url: string;
                                /** @enum {string} */
                                state: "unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue";
                                problem: string | null;
                                /** Format: date-time */
                                since: string;
                                seenAt: string | null;
                                logSize: number;
                                logOrigin: string;
                                logVkey: string;
                                certificateSha256: string;
                                readerKeySha256: string;
                            } | null;
                            may: ("connect_gateway" | "pause" | "resume" | "choose_scope" | "withdraw")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One submission: its parties, its thirty days, how its gateway stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            side: "developer" | "evaluator" | "overseer";
                            declaredAs: string;
                            developer: string;
                            evaluator: string;
                            /** Format: date-time */
                            openedAt: string;
                            plannedReleaseAt: string | null;
                            publicReleaseAt: string | null;
                            /** @enum {string} */
                            state: "open" | "paused" | "withdrawn" | "ended";
                            /** Format: date-time */
                            stateSince: string;
                            scope: ("access" | "determination" | "partners")[];
                            gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                            grantsOpen: number;
                            grantsActive: number;
                            modelDigest: string | null;
                            parties: {
                                developer: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                                evaluator: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                            };
                            window: {
                                /** Format: date-time */
                                firstUsedAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                isOver: boolean;
                            } | null;
                            gateway: {
                                url: string;
                                /** @enum {string} */
                                state: "unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue";
                                problem: string | null;
                                /** Format: date-time */
                                since: string;
                                seenAt: string | null;
                                logSize: number;
                                logOrigin: string;
                                logVkey: string;
                                certificateSha256: string;
                                readerKeySha256: string;
                            } | null;
                            may: ("connect_gateway" | "pause" | "resume" | "choose_scope" | "withdraw")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect the gateway in front of your model */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        gatewayUrl: string;
                        listenerCertificate: string;
                        logVkey: string;
                        witnessVkey: string | null;
                        /** @default null */
                        modelDigest?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            side: "developer" | "evaluator" | "overseer";
                            declaredAs: string;
                            developer: string;
                            evaluator: string;
                            /** Format: date-time */
                            openedAt: string;
                            plannedReleaseAt: string | null;
                            publicReleaseAt: string | null;
                            /** @enum {string} */
                            state: "open" | "paused" | "withdrawn" | "ended";
                            /** Format: date-time */
                            stateSince: string;
                            scope: ("access" | "determination" | "partners")[];
                            gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                            grantsOpen: number;
                            grantsActive: number;
                            modelDigest: string | null;
                            parties: {
                                developer: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                                evaluator: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                            };
                            window: {
                                /** Format: date-time */
                                firstUsedAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                isOver: boolean;
                            } | null;
                            gateway: {
                                url: string;
                                /** @enum {string} */
                                state: "unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue";
                                problem: string | null;
                                /** Format: date-time */
                                since: string;
                                seenAt: string | null;
                                logSize: number;
                                logOrigin: string;
                                logVkey: string;
                                certificateSha256: string;
                                readerKeySha256: string;
                            } | null;
                            may: ("connect_gateway" | "pause" | "resume" | "choose_scope" | "withdraw")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause: nothing new begins, and no clock stops */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            side: "developer" | "evaluator" | "overseer";
                            declaredAs: string;
                            developer: string;
                            evaluator: string;
                            /** Format: date-time */
                            openedAt: string;
                            plannedReleaseAt: string | null;
                            publicReleaseAt: string | null;
                            /** @enum {string} */
                            state: "open" | "paused" | "withdrawn" | "ended";
                            /** Format: date-time */
                            stateSince: string;
                            scope: ("access" | "determination" | "partners")[];
                            gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                            grantsOpen: number;
                            grantsActive: number;
                            modelDigest: string | null;
                            parties: {
                                developer: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                                evaluator: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                            };
                            window: {
                                /** Format: date-time */
                                firstUsedAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                isOver: boolean;
                            } | null;
                            gateway: {
                                url: string;
                                /** @enum {string} */
                                state: "unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue";
                                problem: string | null;
                                /** Format: date-time */
                                since: string;
                                seenAt: string | null;
                                logSize: number;
                                logOrigin: string;
                                logVkey: string;
                                certificateSha256: string;
                                readerKeySha256: string;
                            } | null;
                            may: ("connect_gateway" | "pause" | "resume" | "choose_scope" | "withdraw")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            side: "developer" | "evaluator" | "overseer";
                            declaredAs: string;
                            developer: string;
                            evaluator: string;
                            /** Format: date-time */
                            openedAt: string;
                            plannedReleaseAt: string | null;
                            publicReleaseAt: string | null;
                            /** @enum {string} */
                            state: "open" | "paused" | "withdrawn" | "ended";
                            /** Format: date-time */
                            stateSince: string;
                            scope: ("access" | "determination" | "partners")[];
                            gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                            grantsOpen: number;
                            grantsActive: number;
                            modelDigest: string | null;
                            parties: {
                                developer: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                                evaluator: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                            };
                            window: {
                                /** Format: date-time */
                                firstUsedAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                isOver: boolean;
                            } | null;
                            gateway: {
                                url: string;
                                /** @enum {string} */
                                state: "unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue";
                                problem: string | null;
                                /** Format: date-time */
                                since: string;
                                seenAt: string | null;
                                logSize: number;
                                logOrigin: string;
                                logVkey: string;
                                certificateSha256: string;
                                readerKeySha256: string;
                            } | null;
                            may: ("connect_gateway" | "pause" | "resume" | "choose_scope" | "withdraw")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/scope": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose what you take part in; what falls out of it ends at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        scope: ("access" | "determination" | "partners")[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            side: "developer" | "evaluator" | "overseer";
                            declaredAs: string;
                            developer: string;
                            evaluator: string;
                            /** Format: date-time */
                            openedAt: string;
                            plannedReleaseAt: string | null;
                            publicReleaseAt: string | null;
                            /** @enum {string} */
                            state: "open" | "paused" | "withdrawn" | "ended";
                            /** Format: date-time */
                            stateSince: string;
                            scope: ("access" | "determination" | "partners")[];
                            gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                            grantsOpen: number;
                            grantsActive: number;
                            modelDigest: string | null;
                            parties: {
                                developer: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                                evaluator: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                            };
                            window: {
                                /** Format: date-time */
                                firstUsedAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                isOver: boolean;
                            } | null;
                            gateway: {
                                url: string;
                                /** @enum {string} */
                                state: "unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue";
                                problem: string | null;
                                /** Format: date-time */
                                since: string;
                                seenAt: string | null;
                                logSize: number;
                                logOrigin: string;
                                logVkey: string;
                                certificateSha256: string;
                                readerKeySha256: string;
                            } | null;
                            may: ("connect_gateway" | "pause" | "resume" | "choose_scope" | "withdraw")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the engagement for good: every grant ends at once; no reason is asked */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            side: "developer" | "evaluator" | "overseer";
                            declaredAs: string;
                            developer: string;
                            evaluator: string;
                            /** Format: date-time */
                            openedAt: string;
                            plannedReleaseAt: string | null;
                            publicReleaseAt: string | null;
                            /** @enum {string} */
                            state: "open" | "paused" | "withdrawn" | "ended";
                            /** Format: date-time */
                            stateSince: string;
                            scope: ("access" | "determination" | "partners")[];
                            gatewayState: ("unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue") | null;
                            grantsOpen: number;
                            grantsActive: number;
                            modelDigest: string | null;
                            parties: {
                                developer: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                                evaluator: {
                                    organisationId: string;
                                    organisation: string;
                                    approvers: {
                                        name: string;
                                        vkey: string;
                                        fingerprint: string;
                                    }[];
                                    witnessVkey: string | null;
                                };
                            };
                            window: {
                                /** Format: date-time */
                                firstUsedAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                isOver: boolean;
                            } | null;
                            gateway: {
                                url: string;
                                /** @enum {string} */
                                state: "unseen" | "in_step" | "unreachable" | "garbled" | "rolled_back" | "forked" | "untrue";
                                problem: string | null;
                                /** Format: date-time */
                                since: string;
                                seenAt: string | null;
                                logSize: number;
                                logOrigin: string;
                                logVkey: string;
                                certificateSha256: string;
                                readerKeySha256: string;
                            } | null;
                            may: ("connect_gateway" | "pause" | "resume" | "choose_scope" | "withdraw")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move the planned releases; adds no day to anything */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        plannedReleaseAt: string | null;
                        publicReleaseAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/witness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name the witness that cosigns the gateway’s log for your side */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        vkey: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A submission’s grants, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                /** @enum {string} */
                                state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                                isForeign: boolean;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                };
                                /** Format: date-time */
                                requestedAt: string;
                                requestedBy: string;
                                request: {
                                    purpose: string;
                                    endpoints: {
                                        /** @enum {string} */
                                        method: "GET" | "POST";
                                        path: string;
                                    }[];
                                    lengthS: number;
                                    budget: {
                                        requests: number;
                                        tokens: number;
                                        streamsMax: number;
                                        outputTokensMax: number;
                                        contextTokensMax: number;
                                        requestBytesMax: number;
                                    };
                                    partner?: {
                                        surface: string;
                                        assets: (string & (unknown & unknown))[];
                                    };
                                } | null;
                                terms: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "government" | "partner" | "tool";
                                    submission: string;
                                    model: {
                                        declaredAs: string;
                                        digest: string;
                                        names: string[];
                                    };
                                    developer: string;
                                    evaluator: string;
                                    runner: {
                                        pseudonym: string;
                                        office: string;
                                        keySha256: string;
                                        nameCommitment: string;
                                    };
                                    endpoints: {
                                        /** @enum {string} */
                                        method: "GET" | "POST";
                                        path: string;
                                    }[];
                                    partner?: {
                                        surface: string;
                                        assets: (string & (unknown & unknown))[];
                                    };
                                    window: {
                                        claimFrom: string;
                                        claimUntil: string;
                                        lengthS: number;
                                        partnerReleaseAt: string | null;
                                    };
                                    budget: {
                                        requests: number;
                                        tokens: number;
                                        streamsMax: number;
                                        outputTokensMax: number;
                                        contextTokensMax: number;
                                        requestBytesMax: number;
                                    };
                                    /** @enum {string} */
                                    marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                    procedure: string | null;
                                    epoch: number;
                                    writtenAt: string;
                                } | null;
                                digest: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                missing: {
                                    developer: number;
                                    evaluator: number;
                                };
                                activationProblem: string | null;
                                activatedAt: string | null;
                                window: {
                                    /** Format: date-time */
                                    opensAt: string;
                                    /** Format: date-time */
                                    closesAt: string;
                                } | null;
                                spent: {
                                    requests: number;
                                    tokens: number;
                                };
                                assetRequests: {
                                    asset: string;
                                    requests: number;
                                }[];
                                ended: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                    person: string | null;
                                    because: string;
                                    isGatewayTold: boolean;
                                } | null;
                                opening: {
                                    requestedBy: string;
                                    /** Format: date-time */
                                    requestedAt: string;
                                    because: string;
                                    approvedBy: string | null;
                                    approvedAt: string | null;
                                } | null;
                                may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask for access; the runner’s name is sealed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "government" | "tool";
                        runner: {
                            pseudonym: string;
                            office: string;
                            keySha256: string;
                            name: string;
                        };
                        purpose: string;
                        endpoints: {
                            /** @enum {string} */
                            method: "GET" | "POST";
                            path: string;
                        }[];
                        lengthS: number;
                        budget: {
                            requests: number;
                            tokens: number;
                            streamsMax: number;
                            outputTokensMax: number;
                            contextTokensMax: number;
                            requestBytesMax: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each grant may use and has used */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            asOf: string | null;
                            budgets: {
                                grantId: string;
                                digest: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                /** @enum {string} */
                                state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                spent: {
                                    requests: number;
                                    tokens: number;
                                };
                                reservedTokens: number;
                                running: number;
                                window: {
                                    /** Format: date-time */
                                    opensAt: string;
                                    /** Format: date-time */
                                    closesAt: string;
                                } | null;
                                /** Format: date-time */
                                claimUntil: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Terms, procedures, criteria and tiers that are in force here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            documents: {
                                sha256: string;
                                /** @enum {string} */
                                kind: "terms" | "procedure" | "partner_criteria" | "assessment_tiers";
                                name: string;
                                version: number;
                                title: string;
                                isSample: boolean;
                                isInForce: boolean;
                                codes: {
                                    code: string;
                                    meaning: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/{documentSha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document’s text, byte for byte what its digest is of */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    documentSha256: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which side accepted which document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agreements: {
                                document: {
                                    sha256: string;
                                    /** @enum {string} */
                                    kind: "terms" | "procedure" | "partner_criteria" | "assessment_tiers";
                                    name: string;
                                    version: number;
                                    title: string;
                                    isSample: boolean;
                                    isInForce: boolean;
                                    codes: {
                                        code: string;
                                        meaning: string;
                                    }[];
                                };
                                developer: {
                                    person: string;
                                    /** Format: date-time */
                                    at: string;
                                } | null;
                                evaluator: {
                                    person: string;
                                    /** Format: date-time */
                                    at: string;
                                } | null;
                                isAgreed: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept a document for your side, by the digest of what you read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sha256: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            agreements: {
                                document: {
                                    sha256: string;
                                    /** @enum {string} */
                                    kind: "terms" | "procedure" | "partner_criteria" | "assessment_tiers";
                                    name: string;
                                    version: number;
                                    title: string;
                                    isSample: boolean;
                                    isInForce: boolean;
                                    codes: {
                                        code: string;
                                        meaning: string;
                                    }[];
                                };
                                developer: {
                                    person: string;
                                    /** Format: date-time */
                                    at: string;
                                } | null;
                                evaluator: {
                                    person: string;
                                    /** Format: date-time */
                                    at: string;
                                } | null;
                                isAgreed: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who declared whether they have an interest */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            declarations: {
                                person: string;
                                hasInterest: boolean;
                                words: string | null;
                                /** Format: date-time */
                                at: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/declaration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare whether you have an interest; with one, you leave the engagement for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hasInterest: boolean;
                        /** @default  */
                        words?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A submission’s timeline */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                type: string;
                                /** Format: date-time */
                                at: string;
                                actor: string;
                                subject: string;
                                payload: {
                                    [key: string]: unknown;
                                };
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A submission’s events as they come (server-sent events) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the gateway’s log, newest first, by runner, type and time */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    runner?: string;
                    type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                    grantId?: string;
                    from?: string;
                    until?: string;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                index: number;
                                commitment: string;
                                isWithheld: boolean;
                                type: string | null;
                                at: string | null;
                                actor: string | null;
                                grantId: string | null;
                                runner: string | null;
                                office: string | null;
                                payload: {
                                    [key: string]: unknown;
                                };
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/ledger/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same entries as one file, by an export that a colleague agreed to, but for the developer; that it was taken is on record */
        get: {
            parameters: {
                query: {
                    runner?: string;
                    type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                    grantId?: string;
                    from?: string;
                    until?: string;
                    format: "csv" | "json";
                    exportId?: string;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recomputes the mirrored log: what is proved, and what is not, in words */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            isProved: boolean;
                            origin: string;
                            size?: number;
                            root?: string;
                            /** @enum {string} */
                            keyFrom: "caller" | "log";
                            cosignatures: {
                                witness: string;
                                at: string;
                            }[];
                            entries: number;
                            tiles: number;
                            commitments: number;
                            disclosed: number;
                            withheld: number;
                            proves: string[];
                            doesNotProve: string[];
                            checks: {
                                check: string;
                                /** @enum {string} */
                                status: "passed" | "failed" | "not reached" | "not asked";
                                detail: string;
                            }[];
                            findings: {
                                check: string;
                                place: string;
                                detail: string;
                            }[];
                            findingsLeftOut: number;
                            beyond: number;
                            /** Format: date-time */
                            verifiedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/log.tar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The mirrored log as files, to verify offline, by an export that a colleague agreed to, but for the developer; that it was taken is on record */
        get: {
            parameters: {
                query?: {
                    exportId?: string;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the evaluating side asked to take out of an engagement, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    of?: string;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                /** @enum {string} */
                                what: "ledger" | "log" | "determination";
                                subject: string;
                                filter: {
                                    runner?: string;
                                    /** @enum {string} */
                                    type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                                    grantId?: string;
                                    from?: string;
                                    until?: string;
                                };
                                purpose: string;
                                /** @enum {string} */
                                state: "asked" | "agreed" | "refused" | "withdrawn" | "lapsed";
                                askedBy: string;
                                /** Format: date-time */
                                askedAt: string;
                                agreedBy: string | null;
                                agreedAt: string | null;
                                closedBy: string | null;
                                closedAt: string | null;
                                because: string | null;
                                lapsesAt: string | null;
                                may: ("agree" | "refuse" | "withdraw" | "download")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask to take the access ledger or the log out as a file; a colleague agrees */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        purpose: string;
                        /** @enum {string} */
                        what: "ledger" | "log";
                        /** @default {} */
                        filter?: {
                            runner?: string;
                            /** @enum {string} */
                            type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                            grantId?: string;
                            from?: string;
                            until?: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            what: "ledger" | "log" | "determination";
                            subject: string;
                            filter: {
                                runner?: string;
                                /** @enum {string} */
                                type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                                grantId?: string;
                                from?: string;
                                until?: string;
                            };
                            purpose: string;
                            /** @enum {string} */
                            state: "asked" | "agreed" | "refused" | "withdrawn" | "lapsed";
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            agreedBy: string | null;
                            agreedAt: string | null;
                            closedBy: string | null;
                            closedAt: string | null;
                            because: string | null;
                            lapsesAt: string | null;
                            may: ("agree" | "refuse" | "withdraw" | "download")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One export */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    exportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            what: "ledger" | "log" | "determination";
                            subject: string;
                            filter: {
                                runner?: string;
                                /** @enum {string} */
                                type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                                grantId?: string;
                                from?: string;
                                until?: string;
                            };
                            purpose: string;
                            /** @enum {string} */
                            state: "asked" | "agreed" | "refused" | "withdrawn" | "lapsed";
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            agreedBy: string | null;
                            agreedAt: string | null;
                            closedBy: string | null;
                            closedAt: string | null;
                            because: string | null;
                            lapsesAt: string | null;
                            may: ("agree" | "refuse" | "withdraw" | "download")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{exportId}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to what a colleague asked to take out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    exportId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            what: "ledger" | "log" | "determination";
                            subject: string;
                            filter: {
                                runner?: string;
                                /** @enum {string} */
                                type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                                grantId?: string;
                                from?: string;
                                until?: string;
                            };
                            purpose: string;
                            /** @enum {string} */
                            state: "asked" | "agreed" | "refused" | "withdrawn" | "lapsed";
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            agreedBy: string | null;
                            agreedAt: string | null;
                            closedBy: string | null;
                            closedAt: string | null;
                            because: string | null;
                            lapsesAt: string | null;
                            may: ("agree" | "refuse" | "withdraw" | "download")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{exportId}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse what a colleague asked to take out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    exportId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            what: "ledger" | "log" | "determination";
                            subject: string;
                            filter: {
                                runner?: string;
                                /** @enum {string} */
                                type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                                grantId?: string;
                                from?: string;
                                until?: string;
                            };
                            purpose: string;
                            /** @enum {string} */
                            state: "asked" | "agreed" | "refused" | "withdrawn" | "lapsed";
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            agreedBy: string | null;
                            agreedAt: string | null;
                            closedBy: string | null;
                            closedAt: string | null;
                            because: string | null;
                            lapsesAt: string | null;
                            may: ("agree" | "refuse" | "withdraw" | "download")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{exportId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what you asked for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    exportId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            what: "ledger" | "log" | "determination";
                            subject: string;
                            filter: {
                                runner?: string;
                                /** @enum {string} */
                                type?: "gateway.started" | "gateway.grant_activated" | "gateway.window_opened" | "gateway.request_admitted" | "gateway.request_settled" | "gateway.request_cut" | "gateway.requests_refused" | "gateway.grant_ended";
                                grantId?: string;
                                from?: string;
                                until?: string;
                            };
                            purpose: string;
                            /** @enum {string} */
                            state: "asked" | "agreed" | "refused" | "withdrawn" | "lapsed";
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            agreedBy: string | null;
                            agreedAt: string | null;
                            closedBy: string | null;
                            closedAt: string | null;
                            because: string | null;
                            lapsesAt: string | null;
                            may: ("agree" | "refuse" | "withdraw" | "download")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One grant */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The terms with the signatures so far: what people sign */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write the exact terms */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        endpoints: {
                            /** @enum {string} */
                            method: "GET" | "POST";
                            path: string;
                        }[];
                        window: {
                            claimFrom: string;
                            claimUntil: string;
                            lengthS: number;
                            partnerReleaseAt: string | null;
                        };
                        budget: {
                            requests: number;
                            tokens: number;
                            streamsMax: number;
                            outputTokensMax: number;
                            contextTokensMax: number;
                            requestBytesMax: number;
                        };
                        /** @enum {string} */
                        marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                        procedure: string | null;
                        modelNames: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring your signature */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline what was put to you */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what you put */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text to sign with your key to end this grant */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            text: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** End it: bring the signed revocation */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/name-opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask that a runner’s name be opened */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/name-opening/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree that the name be opened */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            kind: "government" | "partner" | "tool";
                            /** @enum {string} */
                            state: "requested" | "offered" | "signing" | "active" | "expired" | "withdrawn" | "revoked" | "exhausted" | "declined";
                            isForeign: boolean;
                            runner: {
                                pseudonym: string;
                                office: string;
                                keySha256: string;
                            };
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            request: {
                                purpose: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                lengthS: number;
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                            } | null;
                            terms: {
                                id: string;
                                /** @enum {string} */
                                kind: "government" | "partner" | "tool";
                                submission: string;
                                model: {
                                    declaredAs: string;
                                    digest: string;
                                    names: string[];
                                };
                                developer: string;
                                evaluator: string;
                                runner: {
                                    pseudonym: string;
                                    office: string;
                                    keySha256: string;
                                    nameCommitment: string;
                                };
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                partner?: {
                                    surface: string;
                                    assets: (string & (unknown & unknown))[];
                                };
                                window: {
                                    claimFrom: string;
                                    claimUntil: string;
                                    lengthS: number;
                                    partnerReleaseAt: string | null;
                                };
                                budget: {
                                    requests: number;
                                    tokens: number;
                                    streamsMax: number;
                                    outputTokensMax: number;
                                    contextTokensMax: number;
                                    requestBytesMax: number;
                                };
                                /** @enum {string} */
                                marking: "TLP:RED" | "TLP:AMBER+STRICT" | "TLP:AMBER" | "TLP:GREEN" | "TLP:CLEAR";
                                procedure: string | null;
                                epoch: number;
                                writtenAt: string;
                            } | null;
                            digest: string | null;
                            signatures: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                person: string;
                                keyName: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            missing: {
                                developer: number;
                                evaluator: number;
                            };
                            activationProblem: string | null;
                            activatedAt: string | null;
                            window: {
                                /** Format: date-time */
                                opensAt: string;
                                /** Format: date-time */
                                closesAt: string;
                            } | null;
                            spent: {
                                requests: number;
                                tokens: number;
                            };
                            assetRequests: {
                                asset: string;
                                requests: number;
                            }[];
                            ended: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "gateway" | "clock";
                                person: string | null;
                                because: string;
                                isGatewayTold: boolean;
                            } | null;
                            opening: {
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                because: string;
                                approvedBy: string | null;
                                approvedAt: string | null;
                            } | null;
                            may: ("offer" | "sign" | "decline" | "withdraw" | "revoke" | "ask_name" | "approve_name" | "read_name")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/grants/{grantId}/runner-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The name, once two people agreed; the read is written to the engagement’s ledger */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    grantId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            pseudonym: string;
                            name: string;
                            salt: string;
                            nameCommitment: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published procedures for reviewing and testing, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                key: string;
                                name: string;
                                version: number;
                                text: string;
                                allowsSealed: boolean;
                                publishedBy: string;
                                /** Format: date-time */
                                publishedAt: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Publish the next version of a procedure */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        text: string;
                        allowsSealed: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            key: string;
                            name: string;
                            version: number;
                            text: string;
                            allowsSealed: boolean;
                            publishedBy: string;
                            /** Format: date-time */
                            publishedAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/procedures/{procedureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version of a procedure */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    procedureId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            key: string;
                            name: string;
                            version: number;
                            text: string;
                            allowsSealed: boolean;
                            publishedBy: string;
                            /** Format: date-time */
                            publishedAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Thresholds your office committed to, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                version: number;
                                suiteId: string;
                                epochs: number;
                                commitment: string;
                                committedBy: string;
                                /** Format: date-time */
                                committedAt: string;
                                shownAt: string | null;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Commit to a threshold; the rule is sealed, its commitment is in the ledger */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @enum {string} */
                        metric: "mean_score" | "solve_rate";
                        epochs: number;
                        confidence: number;
                        threshold: number;
                        plannedLooks: number;
                        power: number;
                        suiteId: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            version: number;
                            suiteId: string;
                            epochs: number;
                            commitment: string;
                            committedBy: string;
                            /** Format: date-time */
                            committedAt: string;
                            shownAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/thresholds/{thresholdId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One threshold: what it is about and its commitment, not the rule */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    thresholdId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            version: number;
                            suiteId: string;
                            epochs: number;
                            commitment: string;
                            committedBy: string;
                            /** Format: date-time */
                            committedAt: string;
                            shownAt: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/thresholds/{thresholdId}/showing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let overseers open it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    thresholdId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            version: number;
                            suiteId: string;
                            epochs: number;
                            commitment: string;
                            committedBy: string;
                            /** Format: date-time */
                            committedAt: string;
                            shownAt: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/thresholds/{thresholdId}/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rule and salt, checked against the commitment */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    thresholdId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            commitment: string;
                            text: string;
                            salt: string;
                            opens: boolean;
                            rule: {
                                /** @enum {string} */
                                format: "sallyport.threshold/v1";
                                name: string;
                                version: number;
                                /** @enum {string} */
                                metric: "mean_score" | "solve_rate";
                                suiteRoot: string;
                                epochs: number;
                                /** @enum {string} */
                                estimator: "effective_exact";
                                confidence: number;
                                threshold: number;
                                plannedLooks: number;
                                power: number;
                                /** @enum {string} */
                                tieBreak: "bound_at_threshold_meets";
                                /** @enum {string} */
                                unscored: "count_as_zero";
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/custodians": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom of your office a suite can be sealed to, and your own key */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            mine: {
                                recipient: string;
                                /** Format: date-time */
                                registeredAt: string;
                            } | null;
                            office: {
                                recipient: string;
                                /** Format: date-time */
                                registeredAt: string;
                                personId: string;
                                person: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Register your public custodian’s key; the private one stays with you */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        recipient: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            recipient: string;
                            /** Format: date-time */
                            registeredAt: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your office’s suites, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                                /** @enum {string} */
                                state: "declared" | "held";
                                root: string;
                                tasks: number;
                                tasksMissing: number;
                                declaredBy: string;
                                /** Format: date-time */
                                declaredAt: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Declare a suite: its items, their root, and its custodians */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        version: string;
                        root: string;
                        items: {
                            name: string;
                            cluster: string;
                            family: string | null;
                            difficulty: number | null;
                            humanMinutes: number | null;
                            sha256: string;
                            bytes: number;
                        }[];
                        custody: {
                            recipients: [
                                string,
                                string
                            ];
                            shares: [
                                string,
                                string
                            ][];
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            version: string;
                            /** @enum {string} */
                            kind: "sealed" | "open";
                            /** @enum {string} */
                            state: "declared" | "held";
                            root: string;
                            tasksMissing: number;
                            declaredBy: string;
                            /** Format: date-time */
                            declaredAt: string;
                            custodians: {
                                personId: string;
                                person: string;
                            }[];
                            isCustodian: boolean;
                            tasks: {
                                position: number;
                                item: {
                                    name: string;
                                    cluster: string;
                                    family: string | null;
                                    difficulty: number | null;
                                    humanMinutes: number | null;
                                    sha256: string;
                                    bytes: number;
                                };
                                state: ("held" | "issued" | "exposed" | "burned") | null;
                                isStored: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suites/{suiteId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One suite: its items and who may know each */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suiteId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            version: string;
                            /** @enum {string} */
                            kind: "sealed" | "open";
                            /** @enum {string} */
                            state: "declared" | "held";
                            root: string;
                            tasksMissing: number;
                            declaredBy: string;
                            /** Format: date-time */
                            declaredAt: string;
                            custodians: {
                                personId: string;
                                person: string;
                            }[];
                            isCustodian: boolean;
                            tasks: {
                                position: number;
                                item: {
                                    name: string;
                                    cluster: string;
                                    family: string | null;
                                    difficulty: number | null;
                                    humanMinutes: number | null;
                                    sha256: string;
                                    bytes: number;
                                };
                                state: ("held" | "issued" | "exposed" | "burned") | null;
                                isStored: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suites/{suiteId}/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring one sealed task’s ciphertext, as its manifest committed to it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suiteId: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suites/{suiteId}/burn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a task is out: it is never issued again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suiteId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        task: string;
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            version: string;
                            /** @enum {string} */
                            kind: "sealed" | "open";
                            /** @enum {string} */
                            state: "declared" | "held";
                            root: string;
                            tasksMissing: number;
                            declaredBy: string;
                            /** Format: date-time */
                            declaredAt: string;
                            custodians: {
                                personId: string;
                                person: string;
                            }[];
                            isCustodian: boolean;
                            tasks: {
                                position: number;
                                item: {
                                    name: string;
                                    cluster: string;
                                    family: string | null;
                                    difficulty: number | null;
                                    humanMinutes: number | null;
                                    sha256: string;
                                    bytes: number;
                                };
                                state: ("held" | "issued" | "exposed" | "burned") | null;
                                isStored: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suites/{suiteId}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your own halves of the keys, as one of the two custodians */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suiteId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            shares: {
                                task: string;
                                share: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suites/{suiteId}/unseals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask, as one custodian, that tasks be given to a run’s runner */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    suiteId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        runId: string;
                        recipient: string;
                        because: string;
                        shares: {
                            task: string;
                            /** Format: byte */
                            share: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            suiteId: string;
                            runId: string;
                            /** @enum {string} */
                            state: "requested" | "executed" | "refused" | "withdrawn";
                            recipient: string;
                            tasks: string[];
                            because: string;
                            requestedBy: string;
                            /** Format: date-time */
                            requestedAt: string;
                            settledBy: string | null;
                            settledAt: string | null;
                            may: ("approve" | "refuse" | "withdraw" | "fetch")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unseals/{unsealId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One unseal: who asked, for what, and how it ended */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unsealId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            suiteId: string;
                            runId: string;
                            /** @enum {string} */
                            state: "requested" | "executed" | "refused" | "withdrawn";
                            recipient: string;
                            tasks: string[];
                            because: string;
                            requestedBy: string;
                            /** Format: date-time */
                            requestedAt: string;
                            settledBy: string | null;
                            settledAt: string | null;
                            may: ("approve" | "refuse" | "withdraw" | "fetch")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unseals/{unsealId}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve it, as the other custodian, with your halves: this executes it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unsealId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        shares: {
                            task: string;
                            /** Format: byte */
                            share: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            suiteId: string;
                            runId: string;
                            /** @enum {string} */
                            state: "requested" | "executed" | "refused" | "withdrawn";
                            recipient: string;
                            tasks: string[];
                            because: string;
                            requestedBy: string;
                            /** Format: date-time */
                            requestedAt: string;
                            settledBy: string | null;
                            settledAt: string | null;
                            may: ("approve" | "refuse" | "withdraw" | "fetch")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unseals/{unsealId}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse it, as the other custodian */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unsealId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            suiteId: string;
                            runId: string;
                            /** @enum {string} */
                            state: "requested" | "executed" | "refused" | "withdrawn";
                            recipient: string;
                            tasks: string[];
                            because: string;
                            requestedBy: string;
                            /** Format: date-time */
                            requestedAt: string;
                            settledBy: string | null;
                            settledAt: string | null;
                            may: ("approve" | "refuse" | "withdraw" | "fetch")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unseals/{unsealId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what you asked */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    unsealId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            suiteId: string;
                            runId: string;
                            /** @enum {string} */
                            state: "requested" | "executed" | "refused" | "withdrawn";
                            recipient: string;
                            tasks: string[];
                            because: string;
                            requestedBy: string;
                            /** Format: date-time */
                            requestedAt: string;
                            settledBy: string | null;
                            settledAt: string | null;
                            may: ("approve" | "refuse" | "withdraw" | "fetch")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unseals/{unsealId}/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One unsealed task for its runner: ciphertext and both halves of its key */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    unsealId: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your office’s runs, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                grantId: string;
                                declaredAs: string;
                                modelName: string;
                                /** @enum {string} */
                                purpose: "determination" | "exploration";
                                /** @enum {string} */
                                tier: "gvisor" | "bubblewrap";
                                /** @enum {string} */
                                state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                                suite: {
                                    id: string;
                                    name: string;
                                    version: string;
                                    /** @enum {string} */
                                    kind: "sealed" | "open";
                                };
                                epochs: number;
                                samplesPlanned: number;
                                samplesRecorded: number;
                                plannedBy: string;
                                /** Format: date-time */
                                plannedAt: string;
                                startedAt: string | null;
                                endedAt: string | null;
                                endReason: string | null;
                                closesAt: string | null;
                                isGrantInForce: boolean;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s runs, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                grantId: string;
                                declaredAs: string;
                                modelName: string;
                                /** @enum {string} */
                                purpose: "determination" | "exploration";
                                /** @enum {string} */
                                tier: "gvisor" | "bubblewrap";
                                /** @enum {string} */
                                state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                                suite: {
                                    id: string;
                                    name: string;
                                    version: string;
                                    /** @enum {string} */
                                    kind: "sealed" | "open";
                                };
                                epochs: number;
                                samplesPlanned: number;
                                samplesRecorded: number;
                                plannedBy: string;
                                /** Format: date-time */
                                plannedAt: string;
                                startedAt: string | null;
                                endedAt: string | null;
                                endReason: string | null;
                                closesAt: string | null;
                                isGrantInForce: boolean;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Plan a run, in every respect that could be chosen later */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grantId: string;
                        procedureId: string;
                        suiteId: string;
                        thresholdId: string | null;
                        modelName: string;
                        epochs: number;
                        budget: {
                            tokens: number;
                            wallS: number;
                        };
                        /** @enum {string} */
                        tier: "gvisor" | "bubblewrap";
                        /** @enum {string} */
                        purpose: "determination" | "exploration";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            declaredAs: string;
                            modelName: string;
                            /** @enum {string} */
                            purpose: "determination" | "exploration";
                            /** @enum {string} */
                            tier: "gvisor" | "bubblewrap";
                            /** @enum {string} */
                            state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                            suite: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                            };
                            epochs: number;
                            samplesPlanned: number;
                            samplesRecorded: number;
                            plannedBy: string;
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            endReason: string | null;
                            closesAt: string | null;
                            isGrantInForce: boolean;
                            procedure: {
                                id: string;
                                key: string;
                            };
                            suiteRoot: string;
                            modelDigest: string;
                            budget: {
                                tokens: number;
                                wallS: number;
                            };
                            tokensUsed: number;
                            threshold: {
                                id: string;
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                            } | null;
                            queuedBy: string | null;
                            queuedAt: string | null;
                            endedBy: string | null;
                            chain: string;
                            endpoint: {
                                isSteady: boolean;
                                fingerprints: {
                                    /** @enum {string} */
                                    phase: "start" | "during" | "end";
                                    digest: string;
                                    details: {
                                        [key: string]: string;
                                    };
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            };
                            result: {
                                dispositions: {
                                    [key: string]: number;
                                };
                                refusals: number;
                                reviewed: {
                                    agreed: number;
                                    disputed: number;
                                    changed: number;
                                };
                                exclusions: {
                                    task: string;
                                    because: string;
                                    by: string;
                                    confirmedBy: string;
                                }[];
                                asRecorded: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                asReviewed: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                families: {
                                    family: string | null;
                                    asRecorded: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                    asReviewed: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                }[];
                            };
                            decisions: {
                                look: number;
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                                decidedBy: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            may: ("queue" | "start" | "record" | "end" | "withdraw" | "decide" | "review" | "write_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run: plan, progress, score with its interval, decisions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            declaredAs: string;
                            modelName: string;
                            /** @enum {string} */
                            purpose: "determination" | "exploration";
                            /** @enum {string} */
                            tier: "gvisor" | "bubblewrap";
                            /** @enum {string} */
                            state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                            suite: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                            };
                            epochs: number;
                            samplesPlanned: number;
                            samplesRecorded: number;
                            plannedBy: string;
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            endReason: string | null;
                            closesAt: string | null;
                            isGrantInForce: boolean;
                            procedure: {
                                id: string;
                                key: string;
                            };
                            suiteRoot: string;
                            modelDigest: string;
                            budget: {
                                tokens: number;
                                wallS: number;
                            };
                            tokensUsed: number;
                            threshold: {
                                id: string;
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                            } | null;
                            queuedBy: string | null;
                            queuedAt: string | null;
                            endedBy: string | null;
                            chain: string;
                            endpoint: {
                                isSteady: boolean;
                                fingerprints: {
                                    /** @enum {string} */
                                    phase: "start" | "during" | "end";
                                    digest: string;
                                    details: {
                                        [key: string]: string;
                                    };
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            };
                            result: {
                                dispositions: {
                                    [key: string]: number;
                                };
                                refusals: number;
                                reviewed: {
                                    agreed: number;
                                    disputed: number;
                                    changed: number;
                                };
                                exclusions: {
                                    task: string;
                                    because: string;
                                    by: string;
                                    confirmedBy: string;
                                }[];
                                asRecorded: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                asReviewed: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                families: {
                                    family: string | null;
                                    asRecorded: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                    asReviewed: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                }[];
                            };
                            decisions: {
                                look: number;
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                                decidedBy: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            may: ("queue" | "start" | "record" | "end" | "withdraw" | "decide" | "review" | "write_finding")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queue it; for a determination, by a second person */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            declaredAs: string;
                            modelName: string;
                            /** @enum {string} */
                            purpose: "determination" | "exploration";
                            /** @enum {string} */
                            tier: "gvisor" | "bubblewrap";
                            /** @enum {string} */
                            state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                            suite: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                            };
                            epochs: number;
                            samplesPlanned: number;
                            samplesRecorded: number;
                            plannedBy: string;
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            endReason: string | null;
                            closesAt: string | null;
                            isGrantInForce: boolean;
                            procedure: {
                                id: string;
                                key: string;
                            };
                            suiteRoot: string;
                            modelDigest: string;
                            budget: {
                                tokens: number;
                                wallS: number;
                            };
                            tokensUsed: number;
                            threshold: {
                                id: string;
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                            } | null;
                            queuedBy: string | null;
                            queuedAt: string | null;
                            endedBy: string | null;
                            chain: string;
                            endpoint: {
                                isSteady: boolean;
                                fingerprints: {
                                    /** @enum {string} */
                                    phase: "start" | "during" | "end";
                                    digest: string;
                                    details: {
                                        [key: string]: string;
                                    };
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            };
                            result: {
                                dispositions: {
                                    [key: string]: number;
                                };
                                refusals: number;
                                reviewed: {
                                    agreed: number;
                                    disputed: number;
                                    changed: number;
                                };
                                exclusions: {
                                    task: string;
                                    because: string;
                                    by: string;
                                    confirmedBy: string;
                                }[];
                                asRecorded: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                asReviewed: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                families: {
                                    family: string | null;
                                    asRecorded: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                    asReviewed: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                }[];
                            };
                            decisions: {
                                look: number;
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                                decidedBy: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            may: ("queue" | "start" | "record" | "end" | "withdraw" | "decide" | "review" | "write_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start it, as its runner */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        tier: "gvisor" | "bubblewrap";
                        fingerprint: {
                            digest: string;
                            /** @default {} */
                            details?: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            declaredAs: string;
                            modelName: string;
                            /** @enum {string} */
                            purpose: "determination" | "exploration";
                            /** @enum {string} */
                            tier: "gvisor" | "bubblewrap";
                            /** @enum {string} */
                            state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                            suite: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                            };
                            epochs: number;
                            samplesPlanned: number;
                            samplesRecorded: number;
                            plannedBy: string;
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            endReason: string | null;
                            closesAt: string | null;
                            isGrantInForce: boolean;
                            procedure: {
                                id: string;
                                key: string;
                            };
                            suiteRoot: string;
                            modelDigest: string;
                            budget: {
                                tokens: number;
                                wallS: number;
                            };
                            tokensUsed: number;
                            threshold: {
                                id: string;
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                            } | null;
                            queuedBy: string | null;
                            queuedAt: string | null;
                            endedBy: string | null;
                            chain: string;
                            endpoint: {
                                isSteady: boolean;
                                fingerprints: {
                                    /** @enum {string} */
                                    phase: "start" | "during" | "end";
                                    digest: string;
                                    details: {
                                        [key: string]: string;
                                    };
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            };
                            result: {
                                dispositions: {
                                    [key: string]: number;
                                };
                                refusals: number;
                                reviewed: {
                                    agreed: number;
                                    disputed: number;
                                    changed: number;
                                };
                                exclusions: {
                                    task: string;
                                    because: string;
                                    by: string;
                                    confirmedBy: string;
                                }[];
                                asRecorded: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                asReviewed: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                families: {
                                    family: string | null;
                                    asRecorded: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                    asReviewed: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                }[];
                            };
                            decisions: {
                                look: number;
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                                decidedBy: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            may: ("queue" | "start" | "record" | "end" | "withdraw" | "decide" | "review" | "write_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Samples in the order of their chain, with their reviews */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                position: number;
                                task: string;
                                epoch: number;
                                /** @enum {string} */
                                disposition: "scored" | "refused" | "limit" | "model_error" | "task_failed" | "sandbox_failed" | "scorer_failed" | "window_closed" | "cancelled";
                                reason: string;
                                value: number;
                                refusals: number;
                                usage: {
                                    inputTokens: number;
                                    outputTokens: number;
                                };
                                calls: number;
                                startedAt: string;
                                endedAt: string;
                                journalSha256: string;
                                chain: string;
                                /** Format: date-time */
                                recordedAt: string;
                                review: {
                                    /** @enum {string} */
                                    state: "unreviewed" | "agreed" | "disputed" | "changed";
                                    verdict: ("agreed" | "mis_scored" | "broken_task") | null;
                                    value: number | null;
                                    because: string;
                                    proposedBy: string | null;
                                    settledBy: string | null;
                                };
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Bring samples, in the order of their chain; sent twice is recorded once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        samples: {
                            position: number;
                            task: string;
                            epoch: number;
                            /** @enum {string} */
                            disposition: "scored" | "refused" | "limit" | "model_error" | "task_failed" | "sandbox_failed" | "scorer_failed" | "window_closed" | "cancelled";
                            reason: string;
                            value: number;
                            refusals: number;
                            usage: {
                                inputTokens: number;
                                outputTokens: number;
                            };
                            calls: number;
                            startedAt: string;
                            endedAt: string;
                            journalSha256: string;
                            chain: string;
                        }[];
                        /** @default null */
                        fingerprint?: {
                            digest: string;
                            /** @default {} */
                            details?: {
                                [key: string]: string;
                            };
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            next: number;
                            chain: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End it: complete, or incomplete and why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        as: "complete" | "incomplete";
                        /** @default  */
                        reason?: string;
                        /** @default null */
                        fingerprint?: {
                            digest: string;
                            /** @default {} */
                            details?: {
                                [key: string]: string;
                            };
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            declaredAs: string;
                            modelName: string;
                            /** @enum {string} */
                            purpose: "determination" | "exploration";
                            /** @enum {string} */
                            tier: "gvisor" | "bubblewrap";
                            /** @enum {string} */
                            state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                            suite: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                            };
                            epochs: number;
                            samplesPlanned: number;
                            samplesRecorded: number;
                            plannedBy: string;
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            endReason: string | null;
                            closesAt: string | null;
                            isGrantInForce: boolean;
                            procedure: {
                                id: string;
                                key: string;
                            };
                            suiteRoot: string;
                            modelDigest: string;
                            budget: {
                                tokens: number;
                                wallS: number;
                            };
                            tokensUsed: number;
                            threshold: {
                                id: string;
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                            } | null;
                            queuedBy: string | null;
                            queuedAt: string | null;
                            endedBy: string | null;
                            chain: string;
                            endpoint: {
                                isSteady: boolean;
                                fingerprints: {
                                    /** @enum {string} */
                                    phase: "start" | "during" | "end";
                                    digest: string;
                                    details: {
                                        [key: string]: string;
                                    };
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            };
                            result: {
                                dispositions: {
                                    [key: string]: number;
                                };
                                refusals: number;
                                reviewed: {
                                    agreed: number;
                                    disputed: number;
                                    changed: number;
                                };
                                exclusions: {
                                    task: string;
                                    because: string;
                                    by: string;
                                    confirmedBy: string;
                                }[];
                                asRecorded: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                asReviewed: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                families: {
                                    family: string | null;
                                    asRecorded: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                    asReviewed: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                }[];
                            };
                            decisions: {
                                look: number;
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                                decidedBy: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            may: ("queue" | "start" | "record" | "end" | "withdraw" | "decide" | "review" | "write_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give it up */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            declaredAs: string;
                            modelName: string;
                            /** @enum {string} */
                            purpose: "determination" | "exploration";
                            /** @enum {string} */
                            tier: "gvisor" | "bubblewrap";
                            /** @enum {string} */
                            state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                            suite: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                            };
                            epochs: number;
                            samplesPlanned: number;
                            samplesRecorded: number;
                            plannedBy: string;
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            endReason: string | null;
                            closesAt: string | null;
                            isGrantInForce: boolean;
                            procedure: {
                                id: string;
                                key: string;
                            };
                            suiteRoot: string;
                            modelDigest: string;
                            budget: {
                                tokens: number;
                                wallS: number;
                            };
                            tokensUsed: number;
                            threshold: {
                                id: string;
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                            } | null;
                            queuedBy: string | null;
                            queuedAt: string | null;
                            endedBy: string | null;
                            chain: string;
                            endpoint: {
                                isSteady: boolean;
                                fingerprints: {
                                    /** @enum {string} */
                                    phase: "start" | "during" | "end";
                                    digest: string;
                                    details: {
                                        [key: string]: string;
                                    };
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            };
                            result: {
                                dispositions: {
                                    [key: string]: number;
                                };
                                refusals: number;
                                reviewed: {
                                    agreed: number;
                                    disputed: number;
                                    changed: number;
                                };
                                exclusions: {
                                    task: string;
                                    because: string;
                                    by: string;
                                    confirmedBy: string;
                                }[];
                                asRecorded: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                asReviewed: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                families: {
                                    family: string | null;
                                    asRecorded: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                    asReviewed: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                }[];
                            };
                            decisions: {
                                look: number;
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                                decidedBy: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            may: ("queue" | "start" | "record" | "end" | "withdraw" | "decide" | "review" | "write_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply the committed threshold: one planned look */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            declaredAs: string;
                            modelName: string;
                            /** @enum {string} */
                            purpose: "determination" | "exploration";
                            /** @enum {string} */
                            tier: "gvisor" | "bubblewrap";
                            /** @enum {string} */
                            state: "planned" | "queued" | "running" | "complete" | "incomplete" | "withdrawn";
                            suite: {
                                id: string;
                                name: string;
                                version: string;
                                /** @enum {string} */
                                kind: "sealed" | "open";
                            };
                            epochs: number;
                            samplesPlanned: number;
                            samplesRecorded: number;
                            plannedBy: string;
                            /** Format: date-time */
                            plannedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            endReason: string | null;
                            closesAt: string | null;
                            isGrantInForce: boolean;
                            procedure: {
                                id: string;
                                key: string;
                            };
                            suiteRoot: string;
                            modelDigest: string;
                            budget: {
                                tokens: number;
                                wallS: number;
                            };
                            tokensUsed: number;
                            threshold: {
                                id: string;
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                            } | null;
                            queuedBy: string | null;
                            queuedAt: string | null;
                            endedBy: string | null;
                            chain: string;
                            endpoint: {
                                isSteady: boolean;
                                fingerprints: {
                                    /** @enum {string} */
                                    phase: "start" | "during" | "end";
                                    digest: string;
                                    details: {
                                        [key: string]: string;
                                    };
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            };
                            result: {
                                dispositions: {
                                    [key: string]: number;
                                };
                                refusals: number;
                                reviewed: {
                                    agreed: number;
                                    disputed: number;
                                    changed: number;
                                };
                                exclusions: {
                                    task: string;
                                    because: string;
                                    by: string;
                                    confirmedBy: string;
                                }[];
                                asRecorded: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                asReviewed: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                    clusters: number;
                                    attempts: number;
                                } | null;
                                families: {
                                    family: string | null;
                                    asRecorded: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                    asReviewed: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        tasks: number;
                                        clusters: number;
                                        attempts: number;
                                    } | null;
                                }[];
                            };
                            decisions: {
                                look: number;
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                                decidedBy: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            may: ("queue" | "start" | "record" | "end" | "withdraw" | "decide" | "review" | "write_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/samples/{position}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree with a sample’s score, or dispute it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                    position: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        verdict: "agreed" | "mis_scored" | "broken_task";
                        /** @default null */
                        value?: number | null;
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/samples/{position}/review/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm or reject a dispute, as a second person */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                    position: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        settlement: "confirm" | "reject";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare it with another run of the same suite, task by task */
        get: {
            parameters: {
                query: {
                    with: string;
                };
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            first: {
                                runId: string;
                                declaredAs: string;
                                modelName: string;
                            };
                            second: {
                                runId: string;
                                declaredAs: string;
                                modelName: string;
                            };
                            difference: {
                                mean: number;
                                interval: {
                                    lower: number;
                                    upper: number;
                                } | null;
                                standardError: number;
                            };
                            pValue: number | null;
                            mcNemar: {
                                exactP: number;
                                chiSquared: number;
                                chiSquaredCorrected: number;
                            } | null;
                            tasks: number;
                            differing: {
                                task: string;
                                first: number;
                                second: number;
                            }[];
                            excluded: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/unseals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What custodians were asked for this run, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                suiteId: string;
                                runId: string;
                                /** @enum {string} */
                                state: "requested" | "executed" | "refused" | "withdrawn";
                                recipient: string;
                                tasks: string[];
                                because: string;
                                requestedBy: string;
                                /** Format: date-time */
                                requestedAt: string;
                                settledBy: string | null;
                                settledAt: string | null;
                                may: ("approve" | "refuse" | "withdraw" | "fetch")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{runId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a finding, with the samples that show it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    runId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        claim: string;
                        uncertainty: string;
                        /** @enum {string} */
                        kind: "capability" | "vulnerability" | "safeguard" | "insider_risk" | "infrastructure_or_national_security";
                        /** @enum {string} */
                        severity: "low" | "moderate" | "high" | "critical";
                        /** @enum {string} */
                        audience: "evaluator" | "both";
                        evidence: number[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            findingId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s findings, newest first, without their words */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                runId: string;
                                /** @enum {string} */
                                kind: "capability" | "vulnerability" | "safeguard" | "insider_risk" | "infrastructure_or_national_security";
                                /** @enum {string} */
                                severity: "low" | "moderate" | "high" | "critical";
                                /** @enum {string} */
                                audience: "evaluator" | "both";
                                evidence: number[];
                                writtenBy: string;
                                /** Format: date-time */
                                writtenAt: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{findingId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding, without its words */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    findingId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            runId: string;
                            /** @enum {string} */
                            kind: "capability" | "vulnerability" | "safeguard" | "insider_risk" | "infrastructure_or_national_security";
                            /** @enum {string} */
                            severity: "low" | "moderate" | "high" | "critical";
                            /** @enum {string} */
                            audience: "evaluator" | "both";
                            evidence: number[];
                            writtenBy: string;
                            /** Format: date-time */
                            writtenAt: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{findingId}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A finding’s claim and uncertainty */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    findingId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            claim: string;
                            uncertainty: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/evaluation-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s reports, newest first, without their content */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                grantId: string;
                                /** @enum {string} */
                                state: "proposed" | "signed" | "withdrawn" | "not_completed";
                                isShared: boolean;
                                contentSha256: string | null;
                                reason: string | null;
                                proposedBy: string;
                                /** Format: date-time */
                                proposedAt: string;
                                settledBy: string | null;
                                settledAt: string | null;
                                may: ("sign" | "withdraw" | "read")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Propose the report on a grant: its content is fixed here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grantId: string;
                        isShared: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            evaluationReportId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/evaluation-reports/not-completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that no report on a grant will come, and why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        grantId: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            evaluationReportId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-reports/{evaluationReportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report, without its content */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluationReportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            grantId: string;
                            /** @enum {string} */
                            state: "proposed" | "signed" | "withdrawn" | "not_completed";
                            isShared: boolean;
                            contentSha256: string | null;
                            reason: string | null;
                            proposedBy: string;
                            /** Format: date-time */
                            proposedAt: string;
                            settledBy: string | null;
                            settledAt: string | null;
                            may: ("sign" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-reports/{evaluationReportId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was proposed, or the signed envelope with the key to check it by */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    evaluationReportId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-reports/{evaluationReportId}/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign exactly what was proposed, as a second person */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluationReportId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evaluation-reports/{evaluationReportId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a proposed report */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    evaluationReportId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions that your organisation asked or was asked, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                developer: string;
                                evaluator: string;
                                declaredAs: string;
                                /** @enum {string} */
                                state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                                /** Format: date-time */
                                stateSince: string;
                                isConfidential: boolean;
                                askedBy: string;
                                /** Format: date-time */
                                askedAt: string;
                                descriptorSha256: string;
                                words: string | null;
                                hasHiddenCharacters: boolean;
                                answerDueAt: string | null;
                                settledBy: string | null;
                                may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask whether a model under development would be covered; no gateway is needed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        evaluatorId: string;
                        declaredAs: string;
                        descriptor: {
                            what: string;
                            capabilities: string;
                            /** @default  */
                            context?: string;
                        };
                        contact: string;
                        /** @default true */
                        isConfidential?: boolean;
                        /** @default null */
                        plannedReleaseAt?: string | null;
                        /** @default null */
                        publicReleaseAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s questions, newest first, without their words */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                developer: string;
                                evaluator: string;
                                declaredAs: string;
                                /** @enum {string} */
                                state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                                /** Format: date-time */
                                stateSince: string;
                                isConfidential: boolean;
                                askedBy: string;
                                /** Format: date-time */
                                askedAt: string;
                                descriptorSha256: string;
                                words: string | null;
                                hasHiddenCharacters: boolean;
                                answerDueAt: string | null;
                                settledBy: string | null;
                                may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask in an engagement that is there already */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        descriptor: {
                            what: string;
                            capabilities: string;
                            /** @default  */
                            context?: string;
                        };
                        contact: string;
                        /** @default true */
                        isConfidential?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One question, without its descriptor */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A question’s descriptor and contact */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            descriptor: {
                                what: string;
                                capabilities: string;
                                /** @default  */
                                context: string;
                            };
                            contact: string;
                            hasHiddenCharacters: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That and when it was asked, as text to keep: with digest and place in the log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a question up, for the evaluating office */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}/need": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what the evaluating office still needs to know */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}/supplement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the whole descriptor anew, with what the office asked for */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        descriptor: {
                            what: string;
                            capabilities: string;
                            /** @default  */
                            context?: string;
                        };
                        contact: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer that it cannot be told without access, and why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{questionId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a question back; no reason is asked */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    questionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            declaredAs: string;
                            /** @enum {string} */
                            state: "asked" | "acknowledged" | "more_needed" | "answered" | "withdrawn";
                            /** Format: date-time */
                            stateSince: string;
                            isConfidential: boolean;
                            askedBy: string;
                            /** Format: date-time */
                            askedAt: string;
                            descriptorSha256: string;
                            words: string | null;
                            hasHiddenCharacters: boolean;
                            answerDueAt: string | null;
                            settledBy: string | null;
                            may: ("acknowledge" | "need_more" | "supplement" | "answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your office’s determinations, newest first; an overseer’s, every one */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                declaredAs: string;
                                office: string;
                                /** @enum {string} */
                                state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                                /** Format: date-time */
                                openedAt: string;
                                questionId: string | null;
                                consultees: {
                                    asked: number;
                                    answered: number;
                                    timedOut: number;
                                };
                                signedAt: string | null;
                                appealUntil: string | null;
                                withdrawal: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    because: string;
                                } | null;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinable-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs that wait for a determination, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    submissionId?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                runId: string;
                                submissionId: string;
                                declaredAs: string;
                                /** Format: date-time */
                                decidedAt: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/determinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s determinations, newest first: that there are any, and how far they are */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                declaredAs: string;
                                office: string;
                                /** @enum {string} */
                                state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                                /** Format: date-time */
                                openedAt: string;
                                questionId: string | null;
                                consultees: {
                                    asked: number;
                                    answered: number;
                                    timedOut: number;
                                };
                                signedAt: string | null;
                                appealUntil: string | null;
                                withdrawal: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    because: string;
                                } | null;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Open a determination on a run that was reported on, and name its consultees */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        runId: string;
                        /** @default [] */
                        consultees?: {
                            organisationId: string;
                            answerBy: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            declaredAs: string;
                            office: string;
                            /** @enum {string} */
                            state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                            /** Format: date-time */
                            openedAt: string;
                            questionId: string | null;
                            consultees: {
                                asked: number;
                                answered: number;
                                timedOut: number;
                            };
                            signedAt: string | null;
                            appealUntil: string | null;
                            withdrawal: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                because: string;
                            } | null;
                            content: {
                                runId: string;
                                threshold: {
                                    id: string;
                                    commitment: string;
                                    /** Format: date-time */
                                    committedAt: string;
                                    /** Format: date-time */
                                    firstSampleAt: string;
                                    look: number;
                                };
                                proposal: {
                                    /** @enum {string} */
                                    outcome: "met" | "not_met" | "cannot_tell";
                                    reason: string;
                                    facts: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        boundConfidence: number;
                                        tasks: number;
                                        effectiveTasks: number;
                                        toSettle: {
                                            tasksInAll: number;
                                            epochsPerTask: number | null;
                                        } | null;
                                    };
                                };
                                families: {
                                    family: string | null;
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                }[];
                                linkedSamples: {
                                    position: number;
                                    openedBy: string[];
                                }[];
                                consultations: {
                                    organisation: string;
                                    /** Format: date-time */
                                    askedAt: string;
                                    /** Format: date-time */
                                    answerBy: string;
                                    /** @enum {string} */
                                    state: "asked" | "answered" | "timed_out";
                                    view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                    words: string | null;
                                    answeredBy: string | null;
                                    answeredAt: string | null;
                                }[];
                                dissents: {
                                    person: string;
                                    words: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                withdrawnBefore: {
                                    id: string;
                                    /** Format: date-time */
                                    openedAt: string;
                                    /** Format: date-time */
                                    withdrawnAt: string;
                                    withdrawnBy: string;
                                    because: string;
                                    consultations: {
                                        organisation: string;
                                        /** Format: date-time */
                                        askedAt: string;
                                        /** Format: date-time */
                                        answerBy: string;
                                        /** @enum {string} */
                                        state: "asked" | "answered" | "timed_out";
                                        view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                        words: string | null;
                                        answeredBy: string | null;
                                        answeredAt: string | null;
                                    }[];
                                    dissents: {
                                        person: string;
                                        words: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                }[];
                                openedBy: string;
                                outcome: ("covered" | "not_covered" | "cannot_tell") | null;
                                reason: string | null;
                                differsBecause: string | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                statementSha256: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    role: "deciding" | "second";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                hasHiddenCharacters: boolean;
                            } | null;
                            needsDeclaration: boolean;
                            may: ("open_sample" | "consult" | "decide" | "dissent" | "sign" | "withdraw" | "verify")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One determination; what it says is for officials and overseers */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            declaredAs: string;
                            office: string;
                            /** @enum {string} */
                            state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                            /** Format: date-time */
                            openedAt: string;
                            questionId: string | null;
                            consultees: {
                                asked: number;
                                answered: number;
                                timedOut: number;
                            };
                            signedAt: string | null;
                            appealUntil: string | null;
                            withdrawal: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                because: string;
                            } | null;
                            content: {
                                runId: string;
                                threshold: {
                                    id: string;
                                    commitment: string;
                                    /** Format: date-time */
                                    committedAt: string;
                                    /** Format: date-time */
                                    firstSampleAt: string;
                                    look: number;
                                };
                                proposal: {
                                    /** @enum {string} */
                                    outcome: "met" | "not_met" | "cannot_tell";
                                    reason: string;
                                    facts: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        boundConfidence: number;
                                        tasks: number;
                                        effectiveTasks: number;
                                        toSettle: {
                                            tasksInAll: number;
                                            epochsPerTask: number | null;
                                        } | null;
                                    };
                                };
                                families: {
                                    family: string | null;
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                }[];
                                linkedSamples: {
                                    position: number;
                                    openedBy: string[];
                                }[];
                                consultations: {
                                    organisation: string;
                                    /** Format: date-time */
                                    askedAt: string;
                                    /** Format: date-time */
                                    answerBy: string;
                                    /** @enum {string} */
                                    state: "asked" | "answered" | "timed_out";
                                    view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                    words: string | null;
                                    answeredBy: string | null;
                                    answeredAt: string | null;
                                }[];
                                dissents: {
                                    person: string;
                                    words: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                withdrawnBefore: {
                                    id: string;
                                    /** Format: date-time */
                                    openedAt: string;
                                    /** Format: date-time */
                                    withdrawnAt: string;
                                    withdrawnBy: string;
                                    because: string;
                                    consultations: {
                                        organisation: string;
                                        /** Format: date-time */
                                        askedAt: string;
                                        /** Format: date-time */
                                        answerBy: string;
                                        /** @enum {string} */
                                        state: "asked" | "answered" | "timed_out";
                                        view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                        words: string | null;
                                        answeredBy: string | null;
                                        answeredAt: string | null;
                                    }[];
                                    dissents: {
                                        person: string;
                                        words: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                }[];
                                openedBy: string;
                                outcome: ("covered" | "not_covered" | "cannot_tell") | null;
                                reason: string | null;
                                differsBecause: string | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                statementSha256: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    role: "deciding" | "second";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                hasHiddenCharacters: boolean;
                            } | null;
                            needsDeclaration: boolean;
                            may: ("open_sample" | "consult" | "decide" | "dissent" | "sign" | "withdraw" | "verify")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/consultations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Consult another office */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        organisationId: string;
                        answerBy: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            declaredAs: string;
                            office: string;
                            /** @enum {string} */
                            state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                            /** Format: date-time */
                            openedAt: string;
                            questionId: string | null;
                            consultees: {
                                asked: number;
                                answered: number;
                                timedOut: number;
                            };
                            signedAt: string | null;
                            appealUntil: string | null;
                            withdrawal: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                because: string;
                            } | null;
                            content: {
                                runId: string;
                                threshold: {
                                    id: string;
                                    commitment: string;
                                    /** Format: date-time */
                                    committedAt: string;
                                    /** Format: date-time */
                                    firstSampleAt: string;
                                    look: number;
                                };
                                proposal: {
                                    /** @enum {string} */
                                    outcome: "met" | "not_met" | "cannot_tell";
                                    reason: string;
                                    facts: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        boundConfidence: number;
                                        tasks: number;
                                        effectiveTasks: number;
                                        toSettle: {
                                            tasksInAll: number;
                                            epochsPerTask: number | null;
                                        } | null;
                                    };
                                };
                                families: {
                                    family: string | null;
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                }[];
                                linkedSamples: {
                                    position: number;
                                    openedBy: string[];
                                }[];
                                consultations: {
                                    organisation: string;
                                    /** Format: date-time */
                                    askedAt: string;
                                    /** Format: date-time */
                                    answerBy: string;
                                    /** @enum {string} */
                                    state: "asked" | "answered" | "timed_out";
                                    view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                    words: string | null;
                                    answeredBy: string | null;
                                    answeredAt: string | null;
                                }[];
                                dissents: {
                                    person: string;
                                    words: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                withdrawnBefore: {
                                    id: string;
                                    /** Format: date-time */
                                    openedAt: string;
                                    /** Format: date-time */
                                    withdrawnAt: string;
                                    withdrawnBy: string;
                                    because: string;
                                    consultations: {
                                        organisation: string;
                                        /** Format: date-time */
                                        askedAt: string;
                                        /** Format: date-time */
                                        answerBy: string;
                                        /** @enum {string} */
                                        state: "asked" | "answered" | "timed_out";
                                        view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                        words: string | null;
                                        answeredBy: string | null;
                                        answeredAt: string | null;
                                    }[];
                                    dissents: {
                                        person: string;
                                        words: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                }[];
                                openedBy: string;
                                outcome: ("covered" | "not_covered" | "cannot_tell") | null;
                                reason: string | null;
                                differsBecause: string | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                statementSha256: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    role: "deciding" | "second";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                hasHiddenCharacters: boolean;
                            } | null;
                            needsDeclaration: boolean;
                            may: ("open_sample" | "consult" | "decide" | "dissent" | "sign" | "withdraw" | "verify")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/samples/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open one of the samples that the code chose; that you did is on record */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                    position: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            position: number;
                            task: string;
                            epoch: number;
                            disposition: string;
                            reason: string;
                            value: number;
                            change: {
                                verdict: string;
                                value: number | null;
                                because: string;
                            } | null;
                            refusals: number;
                            usage: {
                                inputTokens: number;
                                outputTokens: number;
                            };
                            calls: number;
                            startedAt: string;
                            endedAt: string;
                            journalSha256: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide, and say why; the statement to sign is made of it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "covered" | "not_covered" | "cannot_tell";
                        reason: string;
                        /** @default null */
                        differsBecause?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            declaredAs: string;
                            office: string;
                            /** @enum {string} */
                            state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                            /** Format: date-time */
                            openedAt: string;
                            questionId: string | null;
                            consultees: {
                                asked: number;
                                answered: number;
                                timedOut: number;
                            };
                            signedAt: string | null;
                            appealUntil: string | null;
                            withdrawal: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                because: string;
                            } | null;
                            content: {
                                runId: string;
                                threshold: {
                                    id: string;
                                    commitment: string;
                                    /** Format: date-time */
                                    committedAt: string;
                                    /** Format: date-time */
                                    firstSampleAt: string;
                                    look: number;
                                };
                                proposal: {
                                    /** @enum {string} */
                                    outcome: "met" | "not_met" | "cannot_tell";
                                    reason: string;
                                    facts: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        boundConfidence: number;
                                        tasks: number;
                                        effectiveTasks: number;
                                        toSettle: {
                                            tasksInAll: number;
                                            epochsPerTask: number | null;
                                        } | null;
                                    };
                                };
                                families: {
                                    family: string | null;
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                }[];
                                linkedSamples: {
                                    position: number;
                                    openedBy: string[];
                                }[];
                                consultations: {
                                    organisation: string;
                                    /** Format: date-time */
                                    askedAt: string;
                                    /** Format: date-time */
                                    answerBy: string;
                                    /** @enum {string} */
                                    state: "asked" | "answered" | "timed_out";
                                    view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                    words: string | null;
                                    answeredBy: string | null;
                                    answeredAt: string | null;
                                }[];
                                dissents: {
                                    person: string;
                                    words: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                withdrawnBefore: {
                                    id: string;
                                    /** Format: date-time */
                                    openedAt: string;
                                    /** Format: date-time */
                                    withdrawnAt: string;
                                    withdrawnBy: string;
                                    because: string;
                                    consultations: {
                                        organisation: string;
                                        /** Format: date-time */
                                        askedAt: string;
                                        /** Format: date-time */
                                        answerBy: string;
                                        /** @enum {string} */
                                        state: "asked" | "answered" | "timed_out";
                                        view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                        words: string | null;
                                        answeredBy: string | null;
                                        answeredAt: string | null;
                                    }[];
                                    dissents: {
                                        person: string;
                                        words: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                }[];
                                openedBy: string;
                                outcome: ("covered" | "not_covered" | "cannot_tell") | null;
                                reason: string | null;
                                differsBecause: string | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                statementSha256: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    role: "deciding" | "second";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                hasHiddenCharacters: boolean;
                            } | null;
                            needsDeclaration: boolean;
                            may: ("open_sample" | "consult" | "decide" | "dissent" | "sign" | "withdraw" | "verify")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/dissent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that you do not agree; kept for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            declaredAs: string;
                            office: string;
                            /** @enum {string} */
                            state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                            /** Format: date-time */
                            openedAt: string;
                            questionId: string | null;
                            consultees: {
                                asked: number;
                                answered: number;
                                timedOut: number;
                            };
                            signedAt: string | null;
                            appealUntil: string | null;
                            withdrawal: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                because: string;
                            } | null;
                            content: {
                                runId: string;
                                threshold: {
                                    id: string;
                                    commitment: string;
                                    /** Format: date-time */
                                    committedAt: string;
                                    /** Format: date-time */
                                    firstSampleAt: string;
                                    look: number;
                                };
                                proposal: {
                                    /** @enum {string} */
                                    outcome: "met" | "not_met" | "cannot_tell";
                                    reason: string;
                                    facts: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        boundConfidence: number;
                                        tasks: number;
                                        effectiveTasks: number;
                                        toSettle: {
                                            tasksInAll: number;
                                            epochsPerTask: number | null;
                                        } | null;
                                    };
                                };
                                families: {
                                    family: string | null;
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                }[];
                                linkedSamples: {
                                    position: number;
                                    openedBy: string[];
                                }[];
                                consultations: {
                                    organisation: string;
                                    /** Format: date-time */
                                    askedAt: string;
                                    /** Format: date-time */
                                    answerBy: string;
                                    /** @enum {string} */
                                    state: "asked" | "answered" | "timed_out";
                                    view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                    words: string | null;
                                    answeredBy: string | null;
                                    answeredAt: string | null;
                                }[];
                                dissents: {
                                    person: string;
                                    words: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                withdrawnBefore: {
                                    id: string;
                                    /** Format: date-time */
                                    openedAt: string;
                                    /** Format: date-time */
                                    withdrawnAt: string;
                                    withdrawnBy: string;
                                    because: string;
                                    consultations: {
                                        organisation: string;
                                        /** Format: date-time */
                                        askedAt: string;
                                        /** Format: date-time */
                                        answerBy: string;
                                        /** @enum {string} */
                                        state: "asked" | "answered" | "timed_out";
                                        view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                        words: string | null;
                                        answeredBy: string | null;
                                        answeredAt: string | null;
                                    }[];
                                    dissents: {
                                        person: string;
                                        words: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                }[];
                                openedBy: string;
                                outcome: ("covered" | "not_covered" | "cannot_tell") | null;
                                reason: string | null;
                                differsBecause: string | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                statementSha256: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    role: "deciding" | "second";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                hasHiddenCharacters: boolean;
                            } | null;
                            needsDeclaration: boolean;
                            may: ("open_sample" | "consult" | "decide" | "dissent" | "sign" | "withdraw" | "verify")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring your signature */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            declaredAs: string;
                            office: string;
                            /** @enum {string} */
                            state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                            /** Format: date-time */
                            openedAt: string;
                            questionId: string | null;
                            consultees: {
                                asked: number;
                                answered: number;
                                timedOut: number;
                            };
                            signedAt: string | null;
                            appealUntil: string | null;
                            withdrawal: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                because: string;
                            } | null;
                            content: {
                                runId: string;
                                threshold: {
                                    id: string;
                                    commitment: string;
                                    /** Format: date-time */
                                    committedAt: string;
                                    /** Format: date-time */
                                    firstSampleAt: string;
                                    look: number;
                                };
                                proposal: {
                                    /** @enum {string} */
                                    outcome: "met" | "not_met" | "cannot_tell";
                                    reason: string;
                                    facts: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        boundConfidence: number;
                                        tasks: number;
                                        effectiveTasks: number;
                                        toSettle: {
                                            tasksInAll: number;
                                            epochsPerTask: number | null;
                                        } | null;
                                    };
                                };
                                families: {
                                    family: string | null;
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                }[];
                                linkedSamples: {
                                    position: number;
                                    openedBy: string[];
                                }[];
                                consultations: {
                                    organisation: string;
                                    /** Format: date-time */
                                    askedAt: string;
                                    /** Format: date-time */
                                    answerBy: string;
                                    /** @enum {string} */
                                    state: "asked" | "answered" | "timed_out";
                                    view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                    words: string | null;
                                    answeredBy: string | null;
                                    answeredAt: string | null;
                                }[];
                                dissents: {
                                    person: string;
                                    words: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                withdrawnBefore: {
                                    id: string;
                                    /** Format: date-time */
                                    openedAt: string;
                                    /** Format: date-time */
                                    withdrawnAt: string;
                                    withdrawnBy: string;
                                    because: string;
                                    consultations: {
                                        organisation: string;
                                        /** Format: date-time */
                                        askedAt: string;
                                        /** Format: date-time */
                                        answerBy: string;
                                        /** @enum {string} */
                                        state: "asked" | "answered" | "timed_out";
                                        view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                        words: string | null;
                                        answeredBy: string | null;
                                        answeredAt: string | null;
                                    }[];
                                    dissents: {
                                        person: string;
                                        words: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                }[];
                                openedBy: string;
                                outcome: ("covered" | "not_covered" | "cannot_tell") | null;
                                reason: string | null;
                                differsBecause: string | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                statementSha256: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    role: "deciding" | "second";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                hasHiddenCharacters: boolean;
                            } | null;
                            needsDeclaration: boolean;
                            may: ("open_sample" | "consult" | "decide" | "dissent" | "sign" | "withdraw" | "verify")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back before it is signed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            declaredAs: string;
                            office: string;
                            /** @enum {string} */
                            state: "consulting" | "decided" | "signed" | "withdrawn" | "superseded";
                            /** Format: date-time */
                            openedAt: string;
                            questionId: string | null;
                            consultees: {
                                asked: number;
                                answered: number;
                                timedOut: number;
                            };
                            signedAt: string | null;
                            appealUntil: string | null;
                            withdrawal: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                because: string;
                            } | null;
                            content: {
                                runId: string;
                                threshold: {
                                    id: string;
                                    commitment: string;
                                    /** Format: date-time */
                                    committedAt: string;
                                    /** Format: date-time */
                                    firstSampleAt: string;
                                    look: number;
                                };
                                proposal: {
                                    /** @enum {string} */
                                    outcome: "met" | "not_met" | "cannot_tell";
                                    reason: string;
                                    facts: {
                                        mean: number;
                                        lower: number;
                                        upper: number;
                                        boundConfidence: number;
                                        tasks: number;
                                        effectiveTasks: number;
                                        toSettle: {
                                            tasksInAll: number;
                                            epochsPerTask: number | null;
                                        } | null;
                                    };
                                };
                                families: {
                                    family: string | null;
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    tasks: number;
                                }[];
                                linkedSamples: {
                                    position: number;
                                    openedBy: string[];
                                }[];
                                consultations: {
                                    organisation: string;
                                    /** Format: date-time */
                                    askedAt: string;
                                    /** Format: date-time */
                                    answerBy: string;
                                    /** @enum {string} */
                                    state: "asked" | "answered" | "timed_out";
                                    view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                    words: string | null;
                                    answeredBy: string | null;
                                    answeredAt: string | null;
                                }[];
                                dissents: {
                                    person: string;
                                    words: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                withdrawnBefore: {
                                    id: string;
                                    /** Format: date-time */
                                    openedAt: string;
                                    /** Format: date-time */
                                    withdrawnAt: string;
                                    withdrawnBy: string;
                                    because: string;
                                    consultations: {
                                        organisation: string;
                                        /** Format: date-time */
                                        askedAt: string;
                                        /** Format: date-time */
                                        answerBy: string;
                                        /** @enum {string} */
                                        state: "asked" | "answered" | "timed_out";
                                        view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                                        words: string | null;
                                        answeredBy: string | null;
                                        answeredAt: string | null;
                                    }[];
                                    dissents: {
                                        person: string;
                                        words: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                }[];
                                openedBy: string;
                                outcome: ("covered" | "not_covered" | "cannot_tell") | null;
                                reason: string | null;
                                differsBecause: string | null;
                                decidedBy: string | null;
                                decidedAt: string | null;
                                statementSha256: string | null;
                                signatures: {
                                    /** @enum {string} */
                                    role: "deciding" | "second";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                                hasHiddenCharacters: boolean;
                            } | null;
                            needsDeclaration: boolean;
                            may: ("open_sample" | "consult" | "decide" | "dissent" | "sign" | "withdraw" | "verify")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statement with the signatures so far: what two officials sign */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What `sallyport review verify` takes to prove it elsewhere, by an export that a colleague agreed to; that you took it is on record */
        get: {
            parameters: {
                query?: {
                    exportId?: string;
                };
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            format: "sallyport.determination-bundle/v1";
                            note: string;
                            signers: {
                                /** @enum {string} */
                                role: "deciding" | "second";
                                person: string;
                                vkey: string;
                            }[];
                            samples: {
                                position: number;
                                task: string;
                                epoch: number;
                                /** @enum {string} */
                                disposition: "scored" | "refused" | "limit" | "model_error" | "task_failed" | "sandbox_failed" | "scorer_failed" | "window_closed" | "cancelled";
                                reason: string;
                                value: number;
                                refusals: number;
                                usage: {
                                    inputTokens: number;
                                    outputTokens: number;
                                };
                                calls: number;
                                startedAt: string;
                                endedAt: string;
                                journalSha256: string;
                                chain: string;
                                /** Format: date-time */
                                recordedAt: string;
                            }[];
                            changes: {
                                position: number;
                                /** @enum {string} */
                                verdict: "agreed" | "mis_scored" | "broken_task";
                                value: number | null;
                                because: string;
                                proposedBy: string;
                                settledBy: string;
                            }[];
                            clusters: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to take the proof of a signed determination out as a file; a colleague agrees */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        purpose: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            exportId: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consultations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What your office is consulted on, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                determinationId: string;
                                declaredAs: string;
                                office: string;
                                /** Format: date-time */
                                askedAt: string;
                                /** Format: date-time */
                                answerBy: string;
                                /** @enum {string} */
                                state: "asked" | "answered" | "timed_out";
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consultations/{consultationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one consultation of your office stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    consultationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            determinationId: string;
                            declaredAs: string;
                            office: string;
                            /** Format: date-time */
                            askedAt: string;
                            /** Format: date-time */
                            answerBy: string;
                            /** @enum {string} */
                            state: "asked" | "answered" | "timed_out";
                            needsDeclaration: boolean;
                            view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                            words: string | null;
                            answeredBy: string | null;
                            answeredAt: string | null;
                            may: ("declare" | "read" | "answer")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consultations/{consultationId}/declaration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare whether you have an interest; with one, the consultation is not there any more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    consultationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hasInterest: boolean;
                        /** @default  */
                        words?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consultations/{consultationId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What your office is asked about; that you read it is on record */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    consultationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            threshold: {
                                commitment: string;
                                /** Format: date-time */
                                committedAt: string;
                                /** Format: date-time */
                                firstSampleAt: string;
                                look: number;
                            };
                            proposal: {
                                /** @enum {string} */
                                outcome: "met" | "not_met" | "cannot_tell";
                                reason: string;
                                facts: {
                                    mean: number;
                                    lower: number;
                                    upper: number;
                                    boundConfidence: number;
                                    tasks: number;
                                    effectiveTasks: number;
                                    toSettle: {
                                        tasksInAll: number;
                                        epochsPerTask: number | null;
                                    } | null;
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/consultations/{consultationId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer for your office, once; your words stand in the statement */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    consultationId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        view: "covered" | "not_covered" | "cannot_tell" | "no_view";
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            determinationId: string;
                            declaredAs: string;
                            office: string;
                            /** Format: date-time */
                            askedAt: string;
                            /** Format: date-time */
                            answerBy: string;
                            /** @enum {string} */
                            state: "asked" | "answered" | "timed_out";
                            needsDeclaration: boolean;
                            view: ("covered" | "not_covered" | "cannot_tell" | "no_view") | null;
                            words: string | null;
                            answeredBy: string | null;
                            answeredAt: string | null;
                            may: ("declare" | "read" | "answer")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What developers are to be told and waits for your office, newest first; an overseer’s, of every office */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                determinationId: string;
                                submissionId: string;
                                tier: string;
                                /** @enum {string} */
                                state: "review_due" | "withheld" | "release_proposed" | "released";
                                /** Format: date-time */
                                stateSince: string;
                                reasonClass: ("classified" | "sealed_tasks" | "third_party" | "being_checked") | null;
                                reviewBy: string | null;
                                isOverdue: boolean;
                                reason: string | null;
                                hasHiddenCharacters: boolean;
                                withheldBy: string | null;
                                proposedBy: string | null;
                                settledBy: string | null;
                                contentSha256: string | null;
                                may: ("withhold" | "propose" | "return" | "release" | "read")[];
                                declaredAs: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the developer is told of a determination, tier by tier */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tiers: {
                                determinationId: string;
                                submissionId: string;
                                tier: string;
                                /** @enum {string} */
                                state: "review_due" | "withheld" | "release_proposed" | "released";
                                /** Format: date-time */
                                stateSince: string;
                                reasonClass: ("classified" | "sealed_tasks" | "third_party" | "being_checked") | null;
                                reviewBy: string | null;
                                isOverdue: boolean;
                                reason: string | null;
                                hasHiddenCharacters: boolean;
                                withheldBy: string | null;
                                proposedBy: string | null;
                                settledBy: string | null;
                                contentSha256: string | null;
                                may: ("withhold" | "propose" | "return" | "release" | "read")[];
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/assessments/{tier}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is proposed or was released to the developer, word for word */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    determinationId: string;
                    tier: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            text: string;
                            contentSha256: string;
                            hasHiddenCharacters: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/assessments/{tier}/withholding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withhold a tier for a time; when that is over it must be looked at again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                    tier: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        reasonClass: "classified" | "sealed_tasks" | "third_party" | "being_checked";
                        reason: string;
                        reviewBy: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/assessments/{tier}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose what the developer will read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                    tier: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/assessments/{tier}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not tell it in the words proposed, and say why */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                    tier: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/determinations/{determinationId}/assessments/{tier}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell the developer what was proposed, as a second person */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    determinationId: string;
                    tier: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        contentSha256: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The appeals of your engagements, and those your organisation filed, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                /** @enum {string} */
                                about: "determination" | "partnership";
                                subjectId: string;
                                /** @enum {string} */
                                state: "filed" | "upheld" | "dismissed" | "withdrawn";
                                filedBy: string;
                                /** Format: date-time */
                                filedAt: string;
                                /** Format: date-time */
                                answerBy: string;
                                isOverdue: boolean;
                                answer: string | null;
                                hasHiddenCharacters: boolean;
                                answeredBy: string | null;
                                answeredAt: string | null;
                                may: ("answer" | "withdraw" | "read")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Appeal against a signed determination or a refused partnership */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        about: "determination" | "partnership";
                        subjectId: string;
                        grounds: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            about: "determination" | "partnership";
                            subjectId: string;
                            /** @enum {string} */
                            state: "filed" | "upheld" | "dismissed" | "withdrawn";
                            filedBy: string;
                            /** Format: date-time */
                            filedAt: string;
                            /** Format: date-time */
                            answerBy: string;
                            isOverdue: boolean;
                            answer: string | null;
                            hasHiddenCharacters: boolean;
                            answeredBy: string | null;
                            answeredAt: string | null;
                            may: ("answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s appeals, newest first, without their grounds */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                /** @enum {string} */
                                about: "determination" | "partnership";
                                subjectId: string;
                                /** @enum {string} */
                                state: "filed" | "upheld" | "dismissed" | "withdrawn";
                                filedBy: string;
                                /** Format: date-time */
                                filedAt: string;
                                /** Format: date-time */
                                answerBy: string;
                                isOverdue: boolean;
                                answer: string | null;
                                hasHiddenCharacters: boolean;
                                answeredBy: string | null;
                                answeredAt: string | null;
                                may: ("answer" | "withdraw" | "read")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appeals/{appealId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One appeal, without its grounds */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    appealId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            about: "determination" | "partnership";
                            subjectId: string;
                            /** @enum {string} */
                            state: "filed" | "upheld" | "dismissed" | "withdrawn";
                            filedBy: string;
                            /** Format: date-time */
                            filedAt: string;
                            /** Format: date-time */
                            answerBy: string;
                            isOverdue: boolean;
                            answer: string | null;
                            hasHiddenCharacters: boolean;
                            answeredBy: string | null;
                            answeredAt: string | null;
                            may: ("answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appeals/{appealId}/grounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an appeal rests on */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    appealId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            grounds: string;
                            hasHiddenCharacters: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appeals/{appealId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer an appeal, as an official who signed nothing of what it is about */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    appealId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        as: "upheld" | "dismissed";
                        answer: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            about: "determination" | "partnership";
                            subjectId: string;
                            /** @enum {string} */
                            state: "filed" | "upheld" | "dismissed" | "withdrawn";
                            filedBy: string;
                            /** Format: date-time */
                            filedAt: string;
                            /** Format: date-time */
                            answerBy: string;
                            isOverdue: boolean;
                            answer: string | null;
                            hasHiddenCharacters: boolean;
                            answeredBy: string | null;
                            answeredAt: string | null;
                            may: ("answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appeals/{appealId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an appeal back; no reason is asked */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    appealId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            /** @enum {string} */
                            about: "determination" | "partnership";
                            subjectId: string;
                            /** @enum {string} */
                            state: "filed" | "upheld" | "dismissed" | "withdrawn";
                            filedBy: string;
                            /** Format: date-time */
                            filedAt: string;
                            /** Format: date-time */
                            answerBy: string;
                            isOverdue: boolean;
                            answer: string | null;
                            hasHiddenCharacters: boolean;
                            answeredBy: string | null;
                            answeredAt: string | null;
                            may: ("answer" | "withdraw" | "read")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/partnerships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s trusted partners and nominations, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                developer: string;
                                evaluator: string;
                                organisationId: string;
                                organisation: string;
                                /** @enum {string} */
                                category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                                /** @enum {string} */
                                state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                                access: {
                                    declaredAs: string;
                                    surface: string;
                                    endpoints: {
                                        /** @enum {string} */
                                        method: "GET" | "POST";
                                        path: string;
                                    }[];
                                    assets: string[];
                                } | null;
                                statementSha256: string;
                                /** Format: date-time */
                                expiresAt: string;
                                addedAt: string | null;
                                acceptedBy: string | null;
                                acceptedAt: string | null;
                                grantId: string | null;
                                nomination: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    by: string;
                                    /** Format: date-time */
                                    at: string;
                                    criteriaSha256: string;
                                    criteriaMet: string;
                                    /** @enum {string} */
                                    relation: "none_declared" | "declared";
                                    relationWords: string;
                                    signatures: {
                                        /** @enum {string} */
                                        side: "developer" | "evaluator";
                                        person: string;
                                        keyName: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                } | null;
                                settled: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                    by: string | null;
                                    code: string | null;
                                    because: string;
                                } | null;
                                hasHiddenCharacters: boolean;
                                findings: number;
                                may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Nominate a trusted partner, by the statement with your signature */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/partnership-statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a nomination written as the text that your side signs; nothing is kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        organisationId: string;
                        /** @enum {string} */
                        category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                        criteriaSha256: string;
                        criteriaMet: string;
                        surface: string;
                        endpoints: {
                            /** @enum {string} */
                            method: "GET" | "POST";
                            path: string;
                        }[];
                        assets: (string & (unknown & unknown))[];
                        expiresAt: string;
                        /** @enum {string} */
                        relation: "none_declared" | "declared";
                        relationWords: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            text: string;
                            sha256: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partner-mix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many partners of each category your side has; few are not counted out */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            categories: {
                                /** @enum {string} */
                                category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                                count: number | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your organisation’s partnerships, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                submissionId: string;
                                developer: string;
                                evaluator: string;
                                organisationId: string;
                                organisation: string;
                                /** @enum {string} */
                                category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                                /** @enum {string} */
                                state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                                access: {
                                    declaredAs: string;
                                    surface: string;
                                    endpoints: {
                                        /** @enum {string} */
                                        method: "GET" | "POST";
                                        path: string;
                                    }[];
                                    assets: string[];
                                } | null;
                                statementSha256: string;
                                /** Format: date-time */
                                expiresAt: string;
                                addedAt: string | null;
                                acceptedBy: string | null;
                                acceptedAt: string | null;
                                grantId: string | null;
                                nomination: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    by: string;
                                    /** Format: date-time */
                                    at: string;
                                    criteriaSha256: string;
                                    criteriaMet: string;
                                    /** @enum {string} */
                                    relation: "none_declared" | "declared";
                                    relationWords: string;
                                    signatures: {
                                        /** @enum {string} */
                                        side: "developer" | "evaluator";
                                        person: string;
                                        keyName: string;
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                } | null;
                                settled: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                    by: string | null;
                                    code: string | null;
                                    because: string;
                                } | null;
                                hasHiddenCharacters: boolean;
                                findings: number;
                                may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One partnership */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text that makes the partner, with the signatures so far */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add the partner: the other side’s signature under the same text */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse the nomination, by one of the reasons that the criteria list */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        code: string;
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take your side’s nomination back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept the terms, as the partner, by the digest of what you read */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        statementSha256: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for the partner’s access: a grant of its own kind, signed by four as any other */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        runner: {
                            pseudonym: string;
                            keySha256: string;
                            name: string;
                        };
                        endpoints: {
                            /** @enum {string} */
                            method: "GET" | "POST";
                            path: string;
                        }[];
                        lengthS: number;
                        budget: {
                            requests: number;
                            tokens: number;
                            streamsMax: number;
                            outputTokensMax: number;
                            contextTokensMax: number;
                            requestBytesMax: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the partnership, as either side or as the partner; its access stops */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default  */
                        because?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            submissionId: string;
                            developer: string;
                            evaluator: string;
                            organisationId: string;
                            organisation: string;
                            /** @enum {string} */
                            category: "hospital" | "bank" | "utility" | "agency" | "vendor" | "maintainer" | "research" | "other";
                            /** @enum {string} */
                            state: "nominated" | "added" | "accepted" | "refused" | "withdrawn" | "ended" | "expired";
                            access: {
                                declaredAs: string;
                                surface: string;
                                endpoints: {
                                    /** @enum {string} */
                                    method: "GET" | "POST";
                                    path: string;
                                }[];
                                assets: string[];
                            } | null;
                            statementSha256: string;
                            /** Format: date-time */
                            expiresAt: string;
                            addedAt: string | null;
                            acceptedBy: string | null;
                            acceptedAt: string | null;
                            grantId: string | null;
                            nomination: {
                                /** @enum {string} */
                                side: "developer" | "evaluator";
                                by: string;
                                /** Format: date-time */
                                at: string;
                                criteriaSha256: string;
                                criteriaMet: string;
                                /** @enum {string} */
                                relation: "none_declared" | "declared";
                                relationWords: string;
                                signatures: {
                                    /** @enum {string} */
                                    side: "developer" | "evaluator";
                                    person: string;
                                    keyName: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            } | null;
                            settled: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                side: "developer" | "evaluator" | "partner" | "clock" | "engagement";
                                by: string | null;
                                code: string | null;
                                because: string;
                            } | null;
                            hasHiddenCharacters: boolean;
                            findings: number;
                            may: ("sign" | "refuse" | "withdraw" | "accept" | "provision" | "end" | "send_finding")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/destruction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the destruction of an engagement’s sealed material stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            submissionId: string;
                            destruction: {
                                /** @enum {string} */
                                state: "asked" | "done";
                                askedBy: string;
                                /** @enum {string} */
                                askedSide: "developer" | "evaluator";
                                /** Format: date-time */
                                askedAt: string;
                                because: string;
                                hasHiddenCharacters: boolean;
                                doneBy: string | null;
                                doneAt: string | null;
                                items: number | null;
                            } | null;
                            goingOn: ("question" | "grant" | "run" | "determination" | "assessment" | "appeal" | "partnership")[];
                            takesBothSides: boolean;
                            may: ("ask" | "destroy")[];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Ask that the keys to an engagement’s sealed material be destroyed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            submissionId: string;
                            destruction: {
                                /** @enum {string} */
                                state: "asked" | "done";
                                askedBy: string;
                                /** @enum {string} */
                                askedSide: "developer" | "evaluator";
                                /** Format: date-time */
                                askedAt: string;
                                because: string;
                                hasHiddenCharacters: boolean;
                                doneBy: string | null;
                                doneAt: string | null;
                                items: number | null;
                            } | null;
                            goingOn: ("question" | "grant" | "run" | "determination" | "assessment" | "appeal" | "partnership")[];
                            takesBothSides: boolean;
                            may: ("ask" | "destroy")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/destruction/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Destroy the keys, as the second person; nothing opens after */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            submissionId: string;
                            destruction: {
                                /** @enum {string} */
                                state: "asked" | "done";
                                askedBy: string;
                                /** @enum {string} */
                                askedSide: "developer" | "evaluator";
                                /** Format: date-time */
                                askedAt: string;
                                because: string;
                                hasHiddenCharacters: boolean;
                                doneBy: string | null;
                                doneAt: string | null;
                                items: number | null;
                            } | null;
                            goingOn: ("question" | "grant" | "run" | "determination" | "assessment" | "appeal" | "partnership")[];
                            takesBothSides: boolean;
                            may: ("ask" | "destroy")[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/destruction-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The receipt of a destruction, as text to keep */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unusual-reads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads that stand out and wait for a second person, in all your engagements, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                eventId: string;
                                /** Format: date-time */
                                at: string;
                                by: string;
                                kind: string;
                                subject: string;
                                purpose: string;
                                hasHiddenCharacters: boolean;
                                unusual: ("canary" | "many" | "interest" | "purpose")[];
                                review: {
                                    /** @enum {string} */
                                    verdict: "explained" | "not_explained";
                                    words: string;
                                    by: string;
                                    /** Format: date-time */
                                    at: string;
                                } | null;
                                may: "review"[];
                                submissionId: string;
                                declaredAs: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An engagement’s sealed items, newest first, without their content */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                ref: string;
                                kind: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/materials/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One sealed item; the read is written to the engagement’s ledger */
        get: {
            parameters: {
                query: {
                    purpose: string;
                };
                header?: never;
                path: {
                    submissionId: string;
                    ref: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/reads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who opened sealed content of the engagement, what for, and what stood out */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    onlyUnusual?: string;
                };
                header?: never;
                path: {
                    submissionId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                eventId: string;
                                /** Format: date-time */
                                at: string;
                                by: string;
                                kind: string;
                                subject: string;
                                purpose: string;
                                hasHiddenCharacters: boolean;
                                unusual: ("canary" | "many" | "interest" | "purpose")[];
                                review: {
                                    /** @enum {string} */
                                    verdict: "explained" | "not_explained";
                                    words: string;
                                    by: string;
                                    /** Format: date-time */
                                    at: string;
                                } | null;
                                may: "review"[];
                            }[];
                            nextCursor?: string;
                            rules: {
                                /** @enum {string} */
                                rule: "canary" | "many" | "interest" | "purpose";
                                words: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/submissions/{submissionId}/reads/{eventId}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say of a read that stood out whether it is explained, as a second person */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    submissionId: string;
                    eventId: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        verdict: "explained" | "not_explained";
                        words: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/next-steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for you, as a developer or in an evaluating office: the first hundred by their end */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            steps: {
                                /** @enum {string} */
                                kind: "offer" | "sign" | "access_ends" | "read_terms" | "supplement" | "appeal" | "sign_partner" | "destroy" | "take_up" | "answer" | "sign_determination";
                                submissionId: string;
                                declaredAs: string;
                                name: string | null;
                                determinationId: string | null;
                                endsAt: string | null;
                                since: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnershipId}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a finding to the clearinghouse, as a report that says nothing of the model */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    partnershipId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            reportId: string;
                            /** Format: date-time */
                            receivedAt: string;
                            bundleSha256: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The logs you may read and verify */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                log: string;
                                origin: string;
                                size: number;
                                /** Format: date-time */
                                checkpointAt: string;
                            }[];
                            nextCursor?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/{logId}/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A log’s latest checkpoint, signed (C2SP tlog-checkpoint) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    logId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/{logId}/keys.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys that sign a log’s checkpoints: a hint, to be compared with what you were told */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    logId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/{logId}/tile/{*}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tile of a log’s hashes, or a bundle of its entries (C2SP tlog-tiles) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    logId: string;
                    "*": string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/{logId}/bodies/{*}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept of the bodies under an entry bundle; a deleted one is absent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    logId: string;
                    "*": string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/{logId}/proof/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That one entry is in the log, in one file (C2SP tlog-proof) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    logId: string;
                    index: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/{logId}/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the log as it is now only added to what it was */
        get: {
            parameters: {
                query: {
                    from: number;
                };
                header?: never;
                path: {
                    logId: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: number;
                            to: number;
                            proof: string[];
                            checkpoint: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
