// Made by `npm run generate` from the routes of the services. Do not edit.
export interface paths {
    "/v1/auth/sign-in": {
        /** Sign in with e-mail address and password */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Send it as "Authorization: Bearer …" */
                            accessToken: string;
                            /** Format: date-time */
                            accessTokenExpiresAt: string;
                            /** @description Good for one use */
                            refreshToken: string;
                            /** Format: date-time */
                            refreshTokenExpiresAt: string;
                            user: {
                                id: string;
                                /** @enum {string} */
                                kind: "msp" | "customer";
                                /** @enum {string} */
                                state: "active" | "deleted";
                                email: string;
                                emailVerified: boolean;
                                allowLogin: boolean;
                                name: string;
                                isAdmin: boolean;
                                roleIds: string[];
                                /** @description The user's own, besides those of the roles */
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                                company?: {
                                    companyId: string;
                                    contactId?: string;
                                    verified: boolean;
                                    /**
                                     * @description What made the link
                                     * @enum {string}
                                     */
                                    how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                    explanation?: {
                                        /**
                                         * @description Which rule decided
                                         * @enum {string}
                                         */
                                        rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                        because: string;
                                        /** @description Who came near, and why not */
                                        lost: {
                                            id: string;
                                            name: string;
                                            because: string;
                                        }[];
                                        /** @description What would change it */
                                        wouldChange: string;
                                        /** Format: date-time */
                                        at: string;
                                    };
                                };
                                providers: {
                                    provider: string;
                                    /** Format: date-time */
                                    linkedAt: string;
                                    /** Format: date-time */
                                    lastUsedAt?: string;
                                }[];
                                /** @description The id in each PSA, by integration */
                                externalIds: {
                                    [key: string]: string;
                                };
                                managerIds: string[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt?: string;
                                /** Format: date-time */
                                lastSignInAt?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/refresh": {
        /** New tokens for a refresh token */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        refreshToken: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Send it as "Authorization: Bearer …" */
                            accessToken: string;
                            /** Format: date-time */
                            accessTokenExpiresAt: string;
                            /** @description Good for one use */
                            refreshToken: string;
                            /** Format: date-time */
                            refreshTokenExpiresAt: string;
                            user: {
                                id: string;
                                /** @enum {string} */
                                kind: "msp" | "customer";
                                /** @enum {string} */
                                state: "active" | "deleted";
                                email: string;
                                emailVerified: boolean;
                                allowLogin: boolean;
                                name: string;
                                isAdmin: boolean;
                                roleIds: string[];
                                /** @description The user's own, besides those of the roles */
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                                company?: {
                                    companyId: string;
                                    contactId?: string;
                                    verified: boolean;
                                    /**
                                     * @description What made the link
                                     * @enum {string}
                                     */
                                    how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                    explanation?: {
                                        /**
                                         * @description Which rule decided
                                         * @enum {string}
                                         */
                                        rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                        because: string;
                                        /** @description Who came near, and why not */
                                        lost: {
                                            id: string;
                                            name: string;
                                            because: string;
                                        }[];
                                        /** @description What would change it */
                                        wouldChange: string;
                                        /** Format: date-time */
                                        at: string;
                                    };
                                };
                                providers: {
                                    provider: string;
                                    /** Format: date-time */
                                    linkedAt: string;
                                    /** Format: date-time */
                                    lastUsedAt?: string;
                                }[];
                                /** @description The id in each PSA, by integration */
                                externalIds: {
                                    [key: string]: string;
                                };
                                managerIds: string[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt?: string;
                                /** Format: date-time */
                                lastSignInAt?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/sign-out": {
        /** End the session of a refresh token */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        refreshToken: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/auth/me": {
        /** Who is signed in */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            tenant: {
                                id: string;
                                name: string;
                                /** @description Whether a PSA is connected: without one New Contact is disabled (ID-52) */
                                hasPsa: boolean;
                            };
                        };
                    };
                };
            };
        };
    };
    "/.well-known/jwks.json": {
        /** Public keys of access tokens (RFC 7517) */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            keys: ({
                                kid: string;
                                kty: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/methods": {
        /** The ways to sign in that are offered (ID-25) */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                label: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/sso/{provider}/begin": {
        /** Begin to sign in by a provider */
        post: {
            parameters: {
                path: {
                    provider: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Shown to the provider, and compared with the address that comes back (ID-27) */
                        email?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Where the browser goes */
                            authorizationUrl: string;
                            /** @description Kept by the browser, and shown with the answer */
                            attempt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/sso/{provider}/finish": {
        /** Sign in with what the provider answered */
        post: {
            parameters: {
                path: {
                    provider: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The query of the address that the browser came back to */
                        answer: string;
                        attempt: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Send it as "Authorization: Bearer …" */
                            accessToken: string;
                            /** Format: date-time */
                            accessTokenExpiresAt: string;
                            /** @description Good for one use */
                            refreshToken: string;
                            /** Format: date-time */
                            refreshTokenExpiresAt: string;
                            user: {
                                id: string;
                                /** @enum {string} */
                                kind: "msp" | "customer";
                                /** @enum {string} */
                                state: "active" | "deleted";
                                email: string;
                                emailVerified: boolean;
                                allowLogin: boolean;
                                name: string;
                                isAdmin: boolean;
                                roleIds: string[];
                                /** @description The user's own, besides those of the roles */
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                                company?: {
                                    companyId: string;
                                    contactId?: string;
                                    verified: boolean;
                                    /**
                                     * @description What made the link
                                     * @enum {string}
                                     */
                                    how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                    explanation?: {
                                        /**
                                         * @description Which rule decided
                                         * @enum {string}
                                         */
                                        rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                        because: string;
                                        /** @description Who came near, and why not */
                                        lost: {
                                            id: string;
                                            name: string;
                                            because: string;
                                        }[];
                                        /** @description What would change it */
                                        wouldChange: string;
                                        /** Format: date-time */
                                        at: string;
                                    };
                                };
                                providers: {
                                    provider: string;
                                    /** Format: date-time */
                                    linkedAt: string;
                                    /** Format: date-time */
                                    lastUsedAt?: string;
                                }[];
                                /** @description The id in each PSA, by integration */
                                externalIds: {
                                    [key: string]: string;
                                };
                                managerIds: string[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt?: string;
                                /** Format: date-time */
                                lastSignInAt?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/sessions": {
        /** Your sessions that are not over */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @description How you signed in */
                                method: string;
                                address: string;
                                userAgent?: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                lastUsedAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/sessions/{id}": {
        /** End one of your sessions */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/auth/sign-out-everywhere": {
        /** End all your sessions, this one too */
        post: {
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/auth/password/change": {
        /** Change your password; all sessions end, and a new one begins */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        currentPassword: string;
                        /** @description At least 12 characters */
                        newPassword: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Send it as "Authorization: Bearer …" */
                            accessToken: string;
                            /** Format: date-time */
                            accessTokenExpiresAt: string;
                            /** @description Good for one use */
                            refreshToken: string;
                            /** Format: date-time */
                            refreshTokenExpiresAt: string;
                            user: {
                                id: string;
                                /** @enum {string} */
                                kind: "msp" | "customer";
                                /** @enum {string} */
                                state: "active" | "deleted";
                                email: string;
                                emailVerified: boolean;
                                allowLogin: boolean;
                                name: string;
                                isAdmin: boolean;
                                roleIds: string[];
                                /** @description The user's own, besides those of the roles */
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                                company?: {
                                    companyId: string;
                                    contactId?: string;
                                    verified: boolean;
                                    /**
                                     * @description What made the link
                                     * @enum {string}
                                     */
                                    how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                    explanation?: {
                                        /**
                                         * @description Which rule decided
                                         * @enum {string}
                                         */
                                        rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                        because: string;
                                        /** @description Who came near, and why not */
                                        lost: {
                                            id: string;
                                            name: string;
                                            because: string;
                                        }[];
                                        /** @description What would change it */
                                        wouldChange: string;
                                        /** Format: date-time */
                                        at: string;
                                    };
                                };
                                providers: {
                                    provider: string;
                                    /** Format: date-time */
                                    linkedAt: string;
                                    /** Format: date-time */
                                    lastUsedAt?: string;
                                }[];
                                /** @description The id in each PSA, by integration */
                                externalIds: {
                                    [key: string]: string;
                                };
                                managerIds: string[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt?: string;
                                /** Format: date-time */
                                lastSignInAt?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/password/forgot": {
        /** Ask for a mail with which to choose a new password */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                };
            };
        };
    };
    "/v1/auth/password/reset": {
        /** Choose a new password with the token from the mail; all sessions end */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                        /** @description At least 12 characters */
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/auth/email/resend": {
        /** Ask for another mail with which to verify the address (ID-21) */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                };
            };
        };
    };
    "/v1/auth/email/verify": {
        /** Verify an address with the token from the mail (ID-21) */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/auth/email/change": {
        /** Ask for another address; a mail goes to the new one */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        /** @description Needed where you have one */
                        currentPassword?: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                };
            };
        };
    };
    "/v1/auth/email/change/confirm": {
        /** Take the new address with the token from the mail */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/auth/register": {
        /** Ask to be let in; a mail follows where that may be */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                };
            };
        };
    };
    "/v1/auth/invitation/follow": {
        /** What the mailed link is for; set-up is pending */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            email: string;
                            name: string;
                            tenantName: string;
                            /** @description The ways to sign in that may be set up */
                            methods: {
                                name: string;
                                label: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/invitation/accept": {
        /** Set a password with the mailed token; the user is made */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                        /** @description At least 12 characters */
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/invitations": {
        /** List the invitations, the latest first */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    contactId?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                email: string;
                                name: string;
                                /** @enum {string} */
                                kind: "msp" | "customer";
                                /**
                                 * @description Where the person stands (ID-31)
                                 * @enum {string}
                                 */
                                state: "active" | "invitation sent" | "pending setup" | "no access";
                                contactId?: string;
                                roleIds: string[];
                                /** @description The user, once the person has accepted */
                                userId?: string;
                                /** @description The admin; absent where the person asked */
                                invitedBy?: string;
                                /** Format: date-time */
                                sentAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Invite a contact: a mail with a link goes out (ID-31) */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        contactId: string;
                        /** @description Instead of the contact's own */
                        email?: string;
                        /** @default [] */
                        roleIds?: string[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            email: string;
                            name: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /**
                             * @description Where the person stands (ID-31)
                             * @enum {string}
                             */
                            state: "active" | "invitation sent" | "pending setup" | "no access";
                            contactId?: string;
                            roleIds: string[];
                            /** @description The user, once the person has accepted */
                            userId?: string;
                            /** @description The admin; absent where the person asked */
                            invitedBy?: string;
                            /** Format: date-time */
                            sentAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/invitations/{id}": {
        /** One invitation */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            email: string;
                            name: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /**
                             * @description Where the person stands (ID-31)
                             * @enum {string}
                             */
                            state: "active" | "invitation sent" | "pending setup" | "no access";
                            contactId?: string;
                            roleIds: string[];
                            /** @description The user, once the person has accepted */
                            userId?: string;
                            /** @description The admin; absent where the person asked */
                            invitedBy?: string;
                            /** Format: date-time */
                            sentAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
        /** Revoke an invitation: its links are worthless */
        delete: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            email: string;
                            name: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /**
                             * @description Where the person stands (ID-31)
                             * @enum {string}
                             */
                            state: "active" | "invitation sent" | "pending setup" | "no access";
                            contactId?: string;
                            roleIds: string[];
                            /** @description The user, once the person has accepted */
                            userId?: string;
                            /** @description The admin; absent where the person asked */
                            invitedBy?: string;
                            /** Format: date-time */
                            sentAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/invitations/{id}/resend": {
        /** Send it again; the links before are worthless */
        post: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            email: string;
                            name: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /**
                             * @description Where the person stands (ID-31)
                             * @enum {string}
                             */
                            state: "active" | "invitation sent" | "pending setup" | "no access";
                            contactId?: string;
                            roleIds: string[];
                            /** @description The user, once the person has accepted */
                            userId?: string;
                            /** @description The admin; absent where the person asked */
                            invitedBy?: string;
                            /** Format: date-time */
                            sentAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/auth/settings": {
        /** The tenant's rules for signing in */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            sessionMinutes: number;
                            providers: {
                                name: string;
                                label: string;
                                isOn: boolean;
                            }[];
                            companyAccess: {
                                /** @description Key of the company type */
                                companyType: string;
                                /**
                                 * @description Only these companies of the type may sign in, or all but these
                                 * @enum {string}
                                 */
                                mode: "allowList" | "denyList";
                                companyIds: string[];
                            }[];
                            mspDomains: string[];
                            ownCompanyId?: string;
                        };
                    };
                };
            };
        };
        /** Set session length, providers and who may sign in (ID-24, ID-26, ID-28, ID-30) */
        put: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description null: the installation's
                         * @default null
                         */
                        sessionMinutes?: (15 | 30 | 60 | 120 | 1440 | 10080 | 20160) | null;
                        /**
                         * @description Switched on or off by name
                         * @default {}
                         */
                        providers?: {
                            [key: string]: boolean;
                        };
                        /** @default [] */
                        companyAccess?: {
                            /** @description Key of the company type */
                            companyType: string;
                            /**
                             * @description Only these companies of the type may sign in, or all but these
                             * @enum {string}
                             */
                            mode: "allowList" | "denyList";
                            companyIds: string[];
                        }[];
                        /**
                         * @description Who has an address of these comes by invitation alone (ID-30)
                         * @default []
                         */
                        mspDomains?: string[];
                        /**
                         * @description The company that is the MSP itself, where its PSA does not say so
                         * @default null
                         */
                        ownCompanyId?: string | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            sessionMinutes: number;
                            providers: {
                                name: string;
                                label: string;
                                isOn: boolean;
                            }[];
                            companyAccess: {
                                /** @description Key of the company type */
                                companyType: string;
                                /**
                                 * @description Only these companies of the type may sign in, or all but these
                                 * @enum {string}
                                 */
                                mode: "allowList" | "denyList";
                                companyIds: string[];
                            }[];
                            mspDomains: string[];
                            ownCompanyId?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/users/names": {
        /** The names of users, for whoever gives somebody work */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    id?: string;
                    name?: string;
                    kind?: "msp" | "customer";
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                /** @description Whether the user is let in */
                                isActive: boolean;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/users": {
        /** List the users, or those that are searched for */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    state?: "active" | "deleted";
                    kind?: "msp" | "customer";
                    roleId?: string;
                    companyId?: string;
                    contactId?: string;
                    allowLogin?: "true" | "false";
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @enum {string} */
                                kind: "msp" | "customer";
                                /** @enum {string} */
                                state: "active" | "deleted";
                                email: string;
                                emailVerified: boolean;
                                allowLogin: boolean;
                                name: string;
                                isAdmin: boolean;
                                roleIds: string[];
                                /** @description The user's own, besides those of the roles */
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                                company?: {
                                    companyId: string;
                                    contactId?: string;
                                    verified: boolean;
                                    /**
                                     * @description What made the link
                                     * @enum {string}
                                     */
                                    how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                    explanation?: {
                                        /**
                                         * @description Which rule decided
                                         * @enum {string}
                                         */
                                        rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                        because: string;
                                        /** @description Who came near, and why not */
                                        lost: {
                                            id: string;
                                            name: string;
                                            because: string;
                                        }[];
                                        /** @description What would change it */
                                        wouldChange: string;
                                        /** Format: date-time */
                                        at: string;
                                    };
                                };
                                providers: {
                                    provider: string;
                                    /** Format: date-time */
                                    linkedAt: string;
                                    /** Format: date-time */
                                    lastUsedAt?: string;
                                }[];
                                /** @description The id in each PSA, by integration */
                                externalIds: {
                                    [key: string]: string;
                                };
                                managerIds: string[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                deletedAt?: string;
                                /** Format: date-time */
                                lastSignInAt?: string;
                                lastRefusedSignIn?: {
                                    /** Format: date-time */
                                    at: string;
                                    provider: string;
                                    code: string;
                                    explanation: string;
                                };
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Create a user, who signs in with a password or by a provider */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        /**
                         * @description Whether the admin vouches for the address
                         * @default true
                         */
                        emailVerified?: boolean;
                        name: string;
                        /** @description Without one the user signs in by a provider, or asks for a password by mail */
                        password?: string;
                        /**
                         * @description Admins pass every permission check
                         * @default false
                         */
                        isAdmin?: boolean;
                        /** @default [] */
                        permissions?: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/users/{id}": {
        /** One user (ID-46) */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
        /** Delete a user, who can be restored (ID-20) */
        delete: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
        /** Change roles, managers, name, admin (ID-13) */
        patch: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        isAdmin?: boolean;
                        roleIds?: string[];
                        permissions?: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                        managerIds?: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/users/{id}/email": {
        /** Give a user another address by an admin's word */
        put: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        /**
                         * @description Whether the admin vouches for the address; else the user verifies it first
                         * @default false
                         */
                        verified?: boolean;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/users/{id}/activate": {
        /** Let a user sign in again (ID-13, ID-23) */
        post: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/users/{id}/deactivate": {
        /** Keep a user out; all sessions end (ID-13, ID-23) */
        post: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/users/{id}/restore": {
        /** Restore a deleted user (ID-20) */
        post: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/users/{id}/company": {
        /** Link a user to a company by an admin's word (ID-03, ID-04) */
        put: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        companyId: string;
                        /** Format: uuid */
                        contactId?: string;
                        /**
                         * @description The admin's word that the user belongs there (ID-04)
                         * @default true
                         */
                        verified?: boolean;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
        /** Take a user from the company */
        delete: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            kind: "msp" | "customer";
                            /** @enum {string} */
                            state: "active" | "deleted";
                            email: string;
                            emailVerified: boolean;
                            allowLogin: boolean;
                            name: string;
                            isAdmin: boolean;
                            roleIds: string[];
                            /** @description The user's own, besides those of the roles */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            company?: {
                                companyId: string;
                                contactId?: string;
                                verified: boolean;
                                /**
                                 * @description What made the link
                                 * @enum {string}
                                 */
                                how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                explanation?: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            };
                            providers: {
                                provider: string;
                                /** Format: date-time */
                                linkedAt: string;
                                /** Format: date-time */
                                lastUsedAt?: string;
                            }[];
                            /** @description The id in each PSA, by integration */
                            externalIds: {
                                [key: string]: string;
                            };
                            managerIds: string[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            deletedAt?: string;
                            /** Format: date-time */
                            lastSignInAt?: string;
                            lastRefusedSignIn?: {
                                /** Format: date-time */
                                at: string;
                                provider: string;
                                code: string;
                                explanation: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/roles": {
        /** List the roles */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Create a role (ID-11) */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                        };
                    };
                };
            };
        };
    };
    "/v1/roles/{id}": {
        /** One role */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                        };
                    };
                };
            };
        };
        /** Rename a role or change what it permits */
        put: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                        };
                    };
                };
            };
        };
        /** Delete a role that nobody has */
        delete: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/people": {
        /** Search the PSAs' people, each with the user it is and why (ID-44) */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    integrationId?: string;
                    userId?: string;
                    linked?: "true" | "false";
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                provider: string;
                                /** @description By which people of one name are told apart (ID-44) */
                                externalId: string;
                                firstName: string;
                                lastName: string;
                                emails: string[];
                                licence: string;
                                isActive: boolean;
                                /** Format: date-time */
                                seenAt: string;
                                /** @description The user that this is; absent where nobody is */
                                userId?: string;
                                /** Format: date-time */
                                linkedSince?: string;
                                /** @description Why it is this user, or nobody */
                                explanation: {
                                    /**
                                     * @description Which rule decided
                                     * @enum {string}
                                     */
                                    rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                    because: string;
                                    /** @description Who came near, and why not */
                                    lost: {
                                        id: string;
                                        name: string;
                                        because: string;
                                    }[];
                                    /** @description What would change it */
                                    wouldChange: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/people/{id}": {
        /** One person of a PSA */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            /** @description By which people of one name are told apart (ID-44) */
                            externalId: string;
                            firstName: string;
                            lastName: string;
                            emails: string[];
                            licence: string;
                            isActive: boolean;
                            /** Format: date-time */
                            seenAt: string;
                            /** @description The user that this is; absent where nobody is */
                            userId?: string;
                            /** Format: date-time */
                            linkedSince?: string;
                            /** @description Why it is this user, or nobody */
                            explanation: {
                                /**
                                 * @description Which rule decided
                                 * @enum {string}
                                 */
                                rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                because: string;
                                /** @description Who came near, and why not */
                                lost: {
                                    id: string;
                                    name: string;
                                    because: string;
                                }[];
                                /** @description What would change it */
                                wouldChange: string;
                                /** Format: date-time */
                                at: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/people/{id}/link": {
        /** Link the person to a user, against every rule (ID-42, ID-44) */
        put: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        userId: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            /** @description By which people of one name are told apart (ID-44) */
                            externalId: string;
                            firstName: string;
                            lastName: string;
                            emails: string[];
                            licence: string;
                            isActive: boolean;
                            /** Format: date-time */
                            seenAt: string;
                            /** @description The user that this is; absent where nobody is */
                            userId?: string;
                            /** Format: date-time */
                            linkedSince?: string;
                            /** @description Why it is this user, or nobody */
                            explanation: {
                                /**
                                 * @description Which rule decided
                                 * @enum {string}
                                 */
                                rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                because: string;
                                /** @description Who came near, and why not */
                                lost: {
                                    id: string;
                                    name: string;
                                    because: string;
                                }[];
                                /** @description What would change it */
                                wouldChange: string;
                                /** Format: date-time */
                                at: string;
                            };
                        };
                    };
                };
            };
        };
        /** The person is no user here, whatever the rules say */
        delete: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            /** @description By which people of one name are told apart (ID-44) */
                            externalId: string;
                            firstName: string;
                            lastName: string;
                            emails: string[];
                            licence: string;
                            isActive: boolean;
                            /** Format: date-time */
                            seenAt: string;
                            /** @description The user that this is; absent where nobody is */
                            userId?: string;
                            /** Format: date-time */
                            linkedSince?: string;
                            /** @description Why it is this user, or nobody */
                            explanation: {
                                /**
                                 * @description Which rule decided
                                 * @enum {string}
                                 */
                                rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                because: string;
                                /** @description Who came near, and why not */
                                lost: {
                                    id: string;
                                    name: string;
                                    because: string;
                                }[];
                                /** @description What would change it */
                                wouldChange: string;
                                /** Format: date-time */
                                at: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/duplicates": {
        /** Users who may be the same person of a PSA (ID-42) */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                person: {
                                    id: string;
                                    integrationId: string;
                                    provider: string;
                                    /** @description By which people of one name are told apart (ID-44) */
                                    externalId: string;
                                    firstName: string;
                                    lastName: string;
                                    emails: string[];
                                    licence: string;
                                    isActive: boolean;
                                    /** Format: date-time */
                                    seenAt: string;
                                    /** @description The user that this is; absent where nobody is */
                                    userId?: string;
                                    /** Format: date-time */
                                    linkedSince?: string;
                                    /** @description Why it is this user, or nobody */
                                    explanation: {
                                        /**
                                         * @description Which rule decided
                                         * @enum {string}
                                         */
                                        rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                        because: string;
                                        /** @description Who came near, and why not */
                                        lost: {
                                            id: string;
                                            name: string;
                                            because: string;
                                        }[];
                                        /** @description What would change it */
                                        wouldChange: string;
                                        /** Format: date-time */
                                        at: string;
                                    };
                                };
                                /** @description First the one that the person is */
                                users: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "msp" | "customer";
                                    /** @enum {string} */
                                    state: "active" | "deleted";
                                    email: string;
                                    emailVerified: boolean;
                                    allowLogin: boolean;
                                    name: string;
                                    isAdmin: boolean;
                                    roleIds: string[];
                                    /** @description The user's own, besides those of the roles */
                                    permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                                    company?: {
                                        companyId: string;
                                        contactId?: string;
                                        verified: boolean;
                                        /**
                                         * @description What made the link
                                         * @enum {string}
                                         */
                                        how: "psa-sync" | "sign-in" | "invitation" | "admin";
                                        explanation?: {
                                            /**
                                             * @description Which rule decided
                                             * @enum {string}
                                             */
                                            rule: "external-id" | "email" | "created" | "admin" | "merge" | "invitation" | "own-company" | "parent-company" | "only-contact" | "first-contact" | "none";
                                            because: string;
                                            /** @description Who came near, and why not */
                                            lost: {
                                                id: string;
                                                name: string;
                                                because: string;
                                            }[];
                                            /** @description What would change it */
                                            wouldChange: string;
                                            /** Format: date-time */
                                            at: string;
                                        };
                                    };
                                    providers: {
                                        provider: string;
                                        /** Format: date-time */
                                        linkedAt: string;
                                        /** Format: date-time */
                                        lastUsedAt?: string;
                                    }[];
                                    /** @description The id in each PSA, by integration */
                                    externalIds: {
                                        [key: string]: string;
                                    };
                                    managerIds: string[];
                                    /** Format: date-time */
                                    createdAt: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    /** Format: date-time */
                                    lastSignInAt?: string;
                                    lastRefusedSignIn?: {
                                        /** Format: date-time */
                                        at: string;
                                        provider: string;
                                        code: string;
                                        explanation: string;
                                    };
                                }[];
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/duplicates/merges": {
        /** What was merged, the latest first */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                keptId: string;
                                mergedId: string;
                                by: string;
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                state: "begun" | "done" | "undoing" | "undone";
                                moved: {
                                    people: string[];
                                    roleIds: string[];
                                    permissions: string[];
                                };
                                undoneBy?: string;
                                /** Format: date-time */
                                undoneAt?: string;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Make one user of two; it can be undone */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The user who goes on, with the address that is used from now on
                         */
                        keptId: string;
                        /**
                         * Format: uuid
                         * @description The user who is the same person
                         */
                        mergedId: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            keptId: string;
                            mergedId: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            state: "begun" | "done" | "undoing" | "undone";
                            moved: {
                                people: string[];
                                roleIds: string[];
                                permissions: string[];
                            };
                            undoneBy?: string;
                            /** Format: date-time */
                            undoneAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/duplicates/merges/{id}/undo": {
        /** Make two users again */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            keptId: string;
                            mergedId: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            /** @enum {string} */
                            state: "begun" | "done" | "undoing" | "undone";
                            moved: {
                                people: string[];
                                roleIds: string[];
                                permissions: string[];
                            };
                            undoneBy?: string;
                            /** Format: date-time */
                            undoneAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/api-keys": {
        /** List the API keys of the tenant */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                /** @description Whose key it is: it works while this user could sign in */
                                userId: string;
                                /** @description What it may do, as far as its user may */
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                expiresAt?: string;
                                /**
                                 * Format: date-time
                                 * @description Noted every five minutes at most
                                 */
                                lastUsedAt?: string;
                                /**
                                 * Format: date-time
                                 * @description Until when the secret before the last rotation works too
                                 */
                                oldSecretUntil?: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Make an API key; its text is shown this once */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                        /** Format: date-time */
                        expiresAt?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            /** @description Whose key it is: it works while this user could sign in */
                            userId: string;
                            /** @description What it may do, as far as its user may */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt?: string;
                            /**
                             * Format: date-time
                             * @description Noted every five minutes at most
                             */
                            lastUsedAt?: string;
                            /**
                             * Format: date-time
                             * @description Until when the secret before the last rotation works too
                             */
                            oldSecretUntil?: string;
                            /** @description What goes into the header api-key. It is shown this once. */
                            key: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/api-keys/{id}/rotate": {
        /** Give an API key a new secret; the old one overlaps */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 24 */
                        overlapHours?: number;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            name: string;
                            /** @description Whose key it is: it works while this user could sign in */
                            userId: string;
                            /** @description What it may do, as far as its user may */
                            permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt?: string;
                            /**
                             * Format: date-time
                             * @description Noted every five minutes at most
                             */
                            lastUsedAt?: string;
                            /**
                             * Format: date-time
                             * @description Until when the secret before the last rotation works too
                             */
                            oldSecretUntil?: string;
                            /** @description What goes into the header api-key. It is shown this once. */
                            key: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/api-keys/{id}": {
        /** Revoke an API key */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/audit": {
        /** Recent changes and sign-ins, the latest first (OP-01) */
        get: {
            parameters: {
                query?: {
                    recordType?: string;
                    recordId?: string;
                    person?: string;
                    actorId?: string;
                    actorKind?: "user" | "integration" | "service" | "operator" | "unknown";
                    kind?: string;
                    field?: string;
                    source?: string;
                    since?: string;
                    until?: string;
                    from?: number;
                    size?: number;
                    cursor?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @description What was done by whom, as a sentence */
                                text: string;
                                kind: string;
                                actor: {
                                    /** @enum {string} */
                                    kind: "user" | "integration" | "service" | "operator" | "unknown";
                                    id: string;
                                    /** @description As it is called now */
                                    name?: string;
                                };
                                record: {
                                    type: string;
                                    id: string;
                                    name?: string;
                                    /** @description Further records of the same deed, such as a page of an import */
                                    furtherIds?: string[];
                                };
                                /** @description The service that did it */
                                source: string;
                                address?: string;
                                requestId?: string;
                                changes: {
                                    field: string;
                                    before?: unknown;
                                    after?: unknown;
                                }[];
                                changesLeftOut: number;
                                /** Format: date-time */
                                occurredAt: string;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/digest": {
        /** How you hear of issues */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            email?: string;
                            filter: {
                                integrationId?: string[];
                                severity?: ("critical" | "high" | "normal" | "low")[];
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            toldAt?: string;
                        };
                    };
                };
            };
        };
        /** Hear of issues in digests: at once of a new cause, else at most once an hour */
        put: {
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description To your own verified address; without it the digests are events alone
                         * @default true
                         */
                        mail?: boolean;
                        /**
                         * @description Which issues it is about; {} means all
                         * @default {}
                         */
                        filter?: {
                            integrationId?: string[];
                            severity?: ("critical" | "high" | "normal" | "low")[];
                        };
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            email?: string;
                            filter: {
                                integrationId?: string[];
                                severity?: ("critical" | "high" | "normal" | "low")[];
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            toldAt?: string;
                        };
                    };
                };
            };
        };
        /** Hear of issues no more */
        delete: {
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/issues/causes": {
        /** Open issues by cause, the largest group first, each with its remedy and how many are left */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    level?: string;
                    severity?: string;
                    code?: string;
                    integrationId?: string;
                    entityType?: string;
                    operation?: string;
                    owner?: string;
                    cause?: string;
                    muted?: "included" | "only";
                    size?: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                cause: {
                                    id: string;
                                    integrationId: string;
                                    provider: string;
                                    code: string;
                                    kind: string;
                                    /** @description What the failures point at; where they name nothing, their words */
                                    reference: string;
                                    message: string;
                                    /** @description What mends all of them */
                                    remedy: string;
                                    /** Format: date-time */
                                    firstSeenAt: string;
                                    /** @enum {string} */
                                    splitBy?: "entityType" | "operation" | "message" | "psaText";
                                };
                                /** @description Where the cause is split */
                                part?: {
                                    /** @enum {string} */
                                    by: "entityType" | "operation" | "message" | "psaText";
                                    value: string;
                                };
                                open: number;
                                /** @description Those of the open ones whose retry is under way */
                                retrying: number;
                                /** @description Takes the group to the list and to retry-all, dismiss-all and change-all */
                                filter: {
                                    /** @description These alone */
                                    id?: string[];
                                    /** @description Words that must all occur */
                                    search?: string;
                                    level?: ("error" | "warning")[];
                                    severity?: ("critical" | "high" | "normal" | "low")[];
                                    code?: string[];
                                    integrationId?: string[];
                                    entityType?: string[];
                                    operation?: string[];
                                    owner?: string[];
                                    cause?: string[];
                                    message?: string[];
                                    psaText?: string[];
                                    /**
                                     * @description What is muted is left out, unless it is asked for
                                     * @enum {string}
                                     */
                                    muted?: "included" | "only";
                                };
                            }[];
                            /** @description Causes that have open issues */
                            total: number;
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/causes/{id}/split": {
        /** Show a cause in a group for each value of a field, where one remedy does not mend all */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        by: "entityType" | "operation" | "message" | "psaText";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            code: string;
                            kind: string;
                            /** @description What the failures point at; where they name nothing, their words */
                            reference: string;
                            message: string;
                            /** @description What mends all of them */
                            remedy: string;
                            /** Format: date-time */
                            firstSeenAt: string;
                            /** @enum {string} */
                            splitBy?: "entityType" | "operation" | "message" | "psaText";
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/causes/{id}/join": {
        /** Undo the split of a cause */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            code: string;
                            kind: string;
                            /** @description What the failures point at; where they name nothing, their words */
                            reference: string;
                            message: string;
                            /** @description What mends all of them */
                            remedy: string;
                            /** Format: date-time */
                            firstSeenAt: string;
                            /** @enum {string} */
                            splitBy?: "entityType" | "operation" | "message" | "psaText";
                        };
                    };
                };
            };
        };
    };
    "/v1/issues": {
        /** List issues; without a status, those that are open */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    level?: string;
                    severity?: string;
                    code?: string;
                    integrationId?: string;
                    entityType?: string;
                    operation?: string;
                    owner?: string;
                    cause?: string;
                    muted?: "included" | "only";
                    status?: string;
                    from?: number;
                    size?: number;
                    cursor?: string;
                    sort?: "lastFailedAt" | "firstFailedAt" | "entityName" | "entityType" | "code" | "level" | "failures" | "-lastFailedAt" | "-firstFailedAt" | "-entityName" | "-entityType" | "-code" | "-level" | "-failures";
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                provider: string;
                                entityType: string;
                                entityId: string;
                                entityName: string;
                                externalId: string;
                                operation: string;
                                /** @enum {string} */
                                status: "open" | "retrying" | "cleared" | "dismissed";
                                /** @enum {string} */
                                level: "error" | "warning";
                                code: string;
                                kind: string;
                                message: string;
                                remedy: string;
                                psaText: string;
                                failedItems: {
                                    itemId: string;
                                    itemName: string;
                                    code: string;
                                    message: string;
                                    psaText: string;
                                }[];
                                traceId: string;
                                /** @description Failed results since it was opened */
                                attempts: number;
                                /** Format: date-time */
                                firstFailedAt: string;
                                /** Format: date-time */
                                lastFailedAt: string;
                                retry?: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    jobId?: string;
                                };
                                /** @description Issues with the same one are mended by the same remedy */
                                cause: string;
                                /** @enum {string} */
                                severity: "critical" | "high" | "normal" | "low";
                                /** @description The user who works on it */
                                owner?: string;
                                /**
                                 * @description That user is not let in any more: give it to somebody else
                                 * @constant
                                 */
                                ownerIsGone?: true;
                                acknowledged?: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                };
                                /** Format: date-time */
                                mutedUntil?: string;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/counts": {
        /** Count issues by status, code, level and entity type */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    level?: string;
                    severity?: string;
                    code?: string;
                    integrationId?: string;
                    entityType?: string;
                    operation?: string;
                    owner?: string;
                    cause?: string;
                    muted?: "included" | "only";
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            byStatus: {
                                [key: string]: number;
                            };
                            byCode: {
                                [key: string]: number;
                            };
                            byLevel: {
                                [key: string]: number;
                            };
                            byEntityType: {
                                [key: string]: number;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/{id}": {
        /** One issue with its exchange and history */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            entityType: string;
                            entityId: string;
                            entityName: string;
                            externalId: string;
                            operation: string;
                            /** @enum {string} */
                            status: "open" | "retrying" | "cleared" | "dismissed";
                            /** @enum {string} */
                            level: "error" | "warning";
                            code: string;
                            kind: string;
                            message: string;
                            remedy: string;
                            psaText: string;
                            failedItems: {
                                itemId: string;
                                itemName: string;
                                code: string;
                                message: string;
                                psaText: string;
                            }[];
                            traceId: string;
                            /** @description Failed results since it was opened */
                            attempts: number;
                            /** Format: date-time */
                            firstFailedAt: string;
                            /** Format: date-time */
                            lastFailedAt: string;
                            retry?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                jobId?: string;
                            };
                            /** @description Issues with the same one are mended by the same remedy */
                            cause: string;
                            /** @enum {string} */
                            severity: "critical" | "high" | "normal" | "low";
                            /** @description The user who works on it */
                            owner?: string;
                            /**
                             * @description That user is not let in any more: give it to somebody else
                             * @constant
                             */
                            ownerIsGone?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                            };
                            /** Format: date-time */
                            mutedUntil?: string;
                            /** @description The call that failed, secrets redacted */
                            exchange?: {
                                method: string;
                                url: string;
                                requestBody: string;
                                status: number;
                                responseBody: string;
                            };
                            /** @description Where the input of the failed operation is changed, which tries it again by itself; else why it is not */
                            input: {
                                editAt: string;
                            } | {
                                why: string;
                            };
                            links: {
                                trace?: string;
                                runbook?: string;
                            };
                            /** @description Rises with what people change; the ETag */
                            revision: number;
                            openings: number;
                            /** @description The latest ones, oldest first */
                            episodes: {
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                closedAt?: string;
                                /** @enum {string} */
                                closedBy?: "success" | "dismissal";
                                dismissedBy?: string;
                                failures: number;
                                /** @description The latest ones */
                                attempts: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    level: "error" | "warning";
                                    code: string;
                                    message: string;
                                    psaText: string;
                                    traceId: string;
                                    tries: number;
                                    /** @description The call that failed, secrets redacted */
                                    exchange?: {
                                        method: string;
                                        url: string;
                                        requestBody: string;
                                        status: number;
                                        responseBody: string;
                                    };
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Assign, acknowledge, mute or rate an issue. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The user who works on it; null for nobody */
                        owner?: string | null;
                        acknowledged?: boolean;
                        /** @description Nobody is told of it until then; null ends it */
                        mutedUntil?: string | null;
                        /** @enum {string} */
                        severity?: "critical" | "high" | "normal" | "low";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            entityType: string;
                            entityId: string;
                            entityName: string;
                            externalId: string;
                            operation: string;
                            /** @enum {string} */
                            status: "open" | "retrying" | "cleared" | "dismissed";
                            /** @enum {string} */
                            level: "error" | "warning";
                            code: string;
                            kind: string;
                            message: string;
                            remedy: string;
                            psaText: string;
                            failedItems: {
                                itemId: string;
                                itemName: string;
                                code: string;
                                message: string;
                                psaText: string;
                            }[];
                            traceId: string;
                            /** @description Failed results since it was opened */
                            attempts: number;
                            /** Format: date-time */
                            firstFailedAt: string;
                            /** Format: date-time */
                            lastFailedAt: string;
                            retry?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                jobId?: string;
                            };
                            /** @description Issues with the same one are mended by the same remedy */
                            cause: string;
                            /** @enum {string} */
                            severity: "critical" | "high" | "normal" | "low";
                            /** @description The user who works on it */
                            owner?: string;
                            /**
                             * @description That user is not let in any more: give it to somebody else
                             * @constant
                             */
                            ownerIsGone?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                            };
                            /** Format: date-time */
                            mutedUntil?: string;
                            /** @description The call that failed, secrets redacted */
                            exchange?: {
                                method: string;
                                url: string;
                                requestBody: string;
                                status: number;
                                responseBody: string;
                            };
                            /** @description Where the input of the failed operation is changed, which tries it again by itself; else why it is not */
                            input: {
                                editAt: string;
                            } | {
                                why: string;
                            };
                            links: {
                                trace?: string;
                                runbook?: string;
                            };
                            /** @description Rises with what people change; the ETag */
                            revision: number;
                            openings: number;
                            /** @description The latest ones, oldest first */
                            episodes: {
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                closedAt?: string;
                                /** @enum {string} */
                                closedBy?: "success" | "dismissal";
                                dismissedBy?: string;
                                failures: number;
                                /** @description The latest ones */
                                attempts: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    level: "error" | "warning";
                                    code: string;
                                    message: string;
                                    psaText: string;
                                    traceId: string;
                                    tries: number;
                                    /** @description The call that failed, secrets redacted */
                                    exchange?: {
                                        method: string;
                                        url: string;
                                        requestBody: string;
                                        status: number;
                                        responseBody: string;
                                    };
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/{id}/retry": {
        /** Try the failed operation again */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            entityType: string;
                            entityId: string;
                            entityName: string;
                            externalId: string;
                            operation: string;
                            /** @enum {string} */
                            status: "open" | "retrying" | "cleared" | "dismissed";
                            /** @enum {string} */
                            level: "error" | "warning";
                            code: string;
                            kind: string;
                            message: string;
                            remedy: string;
                            psaText: string;
                            failedItems: {
                                itemId: string;
                                itemName: string;
                                code: string;
                                message: string;
                                psaText: string;
                            }[];
                            traceId: string;
                            /** @description Failed results since it was opened */
                            attempts: number;
                            /** Format: date-time */
                            firstFailedAt: string;
                            /** Format: date-time */
                            lastFailedAt: string;
                            retry?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                jobId?: string;
                            };
                            /** @description Issues with the same one are mended by the same remedy */
                            cause: string;
                            /** @enum {string} */
                            severity: "critical" | "high" | "normal" | "low";
                            /** @description The user who works on it */
                            owner?: string;
                            /**
                             * @description That user is not let in any more: give it to somebody else
                             * @constant
                             */
                            ownerIsGone?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                            };
                            /** Format: date-time */
                            mutedUntil?: string;
                            /** @description The call that failed, secrets redacted */
                            exchange?: {
                                method: string;
                                url: string;
                                requestBody: string;
                                status: number;
                                responseBody: string;
                            };
                            /** @description Where the input of the failed operation is changed, which tries it again by itself; else why it is not */
                            input: {
                                editAt: string;
                            } | {
                                why: string;
                            };
                            links: {
                                trace?: string;
                                runbook?: string;
                            };
                            /** @description Rises with what people change; the ETag */
                            revision: number;
                            openings: number;
                            /** @description The latest ones, oldest first */
                            episodes: {
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                closedAt?: string;
                                /** @enum {string} */
                                closedBy?: "success" | "dismissal";
                                dismissedBy?: string;
                                failures: number;
                                /** @description The latest ones */
                                attempts: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    level: "error" | "warning";
                                    code: string;
                                    message: string;
                                    psaText: string;
                                    traceId: string;
                                    tries: number;
                                    /** @description The call that failed, secrets redacted */
                                    exchange?: {
                                        method: string;
                                        url: string;
                                        requestBody: string;
                                        status: number;
                                        responseBody: string;
                                    };
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/{id}/dismiss": {
        /** Take an issue off the list without a retry */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            provider: string;
                            entityType: string;
                            entityId: string;
                            entityName: string;
                            externalId: string;
                            operation: string;
                            /** @enum {string} */
                            status: "open" | "retrying" | "cleared" | "dismissed";
                            /** @enum {string} */
                            level: "error" | "warning";
                            code: string;
                            kind: string;
                            message: string;
                            remedy: string;
                            psaText: string;
                            failedItems: {
                                itemId: string;
                                itemName: string;
                                code: string;
                                message: string;
                                psaText: string;
                            }[];
                            traceId: string;
                            /** @description Failed results since it was opened */
                            attempts: number;
                            /** Format: date-time */
                            firstFailedAt: string;
                            /** Format: date-time */
                            lastFailedAt: string;
                            retry?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                jobId?: string;
                            };
                            /** @description Issues with the same one are mended by the same remedy */
                            cause: string;
                            /** @enum {string} */
                            severity: "critical" | "high" | "normal" | "low";
                            /** @description The user who works on it */
                            owner?: string;
                            /**
                             * @description That user is not let in any more: give it to somebody else
                             * @constant
                             */
                            ownerIsGone?: true;
                            acknowledged?: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                            };
                            /** Format: date-time */
                            mutedUntil?: string;
                            /** @description The call that failed, secrets redacted */
                            exchange?: {
                                method: string;
                                url: string;
                                requestBody: string;
                                status: number;
                                responseBody: string;
                            };
                            /** @description Where the input of the failed operation is changed, which tries it again by itself; else why it is not */
                            input: {
                                editAt: string;
                            } | {
                                why: string;
                            };
                            links: {
                                trace?: string;
                                runbook?: string;
                            };
                            /** @description Rises with what people change; the ETag */
                            revision: number;
                            openings: number;
                            /** @description The latest ones, oldest first */
                            episodes: {
                                /** Format: date-time */
                                openedAt: string;
                                /** Format: date-time */
                                closedAt?: string;
                                /** @enum {string} */
                                closedBy?: "success" | "dismissal";
                                dismissedBy?: string;
                                failures: number;
                                /** @description The latest ones */
                                attempts: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    level: "error" | "warning";
                                    code: string;
                                    message: string;
                                    psaText: string;
                                    traceId: string;
                                    tries: number;
                                    /** @description The call that failed, secrets redacted */
                                    exchange?: {
                                        method: string;
                                        url: string;
                                        requestBody: string;
                                        status: number;
                                        responseBody: string;
                                    };
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/{id}/comments": {
        /** What was said of an issue */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description The latest 200, newest first */
                            items: {
                                id: string;
                                by: string;
                                /** Format: date-time */
                                at: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Say something of an issue */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            text: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/retry-all": {
        /** Retry all issues that match, in the background */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Which issues; {} means all that are open and not muted */
                        filter: {
                            /** @description These alone */
                            id?: string[];
                            /** @description Words that must all occur */
                            search?: string;
                            level?: ("error" | "warning")[];
                            severity?: ("critical" | "high" | "normal" | "low")[];
                            code?: string[];
                            integrationId?: string[];
                            entityType?: string[];
                            operation?: string[];
                            owner?: string[];
                            cause?: string[];
                            message?: string[];
                            psaText?: string[];
                            /**
                             * @description What is muted is left out, unless it is asked for
                             * @enum {string}
                             */
                            muted?: "included" | "only";
                        };
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            action: "retry" | "dismiss" | "change";
                            /** @enum {string} */
                            state: "running" | "completed";
                            /** @description Issues that matched when it was asked for */
                            matched: number;
                            done: number;
                            /** @description Matching issues of which it was so already */
                            skipped: number;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            /** Format: date-time */
                            completedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/dismiss-all": {
        /** Take all issues that match off the list */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Which issues; {} means all that are open and not muted */
                        filter: {
                            /** @description These alone */
                            id?: string[];
                            /** @description Words that must all occur */
                            search?: string;
                            level?: ("error" | "warning")[];
                            severity?: ("critical" | "high" | "normal" | "low")[];
                            code?: string[];
                            integrationId?: string[];
                            entityType?: string[];
                            operation?: string[];
                            owner?: string[];
                            cause?: string[];
                            message?: string[];
                            psaText?: string[];
                            /**
                             * @description What is muted is left out, unless it is asked for
                             * @enum {string}
                             */
                            muted?: "included" | "only";
                        };
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            action: "retry" | "dismiss" | "change";
                            /** @enum {string} */
                            state: "running" | "completed";
                            /** @description Issues that matched when it was asked for */
                            matched: number;
                            done: number;
                            /** @description Matching issues of which it was so already */
                            skipped: number;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            /** Format: date-time */
                            completedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/change-all": {
        /** Assign, acknowledge, mute or rate all issues that match, in the background */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Which issues; {} means all that are open and not muted */
                        filter: {
                            /** @description These alone */
                            id?: string[];
                            /** @description Words that must all occur */
                            search?: string;
                            level?: ("error" | "warning")[];
                            severity?: ("critical" | "high" | "normal" | "low")[];
                            code?: string[];
                            integrationId?: string[];
                            entityType?: string[];
                            operation?: string[];
                            owner?: string[];
                            cause?: string[];
                            message?: string[];
                            psaText?: string[];
                            /**
                             * @description What is muted is left out, unless it is asked for
                             * @enum {string}
                             */
                            muted?: "included" | "only";
                        };
                        change: {
                            /** @description The user who works on it; null for nobody */
                            owner?: string | null;
                            acknowledged?: boolean;
                            /** @description Nobody is told of it until then; null ends it */
                            mutedUntil?: string | null;
                            /** @enum {string} */
                            severity?: "critical" | "high" | "normal" | "low";
                        };
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            action: "retry" | "dismiss" | "change";
                            /** @enum {string} */
                            state: "running" | "completed";
                            /** @description Issues that matched when it was asked for */
                            matched: number;
                            done: number;
                            /** @description Matching issues of which it was so already */
                            skipped: number;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            /** Format: date-time */
                            completedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/issues/jobs/{id}": {
        /** How far something done to all has come */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            action: "retry" | "dismiss" | "change";
                            /** @enum {string} */
                            state: "running" | "completed";
                            /** @description Issues that matched when it was asked for */
                            matched: number;
                            done: number;
                            /** @description Matching issues of which it was so already */
                            skipped: number;
                            /** Format: date-time */
                            requestedAt: string;
                            requestedBy: string;
                            /** Format: date-time */
                            completedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask": {
        /** The tenant's Autotask integrations */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Connect Autotask */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                        credentials?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}": {
        /** One integration */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        /** Remove an integration; the records stay */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
        /** Rename an integration, or say when its credentials end */
        patch: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        credentialsExpireAt?: string | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/test": {
        /** Test the connection: each missing permission or setting is named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            integration: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/credentials": {
        /** Enter credentials; keys that are left out stay */
        put: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            integration: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pause": {
        /** Pause work, as a whole or in one direction; it is kept */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default both
                         * @enum {string}
                         */
                        direction?: "push" | "pull" | "both";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/resume": {
        /** Resume work */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default both
                         * @enum {string}
                         */
                        direction?: "push" | "pull" | "both";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages": {
        /** The configuration pages, and how many entries of each no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                page: string;
                                title: string;
                                problems: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/synchronize": {
        /** Synchronize: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "synchronize";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Synchronize: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "synchronize";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/synchronize/check": {
        /** Synchronize: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/billing-codes": {
        /** Billing Codes: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "billing-codes";
                            title: string;
                            settings: {
                                defaultBillingCode?: string;
                                /** @default {} */
                                categoryBillingCodes: {
                                    [key: string]: string;
                                };
                                defaultExternalProductId?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Billing Codes: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        defaultBillingCode?: string;
                        /** @default {} */
                        categoryBillingCodes?: {
                            [key: string]: string;
                        };
                        defaultExternalProductId?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "billing-codes";
                            title: string;
                            settings: {
                                defaultBillingCode?: string;
                                /** @default {} */
                                categoryBillingCodes: {
                                    [key: string]: string;
                                };
                                defaultExternalProductId?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/billing-codes/check": {
        /** Billing Codes: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        defaultBillingCode?: string;
                        /** @default {} */
                        categoryBillingCodes?: {
                            [key: string]: string;
                        };
                        defaultExternalProductId?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/data-import": {
        /** Data Import: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "data-import";
                            title: string;
                            settings: {
                                /** @default {} */
                                companyTypesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyTypesOut: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyUdfs: {
                                    [key: string]: {
                                        [key: string]: string;
                                    };
                                };
                                /** @default true */
                                synchronizeProducts: boolean;
                                /** @default false */
                                prependInternalProductId: boolean;
                                /** @default false */
                                prependMpnToServiceName: boolean;
                                /** @default true */
                                importServiceNameWithMpn: boolean;
                                /** @default false */
                                enrichWithMpn: boolean;
                                manufacturerCompanyType?: string;
                                /** @default {} */
                                roleCategories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                productCategories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                serviceCategories: {
                                    [key: string]: string;
                                };
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Data Import: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        companyTypesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyTypesOut?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyUdfs?: {
                            [key: string]: {
                                [key: string]: string;
                            };
                        };
                        /** @default true */
                        synchronizeProducts?: boolean;
                        /** @default false */
                        prependInternalProductId?: boolean;
                        /** @default false */
                        prependMpnToServiceName?: boolean;
                        /** @default true */
                        importServiceNameWithMpn?: boolean;
                        /** @default false */
                        enrichWithMpn?: boolean;
                        manufacturerCompanyType?: string;
                        /** @default {} */
                        roleCategories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        productCategories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        serviceCategories?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "data-import";
                            title: string;
                            settings: {
                                /** @default {} */
                                companyTypesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyTypesOut: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyUdfs: {
                                    [key: string]: {
                                        [key: string]: string;
                                    };
                                };
                                /** @default true */
                                synchronizeProducts: boolean;
                                /** @default false */
                                prependInternalProductId: boolean;
                                /** @default false */
                                prependMpnToServiceName: boolean;
                                /** @default true */
                                importServiceNameWithMpn: boolean;
                                /** @default false */
                                enrichWithMpn: boolean;
                                manufacturerCompanyType?: string;
                                /** @default {} */
                                roleCategories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                productCategories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                serviceCategories: {
                                    [key: string]: string;
                                };
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/data-import/check": {
        /** Data Import: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        companyTypesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyTypesOut?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyUdfs?: {
                            [key: string]: {
                                [key: string]: string;
                            };
                        };
                        /** @default true */
                        synchronizeProducts?: boolean;
                        /** @default false */
                        prependInternalProductId?: boolean;
                        /** @default false */
                        prependMpnToServiceName?: boolean;
                        /** @default true */
                        importServiceNameWithMpn?: boolean;
                        /** @default false */
                        enrichWithMpn?: boolean;
                        manufacturerCompanyType?: string;
                        /** @default {} */
                        roleCategories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        productCategories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        serviceCategories?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/inventories": {
        /** Inventories: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "inventories";
                            title: string;
                            settings: {
                                /** @default [] */
                                inventoryLocations: string[];
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Inventories: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        inventoryLocations?: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "inventories";
                            title: string;
                            settings: {
                                /** @default [] */
                                inventoryLocations: string[];
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/inventories/check": {
        /** Inventories: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        inventoryLocations?: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/opportunity": {
        /** Opportunity: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "opportunity";
                            title: string;
                            settings: {
                                /** @default {} */
                                opportunityUdfs: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                quoteStatuses: {
                                    [key: string]: {
                                        stage?: string;
                                        status?: string;
                                    };
                                };
                                ownerResource?: string;
                                /** @default false */
                                readOpportunityChanges: boolean;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Opportunity: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        opportunityUdfs?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        quoteStatuses?: {
                            [key: string]: {
                                stage?: string;
                                status?: string;
                            };
                        };
                        ownerResource?: string;
                        /** @default false */
                        readOpportunityChanges?: boolean;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "opportunity";
                            title: string;
                            settings: {
                                /** @default {} */
                                opportunityUdfs: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                quoteStatuses: {
                                    [key: string]: {
                                        stage?: string;
                                        status?: string;
                                    };
                                };
                                ownerResource?: string;
                                /** @default false */
                                readOpportunityChanges: boolean;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/opportunity/check": {
        /** Opportunity: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        opportunityUdfs?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        quoteStatuses?: {
                            [key: string]: {
                                stage?: string;
                                status?: string;
                            };
                        };
                        ownerResource?: string;
                        /** @default false */
                        readOpportunityChanges?: boolean;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/purchase-order": {
        /** Purchase Order: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "purchase-order";
                            title: string;
                            settings: {
                                /** @default false */
                                createTickets: boolean;
                                /** @default 10 */
                                ticketsPerQuote: number;
                                chargeBillingCode?: string;
                                receivingLocation?: string;
                                ticketStatus?: string;
                                ticketPriority?: string;
                                ticketQueue?: string;
                                /** @default false */
                                importTicketCharges: boolean;
                                /** @default false */
                                createContracts: boolean;
                                /** @default 12 */
                                contractMonths: number;
                                contractCategory?: string;
                                contractPeriod?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Purchase Order: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        createTickets?: boolean;
                        /** @default 10 */
                        ticketsPerQuote?: number;
                        chargeBillingCode?: string;
                        receivingLocation?: string;
                        ticketStatus?: string;
                        ticketPriority?: string;
                        ticketQueue?: string;
                        /** @default false */
                        importTicketCharges?: boolean;
                        /** @default false */
                        createContracts?: boolean;
                        /** @default 12 */
                        contractMonths?: number;
                        contractCategory?: string;
                        contractPeriod?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "purchase-order";
                            title: string;
                            settings: {
                                /** @default false */
                                createTickets: boolean;
                                /** @default 10 */
                                ticketsPerQuote: number;
                                chargeBillingCode?: string;
                                receivingLocation?: string;
                                ticketStatus?: string;
                                ticketPriority?: string;
                                ticketQueue?: string;
                                /** @default false */
                                importTicketCharges: boolean;
                                /** @default false */
                                createContracts: boolean;
                                /** @default 12 */
                                contractMonths: number;
                                contractCategory?: string;
                                contractPeriod?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/purchase-order/check": {
        /** Purchase Order: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        createTickets?: boolean;
                        /** @default 10 */
                        ticketsPerQuote?: number;
                        chargeBillingCode?: string;
                        receivingLocation?: string;
                        ticketStatus?: string;
                        ticketPriority?: string;
                        ticketQueue?: string;
                        /** @default false */
                        importTicketCharges?: boolean;
                        /** @default false */
                        createContracts?: boolean;
                        /** @default 12 */
                        contractMonths?: number;
                        contractCategory?: string;
                        contractPeriod?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/webhooks": {
        /** Webhooks: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "webhooks";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Webhooks: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "webhooks";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/webhooks/check": {
        /** Webhooks: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/invoices": {
        /** Invoices: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "invoices";
                            title: string;
                            settings: {
                                /** @default false */
                                readInvoices: boolean;
                                /** @default 14 */
                                invoiceHistoryDays: number;
                                /** @default false */
                                readPurchaseOrders: boolean;
                                /** @default 90 */
                                purchaseOrderHistoryDays: number;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Invoices: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        readInvoices?: boolean;
                        /** @default 14 */
                        invoiceHistoryDays?: number;
                        /** @default false */
                        readPurchaseOrders?: boolean;
                        /** @default 90 */
                        purchaseOrderHistoryDays?: number;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "invoices";
                            title: string;
                            settings: {
                                /** @default false */
                                readInvoices: boolean;
                                /** @default 14 */
                                invoiceHistoryDays: number;
                                /** @default false */
                                readPurchaseOrders: boolean;
                                /** @default 90 */
                                purchaseOrderHistoryDays: number;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/pages/invoices/check": {
        /** Invoices: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        readInvoices?: boolean;
                        /** @default 14 */
                        invoiceHistoryDays?: number;
                        /** @default false */
                        readPurchaseOrders?: boolean;
                        /** @default 90 */
                        purchaseOrderHistoryDays?: number;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/handover": {
        /** The mappings in words, to be given to another PSA's integration */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            mappings: {
                                setting: string;
                                title: string;
                                entries: {
                                    by?: {
                                        key: string;
                                        label?: string;
                                    };
                                    value: {
                                        key: string;
                                        label?: string;
                                    };
                                }[];
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/handover/preview": {
        /** What would become of another integration's mappings here. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        psaName: string;
                        mappings: {
                            setting: string;
                            title: string;
                            entries: {
                                by?: {
                                    key: string;
                                    label?: string;
                                };
                                value: {
                                    key: string;
                                    label?: string;
                                };
                            }[];
                        }[];
                        others: {
                            page: string;
                            title: string;
                            count: number;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            items: {
                                setting: string;
                                title: string;
                                page?: string;
                                from: string;
                                to?: string;
                                /** @enum {string} */
                                outcome: "carried" | "kept" | "missing" | "ambiguous" | "refused" | "unknown_setting";
                                message?: string;
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/handover/take": {
        /** Set what the preview carries over; what is set stays. If-Match with the preview's ETag is required. */
        post: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        psaName: string;
                        mappings: {
                            setting: string;
                            title: string;
                            entries: {
                                by?: {
                                    key: string;
                                    label?: string;
                                };
                                value: {
                                    key: string;
                                    label?: string;
                                };
                            }[];
                        }[];
                        others: {
                            page: string;
                            title: string;
                            count: number;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            items: {
                                setting: string;
                                title: string;
                                page?: string;
                                from: string;
                                to?: string;
                                /** @enum {string} */
                                outcome: "carried" | "kept" | "missing" | "ambiguous" | "refused" | "unknown_setting";
                                message?: string;
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/quotes/{quoteId}/post-sale": {
        /** Create Ticket: what the quote offers, what was made, or why nothing can be made */
        get: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            action: string;
                            documentType: string;
                            isOffered: boolean;
                            reason?: {
                                code: string;
                                message: string;
                            };
                            mostPerQuote: number;
                            /** @description Those that stand on no document yet. */
                            lines: {
                                id: string;
                                kind: string;
                                name: string;
                                quantity: number;
                                unitPrice: string;
                                period: string;
                                isOptional: boolean;
                                productId?: string;
                            }[];
                            documents: {
                                title: string;
                                number?: string;
                                /** Format: uuid */
                                quoteId: string;
                                /** Format: uuid */
                                opportunityId?: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /** Format: date */
                                dueDate: string;
                                /** @default 0 */
                                estimatedHours: number;
                                internalNote?: string;
                                status?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    quoteItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    serviceId?: string;
                                    name: string;
                                    description?: string;
                                    quantity: number;
                                    unitPrice: string;
                                    unitCost?: string;
                                    billingCode?: string;
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                externalId?: string;
                                sync?: {
                                    status: string;
                                    message?: string;
                                };
                            }[];
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            /** @description What of the quote the PSA is not given, and what to do instead. */
                            notes: string[];
                        };
                    };
                };
            };
        };
        /** Create Ticket for chosen lines of an approved quote (FP-02) */
        post: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        lineIds: string[];
                        title?: string;
                        /** Format: date */
                        dueDate: string;
                        /** @default 0 */
                        estimatedHours?: number;
                        internalNote?: string;
                        billingCode?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            quoteId: string;
                            /** Format: uuid */
                            opportunityId?: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: date */
                            dueDate: string;
                            /** @default 0 */
                            estimatedHours: number;
                            internalNote?: string;
                            status?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                quoteItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                billingCode?: string;
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            externalId?: string;
                            sync?: {
                                status: string;
                                message?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/quotes/{quoteId}/preflight": {
        /** Check a quote, line by line, against Autotask as it is now: what a push would meet, and the remedy */
        post: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description As if the quote stood so, such as approved before anybody has signed. Default: as it stands.
                         * @enum {string}
                         */
                        status?: "draft" | "sent" | "approved" | "declined" | "expired";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /**
                             * @description What a push would end as; not_wanted: the PSA is not told of the quote as it stands.
                             * @enum {string}
                             */
                            outcome: "passes" | "partial" | "fails" | "not_wanted";
                            findings: {
                                /**
                                 * @description The record whose push meets it: the quote, or one that is pushed before it.
                                 * @enum {string}
                                 */
                                entityType: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                                entityId: string;
                                entityName: string;
                                /** @description The line that fails while the others go. */
                                line?: {
                                    id: string;
                                    name: string;
                                };
                                /** @description The PSA's names of the fields that it is about. */
                                fields: string[];
                                code: string;
                                /** @description What the push would say. */
                                message: string;
                                remedy: string;
                                psaText?: string;
                                reference?: string;
                            }[];
                            /** @description Calls to the PSA that the check took. */
                            calls: number;
                            /** Format: date-time */
                            checkedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/sync": {
        /** The latest syncs with their progress */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                kind: string;
                                /** @enum {string} */
                                state: "running" | "completed" | "failed" | "cancelled";
                                phase?: string;
                                phases: {
                                    label: string;
                                    done: number;
                                    total: number;
                                    refused: number;
                                    isDone: boolean;
                                }[];
                                done: number;
                                total: number;
                                rate: number;
                                callsSpent: number;
                                error?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                };
                                waitsFor?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    /** Format: date-time */
                                    until: string;
                                };
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Start a full, fields-only, people or delta sync (SY-01, SY-08) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default full
                         * @enum {string}
                         */
                        kind?: "full" | "fields" | "people" | "delta";
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/sync/{runId}/cancel": {
        /** Cancel a sync; what was read stays */
        post: {
            parameters: {
                path: {
                    id: string;
                    runId: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/budget": {
        /** The gauge of the PSA's call allowance */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            limit: number;
                            windowMs: number;
                            usedByLane: {
                                interactive: number;
                                webhook: number;
                                scheduled: number;
                                bulk: number;
                            };
                            usedByOthers: number;
                            remaining: number;
                            openTo: {
                                interactive: number;
                                webhook: number;
                                scheduled: number;
                                bulk: number;
                            };
                            /** Format: date-time */
                            exhaustedAt?: string;
                            /** Format: date-time */
                            blockedUntil?: string;
                            work: {
                                waiting: number;
                                parked: number;
                                /** Format: date-time */
                                nextDueAt?: string;
                            };
                            standing: {
                                /** @enum {string} */
                                lane: "interactive" | "webhook" | "scheduled" | "bulk";
                                rows: number;
                                runs: number;
                                /** Format: date-time */
                                resumesAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/records/{type}/{entityId}/sync": {
        /** Synchronize one record now; refused while that is under way (SY-30) */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                    entityId: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @constant */
                            state: "accepted";
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/import": {
        /** Import All Mapped Categories Products and Services: what would be read, and how many records of it stand here */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            parts: {
                                key: string;
                                label: string;
                                imported?: number;
                                groups?: {
                                    [key: string]: number;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        /** Import All Mapped Categories Products and Services, as one run in the lane bulk; some of its parts alone where they are named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts?: string[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/inventory": {
        /** Synchronize Inventory: what would be read, and how many records of it stand here */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            parts: {
                                key: string;
                                label: string;
                                imported?: number;
                                groups?: {
                                    [key: string]: number;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        /** Synchronize Inventory, as one run in the lane scheduled; some of its parts alone where they are named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts?: string[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/freshness": {
        /** How long ago both sides were last known to agree, by entity type, with objective and error budget */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description The share of looks that has to be in time */
                            target: number;
                            items: {
                                entityType: string;
                                /**
                                 * Format: date-time
                                 * @description When both sides were last known to agree; absent before the first sync
                                 */
                                agreedAt?: string;
                                ageSeconds?: number;
                                /** @description How old it may be */
                                objectiveSeconds: number;
                                isLate: boolean;
                                /** @description 1 while it was never late within 30 days; 0 or less once the allowed share is used up */
                                errorBudgetRemaining: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/held-deletions": {
        /** What a full sync did not find any more and a person has to decide on */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                type: string;
                                label: string;
                                missing: number;
                                linked: number;
                                examples: string[];
                                /** Format: date-time */
                                heldAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/held-deletions/{type}/confirm": {
        /** They were deleted in the PSA: mark them here, once each was looked for again */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/held-deletions/{type}/discard": {
        /** Mark nothing; the next full sync asks again if they are still missing */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/move": {
        /** The preview of the move, and how far it is */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Enter credentials of another PSA database and match what exists there; nothing is written */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Give the move up; only before it was confirmed */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/move/confirm": {
        /** Decide the conflicts and move; work stands still until it is done */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        decisions?: {
                            itemId: string;
                            recordId: string | null;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/first-connect": {
        /** The preview of the first connect */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
        /** Match existing records of both sides; nothing is written */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/first-connect/items": {
        /** Matches and conflicts of the preview */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    outcome?: "match" | "conflict";
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                type: string;
                                /** @enum {string} */
                                outcome: "match" | "conflict";
                                by: string;
                                externalId: string;
                                externalName: string;
                                records: {
                                    id: string;
                                    name: string;
                                }[];
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/first-connect/confirm": {
        /** Decide the conflicts, link what matched and let data flow */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        decisions?: {
                            itemId: string;
                            recordId: string | null;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/webhooks": {
        /** The webhooks as the PSA has them (AT-100) */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Install or update the webhooks (AT-101) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Uninstall all of our webhooks (AT-102) */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/autotask/{id}/webhooks/report": {
        /** What was delivered, what failed or never came, and what was done about it; costs no call (AT-103) */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            isInstalled: boolean;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            checkedAt?: string;
                            /** Format: date-time */
                            nextCheckAt?: string;
                            problem?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            callsSpent: number;
                            failures: {
                                webhookId: string;
                                entityType: string;
                                /** Format: date-time */
                                at: string;
                                sequence?: string;
                                message: string;
                            }[];
                            /** Format: date-time */
                            failuresReadAt?: string;
                            received: {
                                webhookId: string;
                                entityType: string;
                                received: number;
                                /** Format: date-time */
                                lastAt?: string;
                                lastSequence?: number;
                                rhythmMs?: number;
                                /** Format: date-time */
                                soundAt: string;
                                gaps: {
                                    from: number;
                                    to: number;
                                    /** Format: date-time */
                                    at: string;
                                    /** Format: date-time */
                                    filledAt?: string;
                                }[];
                            }[];
                            repairs: {
                                /** Format: date-time */
                                at: string;
                                entityType: string;
                                /** @enum {string} */
                                cause: "missing" | "inactive" | "changed" | "not_ready" | "extra" | "refused" | "silent";
                                detail: string;
                                /** @enum {string} */
                                outcome: "repaired" | "failed";
                            }[];
                            backfills: {
                                entityType: string;
                                /** @enum {string} */
                                reason: "gap" | "silence" | "failed_delivery" | "repair" | "burst";
                                /** Format: date-time */
                                since: string;
                                read: number;
                                unseen: number;
                                calls: number;
                                /** Format: date-time */
                                finishedAt?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/webhooks/autotask/{integrationId}/{token}/{channel}": {
        /** Where Autotask delivers */
        post: {
            parameters: {
                query?: {
                    recordId?: string;
                    action?: string;
                    id?: string;
                };
                path: {
                    integrationId: string;
                    token: string;
                    channel: string;
                };
            };
            requestBody: {
                content: {
                    "*/*": string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/connectwise": {
        /** The tenant's ConnectWise PSA integrations */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Connect ConnectWise PSA */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                        credentials?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}": {
        /** One integration */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        /** Remove an integration; the records stay */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
        /** Rename an integration, or say when its credentials end */
        patch: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        credentialsExpireAt?: string | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/test": {
        /** Test the connection: each missing permission or setting is named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            integration: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/credentials": {
        /** Enter credentials; keys that are left out stay */
        put: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            integration: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pause": {
        /** Pause work, as a whole or in one direction; it is kept */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default both
                         * @enum {string}
                         */
                        direction?: "push" | "pull" | "both";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/resume": {
        /** Resume work */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default both
                         * @enum {string}
                         */
                        direction?: "push" | "pull" | "both";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages": {
        /** The configuration pages, and how many entries of each no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                page: string;
                                title: string;
                                problems: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/synchronize": {
        /** Synchronize: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "synchronize";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Synchronize: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "synchronize";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/synchronize/check": {
        /** Synchronize: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/categories": {
        /** Categories: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "categories";
                            title: string;
                            settings: {
                                /** @default {} */
                                categories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                subcategories: {
                                    [key: string]: string;
                                };
                                defaultSubcategory?: string;
                                /** @default {} */
                                productTypes: {
                                    product?: string;
                                    service?: string;
                                    labour?: string;
                                    charge?: string;
                                };
                                /** @default {} */
                                productFields: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                importDefaults: {
                                    unit?: string;
                                    vendor?: string;
                                    isEligibleForRma?: boolean;
                                    doesNotRequireProcurement?: boolean;
                                };
                                /**
                                 * @default monthly
                                 * @enum {string}
                                 */
                                defaultTerm: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Categories: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        categories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        subcategories?: {
                            [key: string]: string;
                        };
                        defaultSubcategory?: string;
                        /** @default {} */
                        productTypes?: {
                            product?: string;
                            service?: string;
                            labour?: string;
                            charge?: string;
                        };
                        /** @default {} */
                        productFields?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        importDefaults?: {
                            unit?: string;
                            vendor?: string;
                            isEligibleForRma?: boolean;
                            doesNotRequireProcurement?: boolean;
                        };
                        /**
                         * @default monthly
                         * @enum {string}
                         */
                        defaultTerm?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "categories";
                            title: string;
                            settings: {
                                /** @default {} */
                                categories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                subcategories: {
                                    [key: string]: string;
                                };
                                defaultSubcategory?: string;
                                /** @default {} */
                                productTypes: {
                                    product?: string;
                                    service?: string;
                                    labour?: string;
                                    charge?: string;
                                };
                                /** @default {} */
                                productFields: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                importDefaults: {
                                    unit?: string;
                                    vendor?: string;
                                    isEligibleForRma?: boolean;
                                    doesNotRequireProcurement?: boolean;
                                };
                                /**
                                 * @default monthly
                                 * @enum {string}
                                 */
                                defaultTerm: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/categories/check": {
        /** Categories: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        categories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        subcategories?: {
                            [key: string]: string;
                        };
                        defaultSubcategory?: string;
                        /** @default {} */
                        productTypes?: {
                            product?: string;
                            service?: string;
                            labour?: string;
                            charge?: string;
                        };
                        /** @default {} */
                        productFields?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        importDefaults?: {
                            unit?: string;
                            vendor?: string;
                            isEligibleForRma?: boolean;
                            doesNotRequireProcurement?: boolean;
                        };
                        /**
                         * @default monthly
                         * @enum {string}
                         */
                        defaultTerm?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/companies": {
        /** Companies: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "companies";
                            title: string;
                            settings: {
                                /** @default {} */
                                companyTypesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyTypesOut: {
                                    [key: string]: string;
                                };
                                /** @default [] */
                                companyTypePriority: string[];
                                /** @default [] */
                                companyStatuses: string[];
                                /** @default {} */
                                companyFields: {
                                    [key: string]: string;
                                };
                                manufacturerCompanyType?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Companies: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        companyTypesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyTypesOut?: {
                            [key: string]: string;
                        };
                        /** @default [] */
                        companyTypePriority?: string[];
                        /** @default [] */
                        companyStatuses?: string[];
                        /** @default {} */
                        companyFields?: {
                            [key: string]: string;
                        };
                        manufacturerCompanyType?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "companies";
                            title: string;
                            settings: {
                                /** @default {} */
                                companyTypesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyTypesOut: {
                                    [key: string]: string;
                                };
                                /** @default [] */
                                companyTypePriority: string[];
                                /** @default [] */
                                companyStatuses: string[];
                                /** @default {} */
                                companyFields: {
                                    [key: string]: string;
                                };
                                manufacturerCompanyType?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/companies/check": {
        /** Companies: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        companyTypesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyTypesOut?: {
                            [key: string]: string;
                        };
                        /** @default [] */
                        companyTypePriority?: string[];
                        /** @default [] */
                        companyStatuses?: string[];
                        /** @default {} */
                        companyFields?: {
                            [key: string]: string;
                        };
                        manufacturerCompanyType?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/opportunity-status-mapping": {
        /** Opportunity status mapping: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "opportunity-status-mapping";
                            title: string;
                            settings: {
                                /** @default {} */
                                opportunityStatusesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                opportunityStatusesOut: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                quoteStatuses: {
                                    [key: string]: {
                                        stage?: string;
                                        status?: string;
                                    };
                                };
                                salesRep?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Opportunity status mapping: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        opportunityStatusesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        opportunityStatusesOut?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        quoteStatuses?: {
                            [key: string]: {
                                stage?: string;
                                status?: string;
                            };
                        };
                        salesRep?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "opportunity-status-mapping";
                            title: string;
                            settings: {
                                /** @default {} */
                                opportunityStatusesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                opportunityStatusesOut: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                quoteStatuses: {
                                    [key: string]: {
                                        stage?: string;
                                        status?: string;
                                    };
                                };
                                salesRep?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/opportunity-status-mapping/check": {
        /** Opportunity status mapping: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        opportunityStatusesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        opportunityStatusesOut?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        quoteStatuses?: {
                            [key: string]: {
                                stage?: string;
                                status?: string;
                            };
                        };
                        salesRep?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/callbacks": {
        /** Callbacks: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "callbacks";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Callbacks: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "callbacks";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/callbacks/check": {
        /** Callbacks: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/inventories": {
        /** Inventories: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "inventories";
                            title: string;
                            settings: {
                                /** @default [] */
                                warehouses: string[];
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Inventories: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        warehouses?: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "inventories";
                            title: string;
                            settings: {
                                /** @default [] */
                                warehouses: string[];
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/inventories/check": {
        /** Inventories: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        warehouses?: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/ticket-settings": {
        /** Ticket settings: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "ticket-settings";
                            title: string;
                            settings: {
                                /** @default false */
                                createTickets: boolean;
                                /** @default 10 */
                                ticketsPerQuote: number;
                                ticketBoard?: string;
                                ticketStatus?: string;
                                ticketType?: string;
                                ticketSubType?: string;
                                ticketPriority?: string;
                                /** @default false */
                                createAgreements: boolean;
                                agreementType?: string;
                                agreementMonths?: number;
                                orderStatus?: string;
                                orderTerms?: string;
                                receivingWarehouse?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Ticket settings: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        createTickets?: boolean;
                        /** @default 10 */
                        ticketsPerQuote?: number;
                        ticketBoard?: string;
                        ticketStatus?: string;
                        ticketType?: string;
                        ticketSubType?: string;
                        ticketPriority?: string;
                        /** @default false */
                        createAgreements?: boolean;
                        agreementType?: string;
                        agreementMonths?: number;
                        orderStatus?: string;
                        orderTerms?: string;
                        receivingWarehouse?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "ticket-settings";
                            title: string;
                            settings: {
                                /** @default false */
                                createTickets: boolean;
                                /** @default 10 */
                                ticketsPerQuote: number;
                                ticketBoard?: string;
                                ticketStatus?: string;
                                ticketType?: string;
                                ticketSubType?: string;
                                ticketPriority?: string;
                                /** @default false */
                                createAgreements: boolean;
                                agreementType?: string;
                                agreementMonths?: number;
                                orderStatus?: string;
                                orderTerms?: string;
                                receivingWarehouse?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/pages/ticket-settings/check": {
        /** Ticket settings: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        createTickets?: boolean;
                        /** @default 10 */
                        ticketsPerQuote?: number;
                        ticketBoard?: string;
                        ticketStatus?: string;
                        ticketType?: string;
                        ticketSubType?: string;
                        ticketPriority?: string;
                        /** @default false */
                        createAgreements?: boolean;
                        agreementType?: string;
                        agreementMonths?: number;
                        orderStatus?: string;
                        orderTerms?: string;
                        receivingWarehouse?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/handover": {
        /** The mappings in words, to be given to another PSA's integration */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            mappings: {
                                setting: string;
                                title: string;
                                entries: {
                                    by?: {
                                        key: string;
                                        label?: string;
                                    };
                                    value: {
                                        key: string;
                                        label?: string;
                                    };
                                }[];
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/handover/preview": {
        /** What would become of another integration's mappings here. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        psaName: string;
                        mappings: {
                            setting: string;
                            title: string;
                            entries: {
                                by?: {
                                    key: string;
                                    label?: string;
                                };
                                value: {
                                    key: string;
                                    label?: string;
                                };
                            }[];
                        }[];
                        others: {
                            page: string;
                            title: string;
                            count: number;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            items: {
                                setting: string;
                                title: string;
                                page?: string;
                                from: string;
                                to?: string;
                                /** @enum {string} */
                                outcome: "carried" | "kept" | "missing" | "ambiguous" | "refused" | "unknown_setting";
                                message?: string;
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/handover/take": {
        /** Set what the preview carries over; what is set stays. If-Match with the preview's ETag is required. */
        post: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        psaName: string;
                        mappings: {
                            setting: string;
                            title: string;
                            entries: {
                                by?: {
                                    key: string;
                                    label?: string;
                                };
                                value: {
                                    key: string;
                                    label?: string;
                                };
                            }[];
                        }[];
                        others: {
                            page: string;
                            title: string;
                            count: number;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            items: {
                                setting: string;
                                title: string;
                                page?: string;
                                from: string;
                                to?: string;
                                /** @enum {string} */
                                outcome: "carried" | "kept" | "missing" | "ambiguous" | "refused" | "unknown_setting";
                                message?: string;
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/quotes/{quoteId}/post-sale": {
        /** Create Ticket: what the quote offers, what was made, or why nothing can be made */
        get: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            action: string;
                            documentType: string;
                            isOffered: boolean;
                            reason?: {
                                code: string;
                                message: string;
                            };
                            mostPerQuote: number;
                            /** @description Those that stand on no document yet. */
                            lines: {
                                id: string;
                                kind: string;
                                name: string;
                                quantity: number;
                                unitPrice: string;
                                period: string;
                                isOptional: boolean;
                                productId?: string;
                            }[];
                            documents: {
                                title: string;
                                number?: string;
                                /** Format: uuid */
                                quoteId: string;
                                /** Format: uuid */
                                opportunityId?: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /** Format: date */
                                dueDate: string;
                                /** @default 0 */
                                estimatedHours: number;
                                internalNote?: string;
                                status?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    quoteItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    serviceId?: string;
                                    name: string;
                                    description?: string;
                                    quantity: number;
                                    unitPrice: string;
                                    unitCost?: string;
                                    billingCode?: string;
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                externalId?: string;
                                sync?: {
                                    status: string;
                                    message?: string;
                                };
                            }[];
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            /** @description What of the quote the PSA is not given, and what to do instead. */
                            notes: string[];
                        };
                    };
                };
            };
        };
        /** Create Ticket for chosen lines of an approved quote (FP-02) */
        post: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        lineIds: string[];
                        title?: string;
                        /** Format: date */
                        dueDate: string;
                        /** @default 0 */
                        estimatedHours?: number;
                        internalNote?: string;
                        billingCode?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            quoteId: string;
                            /** Format: uuid */
                            opportunityId?: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: date */
                            dueDate: string;
                            /** @default 0 */
                            estimatedHours: number;
                            internalNote?: string;
                            status?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                quoteItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                billingCode?: string;
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            externalId?: string;
                            sync?: {
                                status: string;
                                message?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/quotes/{quoteId}/preflight": {
        /** Check a quote, line by line, against ConnectWise PSA as it is now: what a push would meet, and the remedy */
        post: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description As if the quote stood so, such as approved before anybody has signed. Default: as it stands.
                         * @enum {string}
                         */
                        status?: "draft" | "sent" | "approved" | "declined" | "expired";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /**
                             * @description What a push would end as; not_wanted: the PSA is not told of the quote as it stands.
                             * @enum {string}
                             */
                            outcome: "passes" | "partial" | "fails" | "not_wanted";
                            findings: {
                                /**
                                 * @description The record whose push meets it: the quote, or one that is pushed before it.
                                 * @enum {string}
                                 */
                                entityType: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                                entityId: string;
                                entityName: string;
                                /** @description The line that fails while the others go. */
                                line?: {
                                    id: string;
                                    name: string;
                                };
                                /** @description The PSA's names of the fields that it is about. */
                                fields: string[];
                                code: string;
                                /** @description What the push would say. */
                                message: string;
                                remedy: string;
                                psaText?: string;
                                reference?: string;
                            }[];
                            /** @description Calls to the PSA that the check took. */
                            calls: number;
                            /** Format: date-time */
                            checkedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/sync": {
        /** The latest syncs with their progress */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                kind: string;
                                /** @enum {string} */
                                state: "running" | "completed" | "failed" | "cancelled";
                                phase?: string;
                                phases: {
                                    label: string;
                                    done: number;
                                    total: number;
                                    refused: number;
                                    isDone: boolean;
                                }[];
                                done: number;
                                total: number;
                                rate: number;
                                callsSpent: number;
                                error?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                };
                                waitsFor?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    /** Format: date-time */
                                    until: string;
                                };
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Start a full, fields-only, people or delta sync (SY-01, SY-08) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default full
                         * @enum {string}
                         */
                        kind?: "full" | "fields" | "people" | "delta";
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/sync/{runId}/cancel": {
        /** Cancel a sync; what was read stays */
        post: {
            parameters: {
                path: {
                    id: string;
                    runId: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/budget": {
        /** The gauge of the PSA's call allowance */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            limit: number;
                            windowMs: number;
                            usedByLane: {
                                interactive: number;
                                webhook: number;
                                scheduled: number;
                                bulk: number;
                            };
                            usedByOthers: number;
                            remaining: number;
                            openTo: {
                                interactive: number;
                                webhook: number;
                                scheduled: number;
                                bulk: number;
                            };
                            /** Format: date-time */
                            exhaustedAt?: string;
                            /** Format: date-time */
                            blockedUntil?: string;
                            work: {
                                waiting: number;
                                parked: number;
                                /** Format: date-time */
                                nextDueAt?: string;
                            };
                            standing: {
                                /** @enum {string} */
                                lane: "interactive" | "webhook" | "scheduled" | "bulk";
                                rows: number;
                                runs: number;
                                /** Format: date-time */
                                resumesAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/records/{type}/{entityId}/sync": {
        /** Synchronize one record now; refused while that is under way (SY-30) */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                    entityId: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @constant */
                            state: "accepted";
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/import": {
        /** Import All Mapped Categories: what would be read, and how many records of it stand here */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            parts: {
                                key: string;
                                label: string;
                                imported?: number;
                                groups?: {
                                    [key: string]: number;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        /** Import All Mapped Categories, as one run in the lane bulk; some of its parts alone where they are named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts?: string[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/inventory": {
        /** Synchronize Inventory: what would be read, and how many records of it stand here */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            parts: {
                                key: string;
                                label: string;
                                imported?: number;
                                groups?: {
                                    [key: string]: number;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        /** Synchronize Inventory, as one run in the lane scheduled; some of its parts alone where they are named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts?: string[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/freshness": {
        /** How long ago both sides were last known to agree, by entity type, with objective and error budget */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description The share of looks that has to be in time */
                            target: number;
                            items: {
                                entityType: string;
                                /**
                                 * Format: date-time
                                 * @description When both sides were last known to agree; absent before the first sync
                                 */
                                agreedAt?: string;
                                ageSeconds?: number;
                                /** @description How old it may be */
                                objectiveSeconds: number;
                                isLate: boolean;
                                /** @description 1 while it was never late within 30 days; 0 or less once the allowed share is used up */
                                errorBudgetRemaining: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/held-deletions": {
        /** What a full sync did not find any more and a person has to decide on */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                type: string;
                                label: string;
                                missing: number;
                                linked: number;
                                examples: string[];
                                /** Format: date-time */
                                heldAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/held-deletions/{type}/confirm": {
        /** They were deleted in the PSA: mark them here, once each was looked for again */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/held-deletions/{type}/discard": {
        /** Mark nothing; the next full sync asks again if they are still missing */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/move": {
        /** The preview of the move, and how far it is */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Enter credentials of another PSA database and match what exists there; nothing is written */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Give the move up; only before it was confirmed */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/move/confirm": {
        /** Decide the conflicts and move; work stands still until it is done */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        decisions?: {
                            itemId: string;
                            recordId: string | null;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/first-connect": {
        /** The preview of the first connect */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
        /** Match existing records of both sides; nothing is written */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/first-connect/items": {
        /** Matches and conflicts of the preview */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    outcome?: "match" | "conflict";
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                type: string;
                                /** @enum {string} */
                                outcome: "match" | "conflict";
                                by: string;
                                externalId: string;
                                externalName: string;
                                records: {
                                    id: string;
                                    name: string;
                                }[];
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/first-connect/confirm": {
        /** Decide the conflicts, link what matched and let data flow */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        decisions?: {
                            itemId: string;
                            recordId: string | null;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/webhooks": {
        /** The webhooks as the PSA has them (AT-100) */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Install or update the webhooks (AT-101) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Uninstall all of our webhooks (AT-102) */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/connectwise/{id}/webhooks/report": {
        /** What was delivered, what failed or never came, and what was done about it; costs no call (AT-103) */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            isInstalled: boolean;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            checkedAt?: string;
                            /** Format: date-time */
                            nextCheckAt?: string;
                            problem?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            callsSpent: number;
                            failures: {
                                webhookId: string;
                                entityType: string;
                                /** Format: date-time */
                                at: string;
                                sequence?: string;
                                message: string;
                            }[];
                            /** Format: date-time */
                            failuresReadAt?: string;
                            received: {
                                webhookId: string;
                                entityType: string;
                                received: number;
                                /** Format: date-time */
                                lastAt?: string;
                                lastSequence?: number;
                                rhythmMs?: number;
                                /** Format: date-time */
                                soundAt: string;
                                gaps: {
                                    from: number;
                                    to: number;
                                    /** Format: date-time */
                                    at: string;
                                    /** Format: date-time */
                                    filledAt?: string;
                                }[];
                            }[];
                            repairs: {
                                /** Format: date-time */
                                at: string;
                                entityType: string;
                                /** @enum {string} */
                                cause: "missing" | "inactive" | "changed" | "not_ready" | "extra" | "refused" | "silent";
                                detail: string;
                                /** @enum {string} */
                                outcome: "repaired" | "failed";
                            }[];
                            backfills: {
                                entityType: string;
                                /** @enum {string} */
                                reason: "gap" | "silence" | "failed_delivery" | "repair" | "burst";
                                /** Format: date-time */
                                since: string;
                                read: number;
                                unseen: number;
                                calls: number;
                                /** Format: date-time */
                                finishedAt?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/webhooks/connectwise/{integrationId}/{token}/{channel}": {
        /** Where ConnectWise PSA delivers */
        post: {
            parameters: {
                query?: {
                    recordId?: string;
                    action?: string;
                    id?: string;
                };
                path: {
                    integrationId: string;
                    token: string;
                    channel: string;
                };
            };
            requestBody: {
                content: {
                    "*/*": string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/halo": {
        /** The tenant's HaloPSA integrations */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Connect HaloPSA */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                        credentials?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}": {
        /** One integration */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        /** Remove an integration; the records stay */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
        /** Rename an integration, or say when its credentials end */
        patch: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        credentialsExpireAt?: string | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/test": {
        /** Test the connection: each missing permission or setting is named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            integration: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/credentials": {
        /** Enter credentials; keys that are left out stay */
        put: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            integration: {
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                failure?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    psaText?: string;
                                };
                                credentials: {
                                    [key: string]: string | {
                                        isSet: boolean;
                                    };
                                };
                                settings: {
                                    [key: string]: unknown;
                                };
                                pushPaused: boolean;
                                pullPaused: boolean;
                                psaName?: string;
                                fingerprint?: string;
                                isConfirmed: boolean;
                                checks: {
                                    name: string;
                                    ok: boolean;
                                    isWarning?: boolean;
                                    isMomentary?: boolean;
                                    message: string;
                                    remedy?: string;
                                }[];
                                /** Format: date-time */
                                testedAt?: string;
                                /** Format: date-time */
                                credentialsExpireAt?: string;
                                webhooks: {
                                    id: string;
                                    name: string;
                                    url: string;
                                    /** @enum {string} */
                                    status: "active" | "inactive" | "not_ready";
                                    entityType: string;
                                    differences?: string[];
                                }[];
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pause": {
        /** Pause work, as a whole or in one direction; it is kept */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default both
                         * @enum {string}
                         */
                        direction?: "push" | "pull" | "both";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/resume": {
        /** Resume work */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default both
                         * @enum {string}
                         */
                        direction?: "push" | "pull" | "both";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            provider: string;
                            name: string;
                            /** @enum {string} */
                            state: "connecting" | "connected" | "auth_failed" | "removed";
                            failure?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            credentials: {
                                [key: string]: string | {
                                    isSet: boolean;
                                };
                            };
                            settings: {
                                [key: string]: unknown;
                            };
                            pushPaused: boolean;
                            pullPaused: boolean;
                            psaName?: string;
                            fingerprint?: string;
                            isConfirmed: boolean;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            /** Format: date-time */
                            testedAt?: string;
                            /** Format: date-time */
                            credentialsExpireAt?: string;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages": {
        /** The configuration pages, and how many entries of each no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                page: string;
                                title: string;
                                problems: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/synchronize": {
        /** Synchronize: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "synchronize";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Synchronize: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "synchronize";
                            title: string;
                            settings: Record<string, never>;
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/synchronize/check": {
        /** Synchronize: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": Record<string, never>;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/products": {
        /** Products: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "products";
                            title: string;
                            settings: {
                                /** @default {} */
                                categories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                productTypes: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                productGroups: {
                                    [key: string]: "one-time" | "service" | "labour" | "charge";
                                };
                                defaultProductGroup?: string;
                                /** Format: uuid */
                                shippingProduct?: string;
                                /** Format: uuid */
                                lineProduct?: string;
                                /** @default false */
                                synchronizeToHalo: boolean;
                                manufacturerField?: string;
                                manufacturerSkuField?: string;
                                /**
                                 * @default monthly
                                 * @enum {string}
                                 */
                                defaultTerm: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Products: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        categories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        productTypes?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        productGroups?: {
                            [key: string]: "one-time" | "service" | "labour" | "charge";
                        };
                        defaultProductGroup?: string;
                        /** Format: uuid */
                        shippingProduct?: string;
                        /** Format: uuid */
                        lineProduct?: string;
                        /** @default false */
                        synchronizeToHalo?: boolean;
                        manufacturerField?: string;
                        manufacturerSkuField?: string;
                        /**
                         * @default monthly
                         * @enum {string}
                         */
                        defaultTerm?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "products";
                            title: string;
                            settings: {
                                /** @default {} */
                                categories: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                productTypes: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                productGroups: {
                                    [key: string]: "one-time" | "service" | "labour" | "charge";
                                };
                                defaultProductGroup?: string;
                                /** Format: uuid */
                                shippingProduct?: string;
                                /** Format: uuid */
                                lineProduct?: string;
                                /** @default false */
                                synchronizeToHalo: boolean;
                                manufacturerField?: string;
                                manufacturerSkuField?: string;
                                /**
                                 * @default monthly
                                 * @enum {string}
                                 */
                                defaultTerm: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/products/check": {
        /** Products: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        categories?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        productTypes?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        productGroups?: {
                            [key: string]: "one-time" | "service" | "labour" | "charge";
                        };
                        defaultProductGroup?: string;
                        /** Format: uuid */
                        shippingProduct?: string;
                        /** Format: uuid */
                        lineProduct?: string;
                        /** @default false */
                        synchronizeToHalo?: boolean;
                        manufacturerField?: string;
                        manufacturerSkuField?: string;
                        /**
                         * @default monthly
                         * @enum {string}
                         */
                        defaultTerm?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/opportunities": {
        /** Opportunities: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "opportunities";
                            title: string;
                            settings: {
                                opportunityType?: string;
                                /** @default [] */
                                opportunityTypes: string[];
                                /** @default [] */
                                importCategories: string[];
                                /** @default {} */
                                opportunityStatusesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                opportunityStatusesOut: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                quoteMoves: {
                                    [key: string]: {
                                        stage?: string;
                                        status?: string;
                                    };
                                };
                                opportunityTeam?: string;
                                opportunityAgent?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Opportunities: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        opportunityType?: string;
                        /** @default [] */
                        opportunityTypes?: string[];
                        /** @default [] */
                        importCategories?: string[];
                        /** @default {} */
                        opportunityStatusesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        opportunityStatusesOut?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        quoteMoves?: {
                            [key: string]: {
                                stage?: string;
                                status?: string;
                            };
                        };
                        opportunityTeam?: string;
                        opportunityAgent?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "opportunities";
                            title: string;
                            settings: {
                                opportunityType?: string;
                                /** @default [] */
                                opportunityTypes: string[];
                                /** @default [] */
                                importCategories: string[];
                                /** @default {} */
                                opportunityStatusesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                opportunityStatusesOut: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                quoteMoves: {
                                    [key: string]: {
                                        stage?: string;
                                        status?: string;
                                    };
                                };
                                opportunityTeam?: string;
                                opportunityAgent?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/opportunities/check": {
        /** Opportunities: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        opportunityType?: string;
                        /** @default [] */
                        opportunityTypes?: string[];
                        /** @default [] */
                        importCategories?: string[];
                        /** @default {} */
                        opportunityStatusesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        opportunityStatusesOut?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        quoteMoves?: {
                            [key: string]: {
                                stage?: string;
                                status?: string;
                            };
                        };
                        opportunityTeam?: string;
                        opportunityAgent?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/companies": {
        /** Companies: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "companies";
                            title: string;
                            settings: {
                                /** @default {} */
                                companyTypesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyTypesOut: {
                                    [key: string]: string;
                                };
                                companyProspectType?: string;
                                /**
                                 * @default {
                                 *       "line1": "street",
                                 *       "line2": "apartment",
                                 *       "line3": "city",
                                 *       "line4": "state"
                                 *     }
                                 */
                                addressLines: {
                                    [key: string]: "street" | "apartment" | "city" | "state";
                                };
                                mainContactName?: string;
                                manufacturerCompanyType?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Companies: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        companyTypesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyTypesOut?: {
                            [key: string]: string;
                        };
                        companyProspectType?: string;
                        /**
                         * @default {
                         *       "line1": "street",
                         *       "line2": "apartment",
                         *       "line3": "city",
                         *       "line4": "state"
                         *     }
                         */
                        addressLines?: {
                            [key: string]: "street" | "apartment" | "city" | "state";
                        };
                        mainContactName?: string;
                        manufacturerCompanyType?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "companies";
                            title: string;
                            settings: {
                                /** @default {} */
                                companyTypesIn: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                companyTypesOut: {
                                    [key: string]: string;
                                };
                                companyProspectType?: string;
                                /**
                                 * @default {
                                 *       "line1": "street",
                                 *       "line2": "apartment",
                                 *       "line3": "city",
                                 *       "line4": "state"
                                 *     }
                                 */
                                addressLines: {
                                    [key: string]: "street" | "apartment" | "city" | "state";
                                };
                                mainContactName?: string;
                                manufacturerCompanyType?: string;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/companies/check": {
        /** Companies: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        companyTypesIn?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        companyTypesOut?: {
                            [key: string]: string;
                        };
                        companyProspectType?: string;
                        /**
                         * @default {
                         *       "line1": "street",
                         *       "line2": "apartment",
                         *       "line3": "city",
                         *       "line4": "state"
                         *     }
                         */
                        addressLines?: {
                            [key: string]: "street" | "apartment" | "city" | "state";
                        };
                        mainContactName?: string;
                        manufacturerCompanyType?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/quotes": {
        /** Quotes: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "quotes";
                            title: string;
                            settings: {
                                /** @default {} */
                                quoteStatuses: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                billingPeriods: {
                                    [key: string]: number;
                                };
                                /** @default 10 */
                                salesOrdersPerQuote: number;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Quotes: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        quoteStatuses?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        billingPeriods?: {
                            [key: string]: number;
                        };
                        /** @default 10 */
                        salesOrdersPerQuote?: number;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "quotes";
                            title: string;
                            settings: {
                                /** @default {} */
                                quoteStatuses: {
                                    [key: string]: string;
                                };
                                /** @default {} */
                                billingPeriods: {
                                    [key: string]: number;
                                };
                                /** @default 10 */
                                salesOrdersPerQuote: number;
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/quotes/check": {
        /** Quotes: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        quoteStatuses?: {
                            [key: string]: string;
                        };
                        /** @default {} */
                        billingPeriods?: {
                            [key: string]: number;
                        };
                        /** @default 10 */
                        salesOrdersPerQuote?: number;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/account-codes": {
        /** Account codes: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "account-codes";
                            title: string;
                            settings: {
                                /** @default {} */
                                accountCodes: {
                                    [key: string]: {
                                        income?: string;
                                        expense?: string;
                                    };
                                };
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Account codes: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        accountCodes?: {
                            [key: string]: {
                                income?: string;
                                expense?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "account-codes";
                            title: string;
                            settings: {
                                /** @default {} */
                                accountCodes: {
                                    [key: string]: {
                                        income?: string;
                                        expense?: string;
                                    };
                                };
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/account-codes/check": {
        /** Account codes: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default {} */
                        accountCodes?: {
                            [key: string]: {
                                income?: string;
                                expense?: string;
                            };
                        };
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/webhooks": {
        /** Webhooks: settings, choices, and entries that no longer hold */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "webhooks";
                            title: string;
                            settings: {
                                /** @default [] */
                                companyEvents: number[];
                                /** @default [] */
                                contactEvents: number[];
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        /** Webhooks: save the whole page. If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        companyEvents?: number[];
                        /** @default [] */
                        contactEvents?: number[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @constant */
                            page: "webhooks";
                            title: string;
                            settings: {
                                /** @default [] */
                                companyEvents: number[];
                                /** @default [] */
                                contactEvents: number[];
                            };
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/pages/webhooks/check": {
        /** Webhooks: what saving would say, by the values that the PSA has now. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        companyEvents?: number[];
                        /** @default [] */
                        contactEvents?: number[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            problems: {
                                field: string;
                                message: string;
                                isStale: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/handover": {
        /** The mappings in words, to be given to another PSA's integration */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            mappings: {
                                setting: string;
                                title: string;
                                entries: {
                                    by?: {
                                        key: string;
                                        label?: string;
                                    };
                                    value: {
                                        key: string;
                                        label?: string;
                                    };
                                }[];
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/handover/preview": {
        /** What would become of another integration's mappings here. Nothing is saved. */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        psaName: string;
                        mappings: {
                            setting: string;
                            title: string;
                            entries: {
                                by?: {
                                    key: string;
                                    label?: string;
                                };
                                value: {
                                    key: string;
                                    label?: string;
                                };
                            }[];
                        }[];
                        others: {
                            page: string;
                            title: string;
                            count: number;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            items: {
                                setting: string;
                                title: string;
                                page?: string;
                                from: string;
                                to?: string;
                                /** @enum {string} */
                                outcome: "carried" | "kept" | "missing" | "ambiguous" | "refused" | "unknown_setting";
                                message?: string;
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/handover/take": {
        /** Set what the preview carries over; what is set stays. If-Match with the preview's ETag is required. */
        post: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        psaName: string;
                        mappings: {
                            setting: string;
                            title: string;
                            entries: {
                                by?: {
                                    key: string;
                                    label?: string;
                                };
                                value: {
                                    key: string;
                                    label?: string;
                                };
                            }[];
                        }[];
                        others: {
                            page: string;
                            title: string;
                            count: number;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            psaName: string;
                            items: {
                                setting: string;
                                title: string;
                                page?: string;
                                from: string;
                                to?: string;
                                /** @enum {string} */
                                outcome: "carried" | "kept" | "missing" | "ambiguous" | "refused" | "unknown_setting";
                                message?: string;
                            }[];
                            others: {
                                page: string;
                                title: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/quotes/{quoteId}/post-sale": {
        /** Create Sales Order: what the quote offers, what was made, or why nothing can be made */
        get: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            action: string;
                            documentType: string;
                            isOffered: boolean;
                            reason?: {
                                code: string;
                                message: string;
                            };
                            mostPerQuote: number;
                            /** @description Those that stand on no document yet. */
                            lines: {
                                id: string;
                                kind: string;
                                name: string;
                                quantity: number;
                                unitPrice: string;
                                period: string;
                                isOptional: boolean;
                                productId?: string;
                            }[];
                            documents: {
                                title: string;
                                number?: string;
                                /** Format: uuid */
                                quoteId: string;
                                /** Format: uuid */
                                opportunityId?: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /** Format: date */
                                date?: string;
                                status?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    quoteItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    serviceId?: string;
                                    name: string;
                                    description?: string;
                                    quantity: number;
                                    unitPrice: string;
                                    unitCost?: string;
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                externalId?: string;
                                sync?: {
                                    status: string;
                                    message?: string;
                                };
                            }[];
                            choices: {
                                [key: string]: {
                                    key: string;
                                    label: string;
                                    isActive: boolean;
                                    details?: {
                                        [key: string]: string | number | boolean | null;
                                    };
                                }[];
                            };
                            /** @description What of the quote the PSA is not given, and what to do instead. */
                            notes: string[];
                        };
                    };
                };
            };
        };
        /** Create Sales Order for chosen lines of an approved quote (FP-02) */
        post: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        lineIds: string[];
                        title?: string;
                        /** Format: date */
                        date?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            quoteId: string;
                            /** Format: uuid */
                            opportunityId?: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: date */
                            date?: string;
                            status?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                quoteItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            externalId?: string;
                            sync?: {
                                status: string;
                                message?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/quotes/{quoteId}/preflight": {
        /** Check a quote, line by line, against HaloPSA as it is now: what a push would meet, and the remedy */
        post: {
            parameters: {
                path: {
                    id: string;
                    quoteId: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description As if the quote stood so, such as approved before anybody has signed. Default: as it stands.
                         * @enum {string}
                         */
                        status?: "draft" | "sent" | "approved" | "declined" | "expired";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /**
                             * @description What a push would end as; not_wanted: the PSA is not told of the quote as it stands.
                             * @enum {string}
                             */
                            outcome: "passes" | "partial" | "fails" | "not_wanted";
                            findings: {
                                /**
                                 * @description The record whose push meets it: the quote, or one that is pushed before it.
                                 * @enum {string}
                                 */
                                entityType: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                                entityId: string;
                                entityName: string;
                                /** @description The line that fails while the others go. */
                                line?: {
                                    id: string;
                                    name: string;
                                };
                                /** @description The PSA's names of the fields that it is about. */
                                fields: string[];
                                code: string;
                                /** @description What the push would say. */
                                message: string;
                                remedy: string;
                                psaText?: string;
                                reference?: string;
                            }[];
                            /** @description Calls to the PSA that the check took. */
                            calls: number;
                            /** Format: date-time */
                            checkedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/sync": {
        /** The latest syncs with their progress */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                kind: string;
                                /** @enum {string} */
                                state: "running" | "completed" | "failed" | "cancelled";
                                phase?: string;
                                phases: {
                                    label: string;
                                    done: number;
                                    total: number;
                                    refused: number;
                                    isDone: boolean;
                                }[];
                                done: number;
                                total: number;
                                rate: number;
                                callsSpent: number;
                                error?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                };
                                waitsFor?: {
                                    code: string;
                                    message: string;
                                    remedy: string;
                                    /** Format: date-time */
                                    until: string;
                                };
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Start a full, fields-only, people or delta sync (SY-01, SY-08) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @default full
                         * @enum {string}
                         */
                        kind?: "full" | "fields" | "people" | "delta";
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/sync/{runId}/cancel": {
        /** Cancel a sync; what was read stays */
        post: {
            parameters: {
                path: {
                    id: string;
                    runId: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/budget": {
        /** The gauge of the PSA's call allowance */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            limit: number;
                            windowMs: number;
                            usedByLane: {
                                interactive: number;
                                webhook: number;
                                scheduled: number;
                                bulk: number;
                            };
                            usedByOthers: number;
                            remaining: number;
                            openTo: {
                                interactive: number;
                                webhook: number;
                                scheduled: number;
                                bulk: number;
                            };
                            /** Format: date-time */
                            exhaustedAt?: string;
                            /** Format: date-time */
                            blockedUntil?: string;
                            work: {
                                waiting: number;
                                parked: number;
                                /** Format: date-time */
                                nextDueAt?: string;
                            };
                            standing: {
                                /** @enum {string} */
                                lane: "interactive" | "webhook" | "scheduled" | "bulk";
                                rows: number;
                                runs: number;
                                /** Format: date-time */
                                resumesAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/records/{type}/{entityId}/sync": {
        /** Synchronize one record now; refused while that is under way (SY-30) */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                    entityId: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @constant */
                            state: "accepted";
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/import": {
        /** Import All Mapped Categories: what would be read, and how many records of it stand here */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            parts: {
                                key: string;
                                label: string;
                                imported?: number;
                                groups?: {
                                    [key: string]: number;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        /** Import All Mapped Categories, as one run in the lane bulk; some of its parts alone where they are named */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        parts?: string[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/freshness": {
        /** How long ago both sides were last known to agree, by entity type, with objective and error budget */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description The share of looks that has to be in time */
                            target: number;
                            items: {
                                entityType: string;
                                /**
                                 * Format: date-time
                                 * @description When both sides were last known to agree; absent before the first sync
                                 */
                                agreedAt?: string;
                                ageSeconds?: number;
                                /** @description How old it may be */
                                objectiveSeconds: number;
                                isLate: boolean;
                                /** @description 1 while it was never late within 30 days; 0 or less once the allowed share is used up */
                                errorBudgetRemaining: number;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/held-deletions": {
        /** What a full sync did not find any more and a person has to decide on */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                type: string;
                                label: string;
                                missing: number;
                                linked: number;
                                examples: string[];
                                /** Format: date-time */
                                heldAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/held-deletions/{type}/confirm": {
        /** They were deleted in the PSA: mark them here, once each was looked for again */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            kind: string;
                            /** @enum {string} */
                            state: "running" | "completed" | "failed" | "cancelled";
                            phase?: string;
                            phases: {
                                label: string;
                                done: number;
                                total: number;
                                refused: number;
                                isDone: boolean;
                            }[];
                            done: number;
                            total: number;
                            rate: number;
                            callsSpent: number;
                            error?: {
                                code: string;
                                message: string;
                                remedy: string;
                            };
                            waitsFor?: {
                                code: string;
                                message: string;
                                remedy: string;
                                /** Format: date-time */
                                until: string;
                            };
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/held-deletions/{type}/discard": {
        /** Mark nothing; the next full sync asks again if they are still missing */
        post: {
            parameters: {
                path: {
                    id: string;
                    type: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/move": {
        /** The preview of the move, and how far it is */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Enter credentials of another PSA database and match what exists there; nothing is written */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
        /** Give the move up; only before it was confirmed */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/move/confirm": {
        /** Decide the conflicts and move; work stands still until it is done */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        decisions?: {
                            itemId: string;
                            recordId: string | null;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            stage: "previewed" | "draining" | "unlinking" | "linking";
                            fingerprint: string;
                            psaName?: string;
                            checks: {
                                name: string;
                                ok: boolean;
                                isWarning?: boolean;
                                isMomentary?: boolean;
                                message: string;
                                remedy?: string;
                            }[];
                            plan: {
                                /** @enum {string} */
                                state: "planning" | "ready" | "confirmed" | "failed";
                                types: {
                                    [key: string]: string | number;
                                }[];
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                                error?: string;
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/first-connect": {
        /** The preview of the first connect */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
        /** Match existing records of both sides; nothing is written */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/first-connect/items": {
        /** Matches and conflicts of the preview */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    outcome?: "match" | "conflict";
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                type: string;
                                /** @enum {string} */
                                outcome: "match" | "conflict";
                                by: string;
                                externalId: string;
                                externalName: string;
                                records: {
                                    id: string;
                                    name: string;
                                }[];
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/first-connect/confirm": {
        /** Decide the conflicts, link what matched and let data flow */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default [] */
                        decisions?: {
                            itemId: string;
                            recordId: string | null;
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            state: "planning" | "ready" | "confirmed" | "failed";
                            types: {
                                [key: string]: string | number;
                            }[];
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                            error?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/webhooks": {
        /** The webhooks as the PSA has them (AT-100) */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Install or update the webhooks (AT-101) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Uninstall all of our webhooks (AT-102) */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/integrations/halo/{id}/webhooks/report": {
        /** What was delivered, what failed or never came, and what was done about it; costs no call (AT-103) */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            isInstalled: boolean;
                            webhooks: {
                                id: string;
                                name: string;
                                url: string;
                                /** @enum {string} */
                                status: "active" | "inactive" | "not_ready";
                                entityType: string;
                                differences?: string[];
                            }[];
                            /** Format: date-time */
                            checkedAt?: string;
                            /** Format: date-time */
                            nextCheckAt?: string;
                            problem?: {
                                code: string;
                                message: string;
                                remedy: string;
                                psaText?: string;
                            };
                            callsSpent: number;
                            failures: {
                                webhookId: string;
                                entityType: string;
                                /** Format: date-time */
                                at: string;
                                sequence?: string;
                                message: string;
                            }[];
                            /** Format: date-time */
                            failuresReadAt?: string;
                            received: {
                                webhookId: string;
                                entityType: string;
                                received: number;
                                /** Format: date-time */
                                lastAt?: string;
                                lastSequence?: number;
                                rhythmMs?: number;
                                /** Format: date-time */
                                soundAt: string;
                                gaps: {
                                    from: number;
                                    to: number;
                                    /** Format: date-time */
                                    at: string;
                                    /** Format: date-time */
                                    filledAt?: string;
                                }[];
                            }[];
                            repairs: {
                                /** Format: date-time */
                                at: string;
                                entityType: string;
                                /** @enum {string} */
                                cause: "missing" | "inactive" | "changed" | "not_ready" | "extra" | "refused" | "silent";
                                detail: string;
                                /** @enum {string} */
                                outcome: "repaired" | "failed";
                            }[];
                            backfills: {
                                entityType: string;
                                /** @enum {string} */
                                reason: "gap" | "silence" | "failed_delivery" | "repair" | "burst";
                                /** Format: date-time */
                                since: string;
                                read: number;
                                unseen: number;
                                calls: number;
                                /** Format: date-time */
                                finishedAt?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/webhooks/halo/{integrationId}/{token}/{channel}": {
        /** Where HaloPSA delivers */
        post: {
            parameters: {
                query?: {
                    recordId?: string;
                    action?: string;
                    id?: string;
                };
                path: {
                    integrationId: string;
                    token: string;
                    channel: string;
                };
            };
            requestBody: {
                content: {
                    "*/*": string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/xero/connections": {
        /** The connected organisations of Xero, and how they stand */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                /** @enum {string} */
                                state: "offered" | "connected" | "disconnected";
                                /** @enum {string} */
                                kind: "consent" | "custom";
                                /**
                                 * @description Whether Xero lets us in, and for how long.
                                 * @enum {string}
                                 */
                                standing: "good" | "lapsing" | "lapsed";
                                /** @description The day on which it ends unless it is renewed. */
                                endsOn: string | null;
                                takes: string[];
                                /** Format: date-time */
                                connectedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/begin": {
        /** Begin to connect organisations by a consent at Xero */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The integration with Autotask whose invoices go to Xero. */
                        integrationId: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /**
                             * Format: uri
                             * @description Where the browser goes.
                             */
                            authorizationUrl: string;
                            /** @description Kept by the browser, and shown when it comes back. */
                            attempt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/finish": {
        /** Connect what a person consented to at Xero */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The query of the address that Xero sent the browser back to. */
                        answer: string;
                        attempt: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                /** @enum {string} */
                                state: "offered" | "connected" | "disconnected";
                                /** @enum {string} */
                                kind: "consent" | "custom";
                                /**
                                 * @description Whether Xero lets us in, and for how long.
                                 * @enum {string}
                                 */
                                standing: "good" | "lapsing" | "lapsed";
                                /** @description The day on which it ends unless it is renewed. */
                                endsOn: string | null;
                                takes: string[];
                                /** Format: date-time */
                                connectedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/custom": {
        /** Connect an organisation by a custom connection */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The integration with Autotask whose invoices go to Xero. */
                        integrationId: string;
                        clientId: string;
                        /** @description Stored encrypted, and never shown again. */
                        clientSecret: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                /** @enum {string} */
                                state: "offered" | "connected" | "disconnected";
                                /** @enum {string} */
                                kind: "consent" | "custom";
                                /**
                                 * @description Whether Xero lets us in, and for how long.
                                 * @enum {string}
                                 */
                                standing: "good" | "lapsing" | "lapsed";
                                /** @description The day on which it ends unless it is renewed. */
                                endsOn: string | null;
                                takes: string[];
                                /** Format: date-time */
                                connectedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}/use": {
        /** Use an organisation that a consent reaches */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                /** @enum {string} */
                                state: "offered" | "connected" | "disconnected";
                                /** @enum {string} */
                                kind: "consent" | "custom";
                                /**
                                 * @description Whether Xero lets us in, and for how long.
                                 * @enum {string}
                                 */
                                standing: "good" | "lapsing" | "lapsed";
                                /** @description The day on which it ends unless it is renewed. */
                                endsOn: string | null;
                                takes: string[];
                                /** Format: date-time */
                                connectedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}/takes": {
        /** Say which invoices go to an organisation */
        put: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Values of the company field XeroOrganisation whose invoices go here, or LOB:<id> for a line of business of companies without one (ORG-2); empty where this is the only organisation and takes all. */
                        takes: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                organisation: {
                                    id: string;
                                    name: string;
                                };
                                /** @enum {string} */
                                state: "offered" | "connected" | "disconnected";
                                /** @enum {string} */
                                kind: "consent" | "custom";
                                /**
                                 * @description Whether Xero lets us in, and for how long.
                                 * @enum {string}
                                 */
                                standing: "good" | "lapsing" | "lapsed";
                                /** @description The day on which it ends unless it is renewed. */
                                endsOn: string | null;
                                takes: string[];
                                /** Format: date-time */
                                connectedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}": {
        /** Disconnect an organisation, at Xero too */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/xero/simulation": {
        /** What would become of one invoice, or of all since a day, with the exact calls; nothing is written */
        get: {
            parameters: {
                query?: {
                    externalId?: string;
                    since?: string;
                    cursor?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            readonly items: {
                                externalId: string;
                                number: string;
                                /** @enum {string} */
                                decision: "create" | "replace" | "unchanged" | "void" | "skip" | "wait" | "fault";
                                readonly sentences: string[];
                                readonly problems: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                    readonly details?: string[];
                                }[];
                                readonly differences: {
                                    where: string;
                                    ours: string;
                                    theirs: string;
                                    sentence: string;
                                }[];
                                /** @description The invoice beside what stands in Xero: the head, then line by line; null where a side says nothing. */
                                readonly comparison: {
                                    where: string;
                                    member: string;
                                    ours: string | null;
                                    theirs: string | null;
                                    isAlike: boolean;
                                }[];
                                /** @description What would be sent to Xero, to the letter. */
                                readonly calls: {
                                    /** @enum {string} */
                                    method: "PUT" | "POST";
                                    path: string;
                                    body: unknown;
                                }[];
                            }[];
                            isComplete: boolean;
                            cursor?: string;
                            sentence: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}/accounts": {
        /** The organisation's chart of accounts, as Xero has it now */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                code: string;
                                name: string;
                                /** @description In Xero's words, such as REVENUE */
                                type: string;
                                /** @description An archived one takes nothing: what is mapped to it goes to the default (XI-24) */
                                isActive: boolean;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}/engine": {
        /** The settings of the sync into an organisation, and how it stands */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            state: "active" | "paused";
                            settings: {
                                options: {
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    importAs: "draft" | "approved" | "approved-and-sent";
                                    /**
                                     * @default xero
                                     * @enum {string}
                                     */
                                    numbering: "xero" | "autotask-id" | "autotask-number";
                                    /** @default  */
                                    numberPrefix: string;
                                    /**
                                     * @default due-date
                                     * @enum {string}
                                     */
                                    dueDateFrom: "due-date" | "invoice-date";
                                    /** @default true */
                                    isOrderNumberInReference: boolean;
                                    /** @default true */
                                    hasFourDecimals: boolean;
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    zeroTotal: "skip" | "draft" | "send";
                                    /**
                                     * @description What is voided in Autotask is voided in Xero too, a draft deleted (VOD-1)
                                     * @default false
                                     */
                                    carriesVoids: boolean;
                                    /** @default false */
                                    showsNonBillable: boolean;
                                    accounts: {
                                        /** @description For billing codes that are not mapped (XI-24) */
                                        default: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    tax: {
                                        /**
                                         * @default autotask
                                         * @enum {string}
                                         */
                                        amountsFrom: "autotask" | "xero";
                                        byRegion?: {
                                            [key: string]: string;
                                        };
                                    };
                                    /**
                                     * @default off
                                     * @enum {string}
                                     */
                                    items: "off" | "by-code";
                                    contacts: {
                                        /**
                                         * @default name
                                         * @enum {string}
                                         */
                                        matchBy: "name" | "account-number";
                                        /** @default false */
                                        ignoresCase: boolean;
                                        /**
                                         * @default fault
                                         * @enum {string}
                                         */
                                        invalidEmail: "fault" | "drop";
                                    };
                                    rounding: {
                                        /**
                                         * @description Differences up to here get a line "Rounding", without a word
                                         * @default 0.05
                                         */
                                        silentUpTo: string;
                                        /**
                                         * @description Up to here with a warning; beyond, the invoice faults (XI-40)
                                         * @default 3.00
                                         */
                                        allowance: string;
                                        /** @description Without one Xero's own rounding account */
                                        account?: string;
                                    };
                                };
                                /** @description Purchase orders are taken where this is given */
                                purchases?: {
                                    /**
                                     * @default purchase-order
                                     * @enum {string}
                                     */
                                    as: "purchase-order" | "bill";
                                    /**
                                     * @description The status in Autotask on which an order is taken, once (XI-45)
                                     * @default submitted
                                     * @enum {string}
                                     */
                                    trigger: "submitted" | "received partial" | "received full";
                                    /**
                                     * @default DRAFT
                                     * @enum {string}
                                     */
                                    status: "DRAFT" | "SUBMITTED" | "AUTHORISED" | "BILLED";
                                    /** @default false */
                                    isNumberedByAutotask: boolean;
                                    /** @default false */
                                    isMemoInReference: boolean;
                                    accounts: {
                                        default: string;
                                        freight: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    taxType?: string;
                                };
                                /**
                                 * Format: date
                                 * @description Invoices of an earlier day are skipped (XI-23)
                                 */
                                takesFrom?: string;
                                /**
                                 * @description Autotask's invoice gets Xero's number, the time at which it was taken (NUM-4) and the day on which it was paid in full (PAY-1); its own number stays where Xero's is made of it
                                 * @default false
                                 */
                                writesBack: boolean;
                                /**
                                 * @description Who is written to about faults (XI-03)
                                 * @default []
                                 */
                                alertsTo: string[];
                            } | null;
                            /** @description Nothing is asked of Xero until then */
                            rest: {
                                /** Format: date-time */
                                until: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why invoices cannot be read in Autotask at the moment */
                            reading: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why it is not looked at what becomes of documents in Xero: the day's last calls are kept for sending */
                            looks: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}/engine/settings": {
        /** Save how invoices are taken to an organisation (XI-20 to XI-25). If-Match with its ETag is required. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        options: {
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            importAs?: "draft" | "approved" | "approved-and-sent";
                            /**
                             * @default xero
                             * @enum {string}
                             */
                            numbering?: "xero" | "autotask-id" | "autotask-number";
                            /** @default  */
                            numberPrefix?: string;
                            /**
                             * @default due-date
                             * @enum {string}
                             */
                            dueDateFrom?: "due-date" | "invoice-date";
                            /** @default true */
                            isOrderNumberInReference?: boolean;
                            /** @default true */
                            hasFourDecimals?: boolean;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            zeroTotal?: "skip" | "draft" | "send";
                            /**
                             * @description What is voided in Autotask is voided in Xero too, a draft deleted (VOD-1)
                             * @default false
                             */
                            carriesVoids?: boolean;
                            /** @default false */
                            showsNonBillable?: boolean;
                            accounts: {
                                /** @description For billing codes that are not mapped (XI-24) */
                                default: string;
                                /** @default {} */
                                byBillingCode?: {
                                    [key: string]: string;
                                };
                            };
                            /** @default {} */
                            tax?: {
                                /**
                                 * @default autotask
                                 * @enum {string}
                                 */
                                amountsFrom?: "autotask" | "xero";
                                byRegion?: {
                                    [key: string]: string;
                                };
                            };
                            /**
                             * @default off
                             * @enum {string}
                             */
                            items?: "off" | "by-code";
                            /** @default {} */
                            contacts?: {
                                /**
                                 * @default name
                                 * @enum {string}
                                 */
                                matchBy?: "name" | "account-number";
                                /** @default false */
                                ignoresCase?: boolean;
                                /**
                                 * @default fault
                                 * @enum {string}
                                 */
                                invalidEmail?: "fault" | "drop";
                            };
                            /** @default {} */
                            rounding?: {
                                /**
                                 * @description Differences up to here get a line "Rounding", without a word
                                 * @default 0.05
                                 */
                                silentUpTo?: string;
                                /**
                                 * @description Up to here with a warning; beyond, the invoice faults (XI-40)
                                 * @default 3.00
                                 */
                                allowance?: string;
                                /** @description Without one Xero's own rounding account */
                                account?: string;
                            };
                        };
                        /** @description Purchase orders are taken where this is given */
                        purchases?: {
                            /**
                             * @default purchase-order
                             * @enum {string}
                             */
                            as?: "purchase-order" | "bill";
                            /**
                             * @description The status in Autotask on which an order is taken, once (XI-45)
                             * @default submitted
                             * @enum {string}
                             */
                            trigger?: "submitted" | "received partial" | "received full";
                            /**
                             * @default DRAFT
                             * @enum {string}
                             */
                            status?: "DRAFT" | "SUBMITTED" | "AUTHORISED" | "BILLED";
                            /** @default false */
                            isNumberedByAutotask?: boolean;
                            /** @default false */
                            isMemoInReference?: boolean;
                            accounts: {
                                default: string;
                                freight: string;
                                /** @default {} */
                                byBillingCode?: {
                                    [key: string]: string;
                                };
                            };
                            taxType?: string;
                        };
                        /**
                         * Format: date
                         * @description Invoices of an earlier day are skipped (XI-23)
                         */
                        takesFrom?: string;
                        /**
                         * @description Autotask's invoice gets Xero's number, the time at which it was taken (NUM-4) and the day on which it was paid in full (PAY-1); its own number stays where Xero's is made of it
                         * @default false
                         */
                        writesBack?: boolean;
                        /**
                         * @description Who is written to about faults (XI-03)
                         * @default []
                         */
                        alertsTo?: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            state: "active" | "paused";
                            settings: {
                                options: {
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    importAs: "draft" | "approved" | "approved-and-sent";
                                    /**
                                     * @default xero
                                     * @enum {string}
                                     */
                                    numbering: "xero" | "autotask-id" | "autotask-number";
                                    /** @default  */
                                    numberPrefix: string;
                                    /**
                                     * @default due-date
                                     * @enum {string}
                                     */
                                    dueDateFrom: "due-date" | "invoice-date";
                                    /** @default true */
                                    isOrderNumberInReference: boolean;
                                    /** @default true */
                                    hasFourDecimals: boolean;
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    zeroTotal: "skip" | "draft" | "send";
                                    /**
                                     * @description What is voided in Autotask is voided in Xero too, a draft deleted (VOD-1)
                                     * @default false
                                     */
                                    carriesVoids: boolean;
                                    /** @default false */
                                    showsNonBillable: boolean;
                                    accounts: {
                                        /** @description For billing codes that are not mapped (XI-24) */
                                        default: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    tax: {
                                        /**
                                         * @default autotask
                                         * @enum {string}
                                         */
                                        amountsFrom: "autotask" | "xero";
                                        byRegion?: {
                                            [key: string]: string;
                                        };
                                    };
                                    /**
                                     * @default off
                                     * @enum {string}
                                     */
                                    items: "off" | "by-code";
                                    contacts: {
                                        /**
                                         * @default name
                                         * @enum {string}
                                         */
                                        matchBy: "name" | "account-number";
                                        /** @default false */
                                        ignoresCase: boolean;
                                        /**
                                         * @default fault
                                         * @enum {string}
                                         */
                                        invalidEmail: "fault" | "drop";
                                    };
                                    rounding: {
                                        /**
                                         * @description Differences up to here get a line "Rounding", without a word
                                         * @default 0.05
                                         */
                                        silentUpTo: string;
                                        /**
                                         * @description Up to here with a warning; beyond, the invoice faults (XI-40)
                                         * @default 3.00
                                         */
                                        allowance: string;
                                        /** @description Without one Xero's own rounding account */
                                        account?: string;
                                    };
                                };
                                /** @description Purchase orders are taken where this is given */
                                purchases?: {
                                    /**
                                     * @default purchase-order
                                     * @enum {string}
                                     */
                                    as: "purchase-order" | "bill";
                                    /**
                                     * @description The status in Autotask on which an order is taken, once (XI-45)
                                     * @default submitted
                                     * @enum {string}
                                     */
                                    trigger: "submitted" | "received partial" | "received full";
                                    /**
                                     * @default DRAFT
                                     * @enum {string}
                                     */
                                    status: "DRAFT" | "SUBMITTED" | "AUTHORISED" | "BILLED";
                                    /** @default false */
                                    isNumberedByAutotask: boolean;
                                    /** @default false */
                                    isMemoInReference: boolean;
                                    accounts: {
                                        default: string;
                                        freight: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    taxType?: string;
                                };
                                /**
                                 * Format: date
                                 * @description Invoices of an earlier day are skipped (XI-23)
                                 */
                                takesFrom?: string;
                                /**
                                 * @description Autotask's invoice gets Xero's number, the time at which it was taken (NUM-4) and the day on which it was paid in full (PAY-1); its own number stays where Xero's is made of it
                                 * @default false
                                 */
                                writesBack: boolean;
                                /**
                                 * @description Who is written to about faults (XI-03)
                                 * @default []
                                 */
                                alertsTo: string[];
                            } | null;
                            /** @description Nothing is asked of Xero until then */
                            rest: {
                                /** Format: date-time */
                                until: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why invoices cannot be read in Autotask at the moment */
                            reading: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why it is not looked at what becomes of documents in Xero: the day's last calls are kept for sending */
                            looks: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}/engine/pause": {
        /** Take no invoice to Xero until it is resumed (XI-06) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            state: "active" | "paused";
                            settings: {
                                options: {
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    importAs: "draft" | "approved" | "approved-and-sent";
                                    /**
                                     * @default xero
                                     * @enum {string}
                                     */
                                    numbering: "xero" | "autotask-id" | "autotask-number";
                                    /** @default  */
                                    numberPrefix: string;
                                    /**
                                     * @default due-date
                                     * @enum {string}
                                     */
                                    dueDateFrom: "due-date" | "invoice-date";
                                    /** @default true */
                                    isOrderNumberInReference: boolean;
                                    /** @default true */
                                    hasFourDecimals: boolean;
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    zeroTotal: "skip" | "draft" | "send";
                                    /**
                                     * @description What is voided in Autotask is voided in Xero too, a draft deleted (VOD-1)
                                     * @default false
                                     */
                                    carriesVoids: boolean;
                                    /** @default false */
                                    showsNonBillable: boolean;
                                    accounts: {
                                        /** @description For billing codes that are not mapped (XI-24) */
                                        default: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    tax: {
                                        /**
                                         * @default autotask
                                         * @enum {string}
                                         */
                                        amountsFrom: "autotask" | "xero";
                                        byRegion?: {
                                            [key: string]: string;
                                        };
                                    };
                                    /**
                                     * @default off
                                     * @enum {string}
                                     */
                                    items: "off" | "by-code";
                                    contacts: {
                                        /**
                                         * @default name
                                         * @enum {string}
                                         */
                                        matchBy: "name" | "account-number";
                                        /** @default false */
                                        ignoresCase: boolean;
                                        /**
                                         * @default fault
                                         * @enum {string}
                                         */
                                        invalidEmail: "fault" | "drop";
                                    };
                                    rounding: {
                                        /**
                                         * @description Differences up to here get a line "Rounding", without a word
                                         * @default 0.05
                                         */
                                        silentUpTo: string;
                                        /**
                                         * @description Up to here with a warning; beyond, the invoice faults (XI-40)
                                         * @default 3.00
                                         */
                                        allowance: string;
                                        /** @description Without one Xero's own rounding account */
                                        account?: string;
                                    };
                                };
                                /** @description Purchase orders are taken where this is given */
                                purchases?: {
                                    /**
                                     * @default purchase-order
                                     * @enum {string}
                                     */
                                    as: "purchase-order" | "bill";
                                    /**
                                     * @description The status in Autotask on which an order is taken, once (XI-45)
                                     * @default submitted
                                     * @enum {string}
                                     */
                                    trigger: "submitted" | "received partial" | "received full";
                                    /**
                                     * @default DRAFT
                                     * @enum {string}
                                     */
                                    status: "DRAFT" | "SUBMITTED" | "AUTHORISED" | "BILLED";
                                    /** @default false */
                                    isNumberedByAutotask: boolean;
                                    /** @default false */
                                    isMemoInReference: boolean;
                                    accounts: {
                                        default: string;
                                        freight: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    taxType?: string;
                                };
                                /**
                                 * Format: date
                                 * @description Invoices of an earlier day are skipped (XI-23)
                                 */
                                takesFrom?: string;
                                /**
                                 * @description Autotask's invoice gets Xero's number, the time at which it was taken (NUM-4) and the day on which it was paid in full (PAY-1); its own number stays where Xero's is made of it
                                 * @default false
                                 */
                                writesBack: boolean;
                                /**
                                 * @description Who is written to about faults (XI-03)
                                 * @default []
                                 */
                                alertsTo: string[];
                            } | null;
                            /** @description Nothing is asked of Xero until then */
                            rest: {
                                /** Format: date-time */
                                until: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why invoices cannot be read in Autotask at the moment */
                            reading: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why it is not looked at what becomes of documents in Xero: the day's last calls are kept for sending */
                            looks: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/connections/{id}/engine/resume": {
        /** Take invoices to Xero (XI-06) */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            state: "active" | "paused";
                            settings: {
                                options: {
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    importAs: "draft" | "approved" | "approved-and-sent";
                                    /**
                                     * @default xero
                                     * @enum {string}
                                     */
                                    numbering: "xero" | "autotask-id" | "autotask-number";
                                    /** @default  */
                                    numberPrefix: string;
                                    /**
                                     * @default due-date
                                     * @enum {string}
                                     */
                                    dueDateFrom: "due-date" | "invoice-date";
                                    /** @default true */
                                    isOrderNumberInReference: boolean;
                                    /** @default true */
                                    hasFourDecimals: boolean;
                                    /**
                                     * @default draft
                                     * @enum {string}
                                     */
                                    zeroTotal: "skip" | "draft" | "send";
                                    /**
                                     * @description What is voided in Autotask is voided in Xero too, a draft deleted (VOD-1)
                                     * @default false
                                     */
                                    carriesVoids: boolean;
                                    /** @default false */
                                    showsNonBillable: boolean;
                                    accounts: {
                                        /** @description For billing codes that are not mapped (XI-24) */
                                        default: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    tax: {
                                        /**
                                         * @default autotask
                                         * @enum {string}
                                         */
                                        amountsFrom: "autotask" | "xero";
                                        byRegion?: {
                                            [key: string]: string;
                                        };
                                    };
                                    /**
                                     * @default off
                                     * @enum {string}
                                     */
                                    items: "off" | "by-code";
                                    contacts: {
                                        /**
                                         * @default name
                                         * @enum {string}
                                         */
                                        matchBy: "name" | "account-number";
                                        /** @default false */
                                        ignoresCase: boolean;
                                        /**
                                         * @default fault
                                         * @enum {string}
                                         */
                                        invalidEmail: "fault" | "drop";
                                    };
                                    rounding: {
                                        /**
                                         * @description Differences up to here get a line "Rounding", without a word
                                         * @default 0.05
                                         */
                                        silentUpTo: string;
                                        /**
                                         * @description Up to here with a warning; beyond, the invoice faults (XI-40)
                                         * @default 3.00
                                         */
                                        allowance: string;
                                        /** @description Without one Xero's own rounding account */
                                        account?: string;
                                    };
                                };
                                /** @description Purchase orders are taken where this is given */
                                purchases?: {
                                    /**
                                     * @default purchase-order
                                     * @enum {string}
                                     */
                                    as: "purchase-order" | "bill";
                                    /**
                                     * @description The status in Autotask on which an order is taken, once (XI-45)
                                     * @default submitted
                                     * @enum {string}
                                     */
                                    trigger: "submitted" | "received partial" | "received full";
                                    /**
                                     * @default DRAFT
                                     * @enum {string}
                                     */
                                    status: "DRAFT" | "SUBMITTED" | "AUTHORISED" | "BILLED";
                                    /** @default false */
                                    isNumberedByAutotask: boolean;
                                    /** @default false */
                                    isMemoInReference: boolean;
                                    accounts: {
                                        default: string;
                                        freight: string;
                                        /** @default {} */
                                        byBillingCode: {
                                            [key: string]: string;
                                        };
                                    };
                                    taxType?: string;
                                };
                                /**
                                 * Format: date
                                 * @description Invoices of an earlier day are skipped (XI-23)
                                 */
                                takesFrom?: string;
                                /**
                                 * @description Autotask's invoice gets Xero's number, the time at which it was taken (NUM-4) and the day on which it was paid in full (PAY-1); its own number stays where Xero's is made of it
                                 * @default false
                                 */
                                writesBack: boolean;
                                /**
                                 * @description Who is written to about faults (XI-03)
                                 * @default []
                                 */
                                alertsTo: string[];
                            } | null;
                            /** @description Nothing is asked of Xero until then */
                            rest: {
                                /** Format: date-time */
                                until: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why invoices cannot be read in Autotask at the moment */
                            reading: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                            /** @description Why it is not looked at what becomes of documents in Xero: the day's last calls are kept for sending */
                            looks: {
                                /** Format: date-time */
                                since: string;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                };
                            } | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/invoices": {
        /** List invoices by state, problem, day and words; the latest first */
        get: {
            parameters: {
                query?: {
                    state?: string;
                    code?: string;
                    dateFrom?: string;
                    dateTo?: string;
                    search?: string;
                    from?: number;
                    size?: number;
                    cursor?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                integrationId: string;
                                /** @description Its id in Autotask */
                                externalId: string;
                                number: string | null;
                                invoiceDate: string;
                                customer: string;
                                total: string;
                                currency: string;
                                /** @enum {string} */
                                state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                                strikes: number;
                                dueAt: string | null;
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                    details: string[];
                                } | null;
                                skipReason: string | null;
                                warnings: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                    details: string[];
                                }[];
                                /** @description A person has left it out; `skipReason` says why */
                                isDismissed: boolean;
                                /** @description What it became in Xero */
                                document: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "invoice" | "credit-note";
                                    number: string;
                                    /** @description As it was last seen in Xero, such as AUTHORISED, PAID or VOIDED */
                                    status: string | null;
                                    /** @description The day on which nothing was left to pay */
                                    paidOn: string | null;
                                } | null;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/invoices/{id}": {
        /** One invoice with its lines and what happened to it */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            /** @description Its id in Autotask */
                            externalId: string;
                            number: string | null;
                            invoiceDate: string;
                            customer: string;
                            total: string;
                            currency: string;
                            /** @enum {string} */
                            state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                            strikes: number;
                            dueAt: string | null;
                            problem: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            } | null;
                            skipReason: string | null;
                            warnings: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            }[];
                            /** @description A person has left it out; `skipReason` says why */
                            isDismissed: boolean;
                            /** @description What it became in Xero */
                            document: {
                                id: string;
                                /** @enum {string} */
                                kind: "invoice" | "credit-note";
                                number: string;
                                /** @description As it was last seen in Xero, such as AUTHORISED, PAID or VOIDED */
                                status: string | null;
                                /** @description The day on which nothing was left to pay */
                                paidOn: string | null;
                            } | null;
                            lines: {
                                type: string;
                                name: string;
                                quantity: string;
                                amount: string;
                                tax: string;
                                total: string;
                            }[];
                            /** @description Oldest first */
                            log: {
                                /** Format: date-time */
                                at: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/invoices/{id}/resync": {
        /** Send an invoice again; never as a second document */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Make another document in the place of one that was deleted or voided in Xero
                         * @default false
                         */
                        createNew?: boolean;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            /** @description Its id in Autotask */
                            externalId: string;
                            number: string | null;
                            invoiceDate: string;
                            customer: string;
                            total: string;
                            currency: string;
                            /** @enum {string} */
                            state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                            strikes: number;
                            dueAt: string | null;
                            problem: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            } | null;
                            skipReason: string | null;
                            warnings: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            }[];
                            /** @description A person has left it out; `skipReason` says why */
                            isDismissed: boolean;
                            /** @description What it became in Xero */
                            document: {
                                id: string;
                                /** @enum {string} */
                                kind: "invoice" | "credit-note";
                                number: string;
                                /** @description As it was last seen in Xero, such as AUTHORISED, PAID or VOIDED */
                                status: string | null;
                                /** @description The day on which nothing was left to pay */
                                paidOn: string | null;
                            } | null;
                            lines: {
                                type: string;
                                name: string;
                                quantity: string;
                                amount: string;
                                tax: string;
                                total: string;
                            }[];
                            /** @description Oldest first */
                            log: {
                                /** Format: date-time */
                                at: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/invoices/{id}/dismiss": {
        /** Leave an invoice out for good, with a reason; nothing changes in Autotask or in Xero */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Why it is not to go to Xero, for whoever asks later */
                        reason: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            /** @description Its id in Autotask */
                            externalId: string;
                            number: string | null;
                            invoiceDate: string;
                            customer: string;
                            total: string;
                            currency: string;
                            /** @enum {string} */
                            state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                            strikes: number;
                            dueAt: string | null;
                            problem: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            } | null;
                            skipReason: string | null;
                            warnings: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            }[];
                            /** @description A person has left it out; `skipReason` says why */
                            isDismissed: boolean;
                            /** @description What it became in Xero */
                            document: {
                                id: string;
                                /** @enum {string} */
                                kind: "invoice" | "credit-note";
                                number: string;
                                /** @description As it was last seen in Xero, such as AUTHORISED, PAID or VOIDED */
                                status: string | null;
                                /** @description The day on which nothing was left to pay */
                                paidOn: string | null;
                            } | null;
                            lines: {
                                type: string;
                                name: string;
                                quantity: string;
                                amount: string;
                                tax: string;
                                total: string;
                            }[];
                            /** @description Oldest first */
                            log: {
                                /** Format: date-time */
                                at: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/invoices/{id}/restore": {
        /** Take a dismissal back: what was not in Xero waits to be sent */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            integrationId: string;
                            /** @description Its id in Autotask */
                            externalId: string;
                            number: string | null;
                            invoiceDate: string;
                            customer: string;
                            total: string;
                            currency: string;
                            /** @enum {string} */
                            state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                            strikes: number;
                            dueAt: string | null;
                            problem: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            } | null;
                            skipReason: string | null;
                            warnings: {
                                code: string;
                                message: string;
                                cure: string;
                                details: string[];
                            }[];
                            /** @description A person has left it out; `skipReason` says why */
                            isDismissed: boolean;
                            /** @description What it became in Xero */
                            document: {
                                id: string;
                                /** @enum {string} */
                                kind: "invoice" | "credit-note";
                                number: string;
                                /** @description As it was last seen in Xero, such as AUTHORISED, PAID or VOIDED */
                                status: string | null;
                                /** @description The day on which nothing was left to pay */
                                paidOn: string | null;
                            } | null;
                            lines: {
                                type: string;
                                name: string;
                                quantity: string;
                                amount: string;
                                tax: string;
                                total: string;
                            }[];
                            /** @description Oldest first */
                            log: {
                                /** Format: date-time */
                                at: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/counts": {
        /** Invoices by day or month and by state */
        get: {
            parameters: {
                query?: {
                    dateFrom?: string;
                    dateTo?: string;
                    by?: "day" | "month";
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                period: string;
                                counts: {
                                    pending: number;
                                    processing: number;
                                    complete: number;
                                    fault: number;
                                    skipped: number;
                                    held: number;
                                };
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/export": {
        /** The last 500 invoices that match, as CSV */
        get: {
            parameters: {
                query?: {
                    state?: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                    code?: string;
                    dateFrom?: string;
                    dateTo?: string;
                    search?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            fileName: string;
                            /** @description RFC 4180; no cell is a formula. */
                            csv: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/log": {
        /** What happened, by id in Autotask or by day; the latest first */
        get: {
            parameters: {
                query?: {
                    externalId?: string;
                    day?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                kind: "invoice" | "purchase-order" | "organisation";
                                /** @description Empty of what concerns an organisation as a whole */
                                externalId: string;
                                number: string;
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/purchase-orders": {
        /** Purchase orders and what became of them; the latest first */
        get: {
            parameters: {
                query?: {
                    state?: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                    from?: number;
                    size?: number;
                    cursor?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                externalId: string;
                                number: string;
                                vendor: string;
                                orderDate: string;
                                statusInAutotask: string;
                                /** @enum {string} */
                                state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                                problem: {
                                    code: string;
                                    message: string;
                                    cure: string;
                                } | null;
                                skipReason: string | null;
                                /** @description A person has left it out; `skipReason` says why */
                                isDismissed: boolean;
                                document: {
                                    id: string;
                                    /** @enum {string} */
                                    kind: "purchase-order" | "bill";
                                    number: string;
                                } | null;
                                /** @description Changed in Autotask after it was sent; such changes are not sent (XI-45). */
                                hasChangedSince: boolean;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/purchase-orders/{id}/resync": {
        /** Try a purchase order again that is at fault */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            externalId: string;
                            number: string;
                            vendor: string;
                            orderDate: string;
                            statusInAutotask: string;
                            /** @enum {string} */
                            state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                            problem: {
                                code: string;
                                message: string;
                                cure: string;
                            } | null;
                            skipReason: string | null;
                            /** @description A person has left it out; `skipReason` says why */
                            isDismissed: boolean;
                            document: {
                                id: string;
                                /** @enum {string} */
                                kind: "purchase-order" | "bill";
                                number: string;
                            } | null;
                            /** @description Changed in Autotask after it was sent; such changes are not sent (XI-45). */
                            hasChangedSince: boolean;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/purchase-orders/{id}/dismiss": {
        /** Leave a purchase order out for good, with a reason; nothing changes in Autotask or in Xero */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Why it is not to go to Xero, for whoever asks later */
                        reason: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            externalId: string;
                            number: string;
                            vendor: string;
                            orderDate: string;
                            statusInAutotask: string;
                            /** @enum {string} */
                            state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                            problem: {
                                code: string;
                                message: string;
                                cure: string;
                            } | null;
                            skipReason: string | null;
                            /** @description A person has left it out; `skipReason` says why */
                            isDismissed: boolean;
                            document: {
                                id: string;
                                /** @enum {string} */
                                kind: "purchase-order" | "bill";
                                number: string;
                            } | null;
                            /** @description Changed in Autotask after it was sent; such changes are not sent (XI-45). */
                            hasChangedSince: boolean;
                        };
                    };
                };
            };
        };
    };
    "/v1/xero/purchase-orders/{id}/restore": {
        /** Take a dismissal back: what was not in Xero waits to be sent */
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            externalId: string;
                            number: string;
                            vendor: string;
                            orderDate: string;
                            statusInAutotask: string;
                            /** @enum {string} */
                            state: "pending" | "processing" | "complete" | "fault" | "skipped" | "held";
                            problem: {
                                code: string;
                                message: string;
                                cure: string;
                            } | null;
                            skipReason: string | null;
                            /** @description A person has left it out; `skipReason` says why */
                            isDismissed: boolean;
                            document: {
                                id: string;
                                /** @enum {string} */
                                kind: "purchase-order" | "bill";
                                number: string;
                            } | null;
                            /** @description Changed in Autotask after it was sent; such changes are not sent (XI-45). */
                            hasChangedSince: boolean;
                        };
                    };
                };
            };
        };
    };
    "/v1/webhooks/xero": {
        /** Where Xero delivers */
        post: {
            requestBody: {
                content: {
                    "*/*": string;
                };
            };
            responses: {
                200: {
                };
            };
        };
    };
    "/v1/companies": {
        /** Searches the companies of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    name?: string | string[];
                    number?: string | string[];
                    type?: string | string[];
                    currency?: string | string[];
                    isActive?: ("true" | "false") | ("true" | "false")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                number?: string;
                                type?: string;
                                address?: {
                                    street?: string;
                                    apartment?: string;
                                    city?: string;
                                    state?: string;
                                    zip?: string;
                                    country?: string;
                                };
                                telephone?: string;
                                website?: string;
                                taxId?: string;
                                currency?: string;
                                /** Format: uuid */
                                parentId?: string;
                                /** @default true */
                                isActive: boolean;
                                customFields?: {
                                    [key: string]: string | number | boolean | null;
                                };
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a company. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        number?: string;
                        type?: string;
                        address?: {
                            street?: string;
                            apartment?: string;
                            city?: string;
                            state?: string;
                            zip?: string;
                            country?: string;
                        };
                        telephone?: string;
                        website?: string;
                        taxId?: string;
                        currency?: string;
                        /** Format: uuid */
                        parentId?: string;
                        /** @default true */
                        isActive?: boolean;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            name: string;
                            number?: string;
                            type?: string;
                            address?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            telephone?: string;
                            website?: string;
                            taxId?: string;
                            currency?: string;
                            /** Format: uuid */
                            parentId?: string;
                            /** @default true */
                            isActive: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/companies/{id}": {
        /** Reads one company. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            number?: string;
                            type?: string;
                            address?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            telephone?: string;
                            website?: string;
                            taxId?: string;
                            currency?: string;
                            /** Format: uuid */
                            parentId?: string;
                            /** @default true */
                            isActive: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a company; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        number?: string | null;
                        type?: string | null;
                        address?: {
                            street?: string;
                            apartment?: string;
                            city?: string;
                            state?: string;
                            zip?: string;
                            country?: string;
                        } | null;
                        telephone?: string | null;
                        website?: string | null;
                        taxId?: string | null;
                        currency?: string | null;
                        parentId?: string | null;
                        isActive?: boolean;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        } | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            number?: string;
                            type?: string;
                            address?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            telephone?: string;
                            website?: string;
                            taxId?: string;
                            currency?: string;
                            /** Format: uuid */
                            parentId?: string;
                            /** @default true */
                            isActive: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/companies/{id}/sync": {
        /** Brings one company into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/contacts": {
        /** Searches the contacts of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    companyId?: string | string[];
                    email?: string | string[];
                    isActive?: ("true" | "false") | ("true" | "false")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                /** Format: uuid */
                                companyId: string;
                                prefix?: string;
                                suffix?: string;
                                firstName: string;
                                /** @default  */
                                lastName: string;
                                middleName?: string;
                                /** Format: email */
                                email: string;
                                phone?: string;
                                mobilePhone?: string;
                                jobTitle?: string;
                                /** @default true */
                                isActive: boolean;
                                customFields?: {
                                    [key: string]: string | number | boolean | null;
                                };
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a contact. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        companyId: string;
                        prefix?: string;
                        suffix?: string;
                        firstName: string;
                        /** @default  */
                        lastName?: string;
                        middleName?: string;
                        /** Format: email */
                        email: string;
                        phone?: string;
                        mobilePhone?: string;
                        jobTitle?: string;
                        /** @default true */
                        isActive?: boolean;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            companyId: string;
                            prefix?: string;
                            suffix?: string;
                            firstName: string;
                            /** @default  */
                            lastName: string;
                            middleName?: string;
                            /** Format: email */
                            email: string;
                            phone?: string;
                            mobilePhone?: string;
                            jobTitle?: string;
                            /** @default true */
                            isActive: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/contacts/{id}": {
        /** Reads one contact. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            companyId: string;
                            prefix?: string;
                            suffix?: string;
                            firstName: string;
                            /** @default  */
                            lastName: string;
                            middleName?: string;
                            /** Format: email */
                            email: string;
                            phone?: string;
                            mobilePhone?: string;
                            jobTitle?: string;
                            /** @default true */
                            isActive: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a contact; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        companyId?: string;
                        prefix?: string | null;
                        suffix?: string | null;
                        firstName?: string;
                        lastName?: string;
                        middleName?: string | null;
                        /** Format: email */
                        email?: string;
                        phone?: string | null;
                        mobilePhone?: string | null;
                        jobTitle?: string | null;
                        isActive?: boolean;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        } | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            companyId: string;
                            prefix?: string;
                            suffix?: string;
                            firstName: string;
                            /** @default  */
                            lastName: string;
                            middleName?: string;
                            /** Format: email */
                            email: string;
                            phone?: string;
                            mobilePhone?: string;
                            jobTitle?: string;
                            /** @default true */
                            isActive: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/contacts/{id}/sync": {
        /** Brings one contact into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/categories": {
        /** Searches the categories of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    name?: string | string[];
                    parentId?: string | string[];
                    holds?: ("products" | "services" | "both") | ("products" | "services" | "both")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                /** Format: uuid */
                                parentId?: string;
                                /**
                                 * @default both
                                 * @enum {string}
                                 */
                                holds: "products" | "services" | "both";
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a category. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: uuid */
                        parentId?: string;
                        /**
                         * @default both
                         * @enum {string}
                         */
                        holds?: "products" | "services" | "both";
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: uuid */
                            parentId?: string;
                            /**
                             * @default both
                             * @enum {string}
                             */
                            holds: "products" | "services" | "both";
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/categories/{id}": {
        /** Reads one category. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: uuid */
                            parentId?: string;
                            /**
                             * @default both
                             * @enum {string}
                             */
                            holds: "products" | "services" | "both";
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a category; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        parentId?: string | null;
                        /** @enum {string} */
                        holds?: "products" | "services" | "both";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: uuid */
                            parentId?: string;
                            /**
                             * @default both
                             * @enum {string}
                             */
                            holds: "products" | "services" | "both";
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/categories/{id}/sync": {
        /** Brings one category into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/products": {
        /** Searches the products of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    mpn?: string | string[];
                    internalProductId?: string | string[];
                    productType?: ("one-time" | "recurring" | "labour" | "bundle") | ("one-time" | "recurring" | "labour" | "bundle")[];
                    categoryId?: string | string[];
                    manufacturer?: string | string[];
                    vendor?: string | string[];
                    isActive?: ("true" | "false") | ("true" | "false")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                mpn?: string;
                                internalProductId?: string;
                                /**
                                 * @default one-time
                                 * @enum {string}
                                 */
                                productType: "one-time" | "recurring" | "labour" | "bundle";
                                /** Format: uuid */
                                categoryId?: string;
                                manufacturer?: string;
                                vendor?: string;
                                vendorPartNumber?: string;
                                unit?: string;
                                cost?: string;
                                price?: string;
                                msrp?: string;
                                description?: string;
                                /** @default true */
                                isActive: boolean;
                                /** @default false */
                                isSerialized: boolean;
                                /** @default false */
                                doesNotRequireProcurement: boolean;
                                /** @default false */
                                isEligibleForRma: boolean;
                                customFields?: {
                                    [key: string]: string | number | boolean | null;
                                };
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a product. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        mpn?: string;
                        internalProductId?: string;
                        /**
                         * @default one-time
                         * @enum {string}
                         */
                        productType?: "one-time" | "recurring" | "labour" | "bundle";
                        /** Format: uuid */
                        categoryId?: string;
                        manufacturer?: string;
                        vendor?: string;
                        vendorPartNumber?: string;
                        unit?: string;
                        cost?: string;
                        price?: string;
                        msrp?: string;
                        description?: string;
                        /** @default true */
                        isActive?: boolean;
                        /** @default false */
                        isSerialized?: boolean;
                        /** @default false */
                        doesNotRequireProcurement?: boolean;
                        /** @default false */
                        isEligibleForRma?: boolean;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            name: string;
                            mpn?: string;
                            internalProductId?: string;
                            /**
                             * @default one-time
                             * @enum {string}
                             */
                            productType: "one-time" | "recurring" | "labour" | "bundle";
                            /** Format: uuid */
                            categoryId?: string;
                            manufacturer?: string;
                            vendor?: string;
                            vendorPartNumber?: string;
                            unit?: string;
                            cost?: string;
                            price?: string;
                            msrp?: string;
                            description?: string;
                            /** @default true */
                            isActive: boolean;
                            /** @default false */
                            isSerialized: boolean;
                            /** @default false */
                            doesNotRequireProcurement: boolean;
                            /** @default false */
                            isEligibleForRma: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/products/{id}": {
        /** Reads one product. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            mpn?: string;
                            internalProductId?: string;
                            /**
                             * @default one-time
                             * @enum {string}
                             */
                            productType: "one-time" | "recurring" | "labour" | "bundle";
                            /** Format: uuid */
                            categoryId?: string;
                            manufacturer?: string;
                            vendor?: string;
                            vendorPartNumber?: string;
                            unit?: string;
                            cost?: string;
                            price?: string;
                            msrp?: string;
                            description?: string;
                            /** @default true */
                            isActive: boolean;
                            /** @default false */
                            isSerialized: boolean;
                            /** @default false */
                            doesNotRequireProcurement: boolean;
                            /** @default false */
                            isEligibleForRma: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a product; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        mpn?: string | null;
                        internalProductId?: string | null;
                        /** @enum {string} */
                        productType?: "one-time" | "recurring" | "labour" | "bundle";
                        categoryId?: string | null;
                        manufacturer?: string | null;
                        vendor?: string | null;
                        vendorPartNumber?: string | null;
                        unit?: string | null;
                        cost?: string | null;
                        price?: string | null;
                        msrp?: string | null;
                        description?: string | null;
                        isActive?: boolean;
                        isSerialized?: boolean;
                        doesNotRequireProcurement?: boolean;
                        isEligibleForRma?: boolean;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        } | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            mpn?: string;
                            internalProductId?: string;
                            /**
                             * @default one-time
                             * @enum {string}
                             */
                            productType: "one-time" | "recurring" | "labour" | "bundle";
                            /** Format: uuid */
                            categoryId?: string;
                            manufacturer?: string;
                            vendor?: string;
                            vendorPartNumber?: string;
                            unit?: string;
                            cost?: string;
                            price?: string;
                            msrp?: string;
                            description?: string;
                            /** @default true */
                            isActive: boolean;
                            /** @default false */
                            isSerialized: boolean;
                            /** @default false */
                            doesNotRequireProcurement: boolean;
                            /** @default false */
                            isEligibleForRma: boolean;
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/products/{id}/sync": {
        /** Brings one product into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/services": {
        /** Searches the services of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    categoryId?: string | string[];
                    period?: ("monthly" | "quarterly" | "semi-annual" | "yearly") | ("monthly" | "quarterly" | "semi-annual" | "yearly")[];
                    isActive?: ("true" | "false") | ("true" | "false")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                description?: string;
                                /** Format: uuid */
                                categoryId?: string;
                                /**
                                 * @default monthly
                                 * @enum {string}
                                 */
                                period: "monthly" | "quarterly" | "semi-annual" | "yearly";
                                price?: string;
                                cost?: string;
                                /** @default true */
                                isActive: boolean;
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a service. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        description?: string;
                        /** Format: uuid */
                        categoryId?: string;
                        /**
                         * @default monthly
                         * @enum {string}
                         */
                        period?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                        price?: string;
                        cost?: string;
                        /** @default true */
                        isActive?: boolean;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            name: string;
                            description?: string;
                            /** Format: uuid */
                            categoryId?: string;
                            /**
                             * @default monthly
                             * @enum {string}
                             */
                            period: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            price?: string;
                            cost?: string;
                            /** @default true */
                            isActive: boolean;
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/services/{id}": {
        /** Reads one service. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            description?: string;
                            /** Format: uuid */
                            categoryId?: string;
                            /**
                             * @default monthly
                             * @enum {string}
                             */
                            period: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            price?: string;
                            cost?: string;
                            /** @default true */
                            isActive: boolean;
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a service; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        description?: string | null;
                        categoryId?: string | null;
                        /** @enum {string} */
                        period?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                        price?: string | null;
                        cost?: string | null;
                        isActive?: boolean;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            description?: string;
                            /** Format: uuid */
                            categoryId?: string;
                            /**
                             * @default monthly
                             * @enum {string}
                             */
                            period: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            price?: string;
                            cost?: string;
                            /** @default true */
                            isActive: boolean;
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/services/{id}/sync": {
        /** Brings one service into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/opportunities": {
        /** Searches the opportunities of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    companyId?: string | string[];
                    contactId?: string | string[];
                    ownerId?: string | string[];
                    stage?: string | string[];
                    status?: string | string[];
                    category?: string | string[];
                    source?: string | string[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /** Format: uuid */
                                ownerId?: string;
                                ownerExternalIds?: {
                                    [key: string]: string;
                                };
                                stage?: string;
                                status?: string;
                                category?: string;
                                source?: string;
                                probability?: number;
                                description?: string;
                                /** Format: date */
                                startDate?: string;
                                /** Format: date */
                                expectedCloseDate?: string;
                                onetimeRevenue?: string;
                                monthlyRevenue?: string;
                                salesOrderNumbers?: string[];
                                customFields?: {
                                    [key: string]: string | number | boolean | null;
                                };
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a opportunity. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: uuid */
                        companyId: string;
                        /** Format: uuid */
                        contactId?: string;
                        stage?: string;
                        status?: string;
                        category?: string;
                        source?: string;
                        probability?: number;
                        description?: string;
                        /** Format: date */
                        startDate?: string;
                        /** Format: date */
                        expectedCloseDate?: string;
                        onetimeRevenue?: string;
                        monthlyRevenue?: string;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: uuid */
                            ownerId?: string;
                            ownerExternalIds?: {
                                [key: string]: string;
                            };
                            stage?: string;
                            status?: string;
                            category?: string;
                            source?: string;
                            probability?: number;
                            description?: string;
                            /** Format: date */
                            startDate?: string;
                            /** Format: date */
                            expectedCloseDate?: string;
                            onetimeRevenue?: string;
                            monthlyRevenue?: string;
                            salesOrderNumbers?: string[];
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/opportunities/{id}": {
        /** Reads one opportunity. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: uuid */
                            ownerId?: string;
                            ownerExternalIds?: {
                                [key: string]: string;
                            };
                            stage?: string;
                            status?: string;
                            category?: string;
                            source?: string;
                            probability?: number;
                            description?: string;
                            /** Format: date */
                            startDate?: string;
                            /** Format: date */
                            expectedCloseDate?: string;
                            onetimeRevenue?: string;
                            monthlyRevenue?: string;
                            salesOrderNumbers?: string[];
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a opportunity; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** Format: uuid */
                        companyId?: string;
                        contactId?: string | null;
                        stage?: string | null;
                        status?: string | null;
                        category?: string | null;
                        source?: string | null;
                        probability?: number | null;
                        description?: string | null;
                        startDate?: string | null;
                        expectedCloseDate?: string | null;
                        onetimeRevenue?: string | null;
                        monthlyRevenue?: string | null;
                        customFields?: {
                            [key: string]: string | number | boolean | null;
                        } | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: uuid */
                            ownerId?: string;
                            ownerExternalIds?: {
                                [key: string]: string;
                            };
                            stage?: string;
                            status?: string;
                            category?: string;
                            source?: string;
                            probability?: number;
                            description?: string;
                            /** Format: date */
                            startDate?: string;
                            /** Format: date */
                            expectedCloseDate?: string;
                            onetimeRevenue?: string;
                            monthlyRevenue?: string;
                            salesOrderNumbers?: string[];
                            customFields?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/opportunities/{id}/sync": {
        /** Brings one opportunity into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/quotes": {
        /** Searches the quotes of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    companyId?: string | string[];
                    contactId?: string | string[];
                    opportunityId?: string | string[];
                    number?: string | string[];
                    status?: ("draft" | "sent" | "approved" | "declined" | "expired") | ("draft" | "sent" | "approved" | "declined" | "expired")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                title: string;
                                number?: string;
                                /** Format: uuid */
                                opportunityId: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /**
                                 * @default draft
                                 * @enum {string}
                                 */
                                status: "draft" | "sent" | "approved" | "declined" | "expired";
                                /** Format: date */
                                effectiveDate?: string;
                                /** Format: date */
                                expirationDate?: string;
                                paymentTerm?: string;
                                paymentType?: string;
                                currency?: string;
                                comment?: string;
                                /** @default [] */
                                items: {
                                    /** Format: uuid */
                                    id: string;
                                    /**
                                     * @default product
                                     * @enum {string}
                                     */
                                    kind: "product" | "service" | "labour" | "charge" | "text";
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    serviceId?: string;
                                    name: string;
                                    description?: string;
                                    quantity: number;
                                    unitPrice: string;
                                    unitCost?: string;
                                    discount?: string;
                                    /** @default false */
                                    isOptional: boolean;
                                    /**
                                     * @default one-time
                                     * @enum {string}
                                     */
                                    period: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a quote. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        number?: string;
                        /** Format: uuid */
                        opportunityId: string;
                        /** Format: uuid */
                        companyId: string;
                        /** Format: uuid */
                        contactId?: string;
                        /** Format: date */
                        effectiveDate?: string;
                        /** Format: date */
                        expirationDate?: string;
                        paymentTerm?: string;
                        paymentType?: string;
                        currency?: string;
                        comment?: string;
                        /** @default [] */
                        items?: {
                            /**
                             * @default product
                             * @enum {string}
                             */
                            kind?: "product" | "service" | "labour" | "charge" | "text";
                            /** Format: uuid */
                            productId?: string;
                            /** Format: uuid */
                            serviceId?: string;
                            name: string;
                            description?: string;
                            quantity: number;
                            unitPrice: string;
                            unitCost?: string;
                            discount?: string;
                            /** @default false */
                            isOptional?: boolean;
                            /**
                             * @default one-time
                             * @enum {string}
                             */
                            period?: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                        }[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            opportunityId: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "sent" | "approved" | "declined" | "expired";
                            /** Format: date */
                            effectiveDate?: string;
                            /** Format: date */
                            expirationDate?: string;
                            paymentTerm?: string;
                            paymentType?: string;
                            currency?: string;
                            comment?: string;
                            /** @default [] */
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * @default product
                                 * @enum {string}
                                 */
                                kind: "product" | "service" | "labour" | "charge" | "text";
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                discount?: string;
                                /** @default false */
                                isOptional: boolean;
                                /**
                                 * @default one-time
                                 * @enum {string}
                                 */
                                period: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/quotes/{id}": {
        /** Reads one quote. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            opportunityId: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "sent" | "approved" | "declined" | "expired";
                            /** Format: date */
                            effectiveDate?: string;
                            /** Format: date */
                            expirationDate?: string;
                            paymentTerm?: string;
                            paymentType?: string;
                            currency?: string;
                            comment?: string;
                            /** @default [] */
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * @default product
                                 * @enum {string}
                                 */
                                kind: "product" | "service" | "labour" | "charge" | "text";
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                discount?: string;
                                /** @default false */
                                isOptional: boolean;
                                /**
                                 * @default one-time
                                 * @enum {string}
                                 */
                                period: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a quote; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        title?: string;
                        number?: string | null;
                        /** Format: uuid */
                        opportunityId?: string;
                        /** Format: uuid */
                        companyId?: string;
                        contactId?: string | null;
                        effectiveDate?: string | null;
                        expirationDate?: string | null;
                        paymentTerm?: string | null;
                        paymentType?: string | null;
                        currency?: string | null;
                        comment?: string | null;
                        items?: {
                            /** Format: uuid */
                            id?: string;
                            /**
                             * @default product
                             * @enum {string}
                             */
                            kind?: "product" | "service" | "labour" | "charge" | "text";
                            /** Format: uuid */
                            productId?: string;
                            /** Format: uuid */
                            serviceId?: string;
                            name: string;
                            description?: string;
                            quantity: number;
                            unitPrice: string;
                            unitCost?: string;
                            discount?: string;
                            /** @default false */
                            isOptional?: boolean;
                            /**
                             * @default one-time
                             * @enum {string}
                             */
                            period?: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                        }[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            opportunityId: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "sent" | "approved" | "declined" | "expired";
                            /** Format: date */
                            effectiveDate?: string;
                            /** Format: date */
                            expirationDate?: string;
                            paymentTerm?: string;
                            paymentType?: string;
                            currency?: string;
                            comment?: string;
                            /** @default [] */
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * @default product
                                 * @enum {string}
                                 */
                                kind: "product" | "service" | "labour" | "charge" | "text";
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                discount?: string;
                                /** @default false */
                                isOptional: boolean;
                                /**
                                 * @default one-time
                                 * @enum {string}
                                 */
                                period: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/quotes/{id}/sync": {
        /** Brings one quote into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/quotes/{id}/send": {
        /** Sends a quote: it leaves draft and goes to the connected PSAs. With If-Match, only the revision that was seen. */
        post: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            opportunityId: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "sent" | "approved" | "declined" | "expired";
                            /** Format: date */
                            effectiveDate?: string;
                            /** Format: date */
                            expirationDate?: string;
                            paymentTerm?: string;
                            paymentType?: string;
                            currency?: string;
                            comment?: string;
                            /** @default [] */
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * @default product
                                 * @enum {string}
                                 */
                                kind: "product" | "service" | "labour" | "charge" | "text";
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                discount?: string;
                                /** @default false */
                                isOptional: boolean;
                                /**
                                 * @default one-time
                                 * @enum {string}
                                 */
                                period: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/quotes/{id}/approve": {
        /** Approves a quote, sent or straight from draft. With If-Match, only the revision that was seen. */
        post: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            opportunityId: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "sent" | "approved" | "declined" | "expired";
                            /** Format: date */
                            effectiveDate?: string;
                            /** Format: date */
                            expirationDate?: string;
                            paymentTerm?: string;
                            paymentType?: string;
                            currency?: string;
                            comment?: string;
                            /** @default [] */
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * @default product
                                 * @enum {string}
                                 */
                                kind: "product" | "service" | "labour" | "charge" | "text";
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                discount?: string;
                                /** @default false */
                                isOptional: boolean;
                                /**
                                 * @default one-time
                                 * @enum {string}
                                 */
                                period: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/quotes/{id}/decline": {
        /** Marks a sent quote as declined by the customer. With If-Match, only the revision that was seen. */
        post: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            opportunityId: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "sent" | "approved" | "declined" | "expired";
                            /** Format: date */
                            effectiveDate?: string;
                            /** Format: date */
                            expirationDate?: string;
                            paymentTerm?: string;
                            paymentType?: string;
                            currency?: string;
                            comment?: string;
                            /** @default [] */
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * @default product
                                 * @enum {string}
                                 */
                                kind: "product" | "service" | "labour" | "charge" | "text";
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                discount?: string;
                                /** @default false */
                                isOptional: boolean;
                                /**
                                 * @default one-time
                                 * @enum {string}
                                 */
                                period: "one-time" | "monthly" | "quarterly" | "semi-annual" | "yearly";
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/tickets": {
        /** Searches the tickets of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    quoteId?: string | string[];
                    companyId?: string | string[];
                    number?: string | string[];
                    status?: string | string[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                title: string;
                                number?: string;
                                /** Format: uuid */
                                quoteId: string;
                                /** Format: uuid */
                                opportunityId?: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /** Format: date */
                                dueDate: string;
                                /** @default 0 */
                                estimatedHours: number;
                                internalNote?: string;
                                status?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    quoteItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    serviceId?: string;
                                    name: string;
                                    description?: string;
                                    quantity: number;
                                    unitPrice: string;
                                    unitCost?: string;
                                    billingCode?: string;
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/tickets/{id}": {
        /** Reads one ticket. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            quoteId: string;
                            /** Format: uuid */
                            opportunityId?: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: date */
                            dueDate: string;
                            /** @default 0 */
                            estimatedHours: number;
                            internalNote?: string;
                            status?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                quoteItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                                billingCode?: string;
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/tickets/{id}/sync": {
        /** Brings one ticket into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/sales-orders": {
        /** Searches the sales-orders of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    quoteId?: string | string[];
                    opportunityId?: string | string[];
                    companyId?: string | string[];
                    number?: string | string[];
                    status?: string | string[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                title: string;
                                number?: string;
                                /** Format: uuid */
                                quoteId: string;
                                /** Format: uuid */
                                opportunityId?: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /** Format: date */
                                date?: string;
                                status?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    quoteItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    serviceId?: string;
                                    name: string;
                                    description?: string;
                                    quantity: number;
                                    unitPrice: string;
                                    unitCost?: string;
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/sales-orders/{id}": {
        /** Reads one sales order. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            title: string;
                            number?: string;
                            /** Format: uuid */
                            quoteId: string;
                            /** Format: uuid */
                            opportunityId?: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: date */
                            date?: string;
                            status?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                quoteItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                description?: string;
                                quantity: number;
                                unitPrice: string;
                                unitCost?: string;
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/sales-orders/{id}/sync": {
        /** Brings one sales order into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/ticket-charges": {
        /** Searches the ticket-charges of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    ticketExternalId?: string | string[];
                    ticketNumber?: string | string[];
                    ticketId?: string | string[];
                    quoteId?: string | string[];
                    companyId?: string | string[];
                    productId?: string | string[];
                    status?: string | string[];
                    isCancelled?: ("true" | "false") | ("true" | "false")[];
                    isBilled?: ("true" | "false") | ("true" | "false")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                /** Format: uuid */
                                ticketId?: string;
                                /** Format: uuid */
                                quoteId?: string;
                                /** Format: uuid */
                                quoteItemId?: string;
                                description?: string;
                                ticketNumber?: string;
                                ticketExternalId: string;
                                /** Format: uuid */
                                companyId?: string;
                                /** Format: uuid */
                                productId?: string;
                                quantity: number;
                                unitPrice?: string;
                                unitCost?: string;
                                status?: string;
                                /** @default false */
                                isCancelled: boolean;
                                /** @default false */
                                isBilled: boolean;
                                purchaseOrderNumber?: string;
                                /** Format: date-time */
                                madeAt: string;
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/ticket-charges/{id}": {
        /** Reads one ticket charge. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** Format: uuid */
                            ticketId?: string;
                            /** Format: uuid */
                            quoteId?: string;
                            /** Format: uuid */
                            quoteItemId?: string;
                            description?: string;
                            ticketNumber?: string;
                            ticketExternalId: string;
                            /** Format: uuid */
                            companyId?: string;
                            /** Format: uuid */
                            productId?: string;
                            quantity: number;
                            unitPrice?: string;
                            unitCost?: string;
                            status?: string;
                            /** @default false */
                            isCancelled: boolean;
                            /** @default false */
                            isBilled: boolean;
                            purchaseOrderNumber?: string;
                            /** Format: date-time */
                            madeAt: string;
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/procurement-items": {
        /** Searches the procurement-items of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    status?: ("pending" | "ordered" | "partially_received" | "received" | "dismissed" | "cancelled") | ("pending" | "ordered" | "partially_received" | "received" | "dismissed" | "cancelled")[];
                    source?: ("quote" | "ticket_charge") | ("quote" | "ticket_charge")[];
                    quoteId?: string | string[];
                    ticketChargeId?: string | string[];
                    companyId?: string | string[];
                    productId?: string | string[];
                    distributorId?: string | string[];
                    purchaseOrderId?: string | string[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                /** @enum {string} */
                                source: "quote" | "ticket_charge";
                                /** Format: uuid */
                                quoteId?: string;
                                /** Format: uuid */
                                quoteItemId?: string;
                                /** Format: uuid */
                                ticketChargeId?: string;
                                /** Format: uuid */
                                companyId?: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                distributorId?: string;
                                quantity: number;
                                unitCost?: string;
                                /**
                                 * @default pending
                                 * @enum {string}
                                 */
                                status: "pending" | "ordered" | "partially_received" | "received" | "dismissed" | "cancelled";
                                dismissedBecause?: string;
                                /** Format: uuid */
                                purchaseOrderId?: string;
                                /** @default 0 */
                                receivedQuantity: number;
                                /** @default [] */
                                serialNumbers: string[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/procurement-items/{id}": {
        /** Reads one procurement item. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** @enum {string} */
                            source: "quote" | "ticket_charge";
                            /** Format: uuid */
                            quoteId?: string;
                            /** Format: uuid */
                            quoteItemId?: string;
                            /** Format: uuid */
                            ticketChargeId?: string;
                            /** Format: uuid */
                            companyId?: string;
                            /** Format: uuid */
                            productId?: string;
                            /** Format: uuid */
                            distributorId?: string;
                            quantity: number;
                            unitCost?: string;
                            /**
                             * @default pending
                             * @enum {string}
                             */
                            status: "pending" | "ordered" | "partially_received" | "received" | "dismissed" | "cancelled";
                            dismissedBecause?: string;
                            /** Format: uuid */
                            purchaseOrderId?: string;
                            /** @default 0 */
                            receivedQuantity: number;
                            /** @default [] */
                            serialNumbers: string[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/procurement-items/{id}/dismiss": {
        /** Dismisses a pending item, with a reason (FP-11). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** @enum {string} */
                            source: "quote" | "ticket_charge";
                            /** Format: uuid */
                            quoteId?: string;
                            /** Format: uuid */
                            quoteItemId?: string;
                            /** Format: uuid */
                            ticketChargeId?: string;
                            /** Format: uuid */
                            companyId?: string;
                            /** Format: uuid */
                            productId?: string;
                            /** Format: uuid */
                            distributorId?: string;
                            quantity: number;
                            unitCost?: string;
                            /**
                             * @default pending
                             * @enum {string}
                             */
                            status: "pending" | "ordered" | "partially_received" | "received" | "dismissed" | "cancelled";
                            dismissedBecause?: string;
                            /** Format: uuid */
                            purchaseOrderId?: string;
                            /** @default 0 */
                            receivedQuantity: number;
                            /** @default [] */
                            serialNumbers: string[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/procurement-items/{id}/restore": {
        /** Makes a dismissed item pending again. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** @enum {string} */
                            source: "quote" | "ticket_charge";
                            /** Format: uuid */
                            quoteId?: string;
                            /** Format: uuid */
                            quoteItemId?: string;
                            /** Format: uuid */
                            ticketChargeId?: string;
                            /** Format: uuid */
                            companyId?: string;
                            /** Format: uuid */
                            productId?: string;
                            /** Format: uuid */
                            distributorId?: string;
                            quantity: number;
                            unitCost?: string;
                            /**
                             * @default pending
                             * @enum {string}
                             */
                            status: "pending" | "ordered" | "partially_received" | "received" | "dismissed" | "cancelled";
                            dismissedBecause?: string;
                            /** Format: uuid */
                            purchaseOrderId?: string;
                            /** @default 0 */
                            receivedQuantity: number;
                            /** @default [] */
                            serialNumbers: string[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/procurement-items/{id}/distributor": {
        /** Chooses the company that a pending item is bought from. */
        put: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        distributorId: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            /** @enum {string} */
                            source: "quote" | "ticket_charge";
                            /** Format: uuid */
                            quoteId?: string;
                            /** Format: uuid */
                            quoteItemId?: string;
                            /** Format: uuid */
                            ticketChargeId?: string;
                            /** Format: uuid */
                            companyId?: string;
                            /** Format: uuid */
                            productId?: string;
                            /** Format: uuid */
                            distributorId?: string;
                            quantity: number;
                            unitCost?: string;
                            /**
                             * @default pending
                             * @enum {string}
                             */
                            status: "pending" | "ordered" | "partially_received" | "received" | "dismissed" | "cancelled";
                            dismissedBecause?: string;
                            /** Format: uuid */
                            purchaseOrderId?: string;
                            /** @default 0 */
                            receivedQuantity: number;
                            /** @default [] */
                            serialNumbers: string[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/purchase-orders": {
        /** Searches the purchase-orders of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    number?: string | string[];
                    distributorId?: string | string[];
                    status?: ("draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled") | ("draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                number: string;
                                /** Format: uuid */
                                distributorId: string;
                                /**
                                 * @default draft
                                 * @enum {string}
                                 */
                                status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                                /** @enum {string} */
                                placedBy?: "email" | "distributor" | "manual";
                                /** Format: email */
                                mailedTo?: string;
                                distributorReference?: string;
                                /** @enum {string} */
                                placingBy?: "email" | "distributor";
                                /** Format: date-time */
                                placingSince?: string;
                                placingFailure?: {
                                    code: string;
                                    message: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                                /** Format: date-time */
                                placedAt?: string;
                                requestedBy?: string;
                                approvedBy?: string;
                                cancelledBecause?: string;
                                total: string;
                                shipTo?: string;
                                shipToAddress?: {
                                    street?: string;
                                    apartment?: string;
                                    city?: string;
                                    state?: string;
                                    zip?: string;
                                    country?: string;
                                };
                                receivingLocation?: string;
                                memo?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    procurementItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    ticketChargeId?: string;
                                    name: string;
                                    quantity: number;
                                    unitCost: string;
                                    /** @default 0 */
                                    receivedQuantity: number;
                                    /** @default [] */
                                    serialNumbers: string[];
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Makes a purchase order for pending items of any number of quotes, to one distributor (FP-11). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        distributorId: string;
                        items: {
                            /** Format: uuid */
                            id: string;
                            unitCost?: string;
                        }[];
                        shipTo?: string;
                        shipToAddress?: {
                            street?: string;
                            apartment?: string;
                            city?: string;
                            state?: string;
                            zip?: string;
                            country?: string;
                        };
                        receivingLocation?: string;
                        memo?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            number: string;
                            /** Format: uuid */
                            distributorId: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                            /** @enum {string} */
                            placedBy?: "email" | "distributor" | "manual";
                            /** Format: email */
                            mailedTo?: string;
                            distributorReference?: string;
                            /** @enum {string} */
                            placingBy?: "email" | "distributor";
                            /** Format: date-time */
                            placingSince?: string;
                            placingFailure?: {
                                code: string;
                                message: string;
                                /** Format: date-time */
                                at: string;
                            };
                            /** Format: date-time */
                            placedAt?: string;
                            requestedBy?: string;
                            approvedBy?: string;
                            cancelledBecause?: string;
                            total: string;
                            shipTo?: string;
                            shipToAddress?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            receivingLocation?: string;
                            memo?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                procurementItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                ticketChargeId?: string;
                                name: string;
                                quantity: number;
                                unitCost: string;
                                /** @default 0 */
                                receivedQuantity: number;
                                /** @default [] */
                                serialNumbers: string[];
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/purchase-orders/{id}": {
        /** Reads one purchase order. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            number: string;
                            /** Format: uuid */
                            distributorId: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                            /** @enum {string} */
                            placedBy?: "email" | "distributor" | "manual";
                            /** Format: email */
                            mailedTo?: string;
                            distributorReference?: string;
                            /** @enum {string} */
                            placingBy?: "email" | "distributor";
                            /** Format: date-time */
                            placingSince?: string;
                            placingFailure?: {
                                code: string;
                                message: string;
                                /** Format: date-time */
                                at: string;
                            };
                            /** Format: date-time */
                            placedAt?: string;
                            requestedBy?: string;
                            approvedBy?: string;
                            cancelledBecause?: string;
                            total: string;
                            shipTo?: string;
                            shipToAddress?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            receivingLocation?: string;
                            memo?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                procurementItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                ticketChargeId?: string;
                                name: string;
                                quantity: number;
                                unitCost: string;
                                /** @default 0 */
                                receivedQuantity: number;
                                /** @default [] */
                                serialNumbers: string[];
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes an order before it is placed; null clears a field. Other lines or another distributor need a new approval. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        distributorId?: string;
                        lines?: {
                            /** Format: uuid */
                            id: string;
                            quantity?: number;
                            unitCost?: string;
                        }[];
                        removeLines?: string[];
                        shipTo?: string | null;
                        shipToAddress?: {
                            street?: string;
                            apartment?: string;
                            city?: string;
                            state?: string;
                            zip?: string;
                            country?: string;
                        } | null;
                        receivingLocation?: string | null;
                        memo?: string | null;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            number: string;
                            /** Format: uuid */
                            distributorId: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                            /** @enum {string} */
                            placedBy?: "email" | "distributor" | "manual";
                            /** Format: email */
                            mailedTo?: string;
                            distributorReference?: string;
                            /** @enum {string} */
                            placingBy?: "email" | "distributor";
                            /** Format: date-time */
                            placingSince?: string;
                            placingFailure?: {
                                code: string;
                                message: string;
                                /** Format: date-time */
                                at: string;
                            };
                            /** Format: date-time */
                            placedAt?: string;
                            requestedBy?: string;
                            approvedBy?: string;
                            cancelledBecause?: string;
                            total: string;
                            shipTo?: string;
                            shipToAddress?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            receivingLocation?: string;
                            memo?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                procurementItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                ticketChargeId?: string;
                                name: string;
                                quantity: number;
                                unitCost: string;
                                /** @default 0 */
                                receivedQuantity: number;
                                /** @default [] */
                                serialNumbers: string[];
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/purchase-orders/{id}/sync": {
        /** Brings one purchase order into step with the connected PSAs now; refused while that is going on (SY-30). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            integrations: {
                                /** Format: uuid */
                                integrationId: string;
                                provider: string;
                                /** @enum {string} */
                                result: "accepted" | "refused";
                                code?: string;
                                message?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/purchase-orders/for-each-distributor": {
        /** Makes one purchase order for each distributor of the selected items, and says which items were refused and why; 200 where all were. The same Idempotency-Key orders once (FP-11). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: {
                            /** Format: uuid */
                            id: string;
                            unitCost?: string;
                        }[];
                        shipTo?: string;
                        shipToAddress?: {
                            street?: string;
                            apartment?: string;
                            city?: string;
                            state?: string;
                            zip?: string;
                            country?: string;
                        };
                        receivingLocation?: string;
                        memo?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            orders: {
                                number: string;
                                /** Format: uuid */
                                distributorId: string;
                                /**
                                 * @default draft
                                 * @enum {string}
                                 */
                                status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                                /** @enum {string} */
                                placedBy?: "email" | "distributor" | "manual";
                                /** Format: email */
                                mailedTo?: string;
                                distributorReference?: string;
                                /** @enum {string} */
                                placingBy?: "email" | "distributor";
                                /** Format: date-time */
                                placingSince?: string;
                                placingFailure?: {
                                    code: string;
                                    message: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                                /** Format: date-time */
                                placedAt?: string;
                                requestedBy?: string;
                                approvedBy?: string;
                                cancelledBecause?: string;
                                total: string;
                                shipTo?: string;
                                shipToAddress?: {
                                    street?: string;
                                    apartment?: string;
                                    city?: string;
                                    state?: string;
                                    zip?: string;
                                    country?: string;
                                };
                                receivingLocation?: string;
                                memo?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    procurementItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    ticketChargeId?: string;
                                    name: string;
                                    quantity: number;
                                    unitCost: string;
                                    /** @default 0 */
                                    receivedQuantity: number;
                                    /** @default [] */
                                    serialNumbers: string[];
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            refused: {
                                /** Format: uuid */
                                itemId: string;
                                name: string;
                                code: string;
                                message: string;
                                /**
                                 * Format: uuid
                                 * @description The order that has it, or should have had it.
                                 */
                                purchaseOrderId?: string;
                            }[];
                        };
                    };
                };
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            orders: {
                                number: string;
                                /** Format: uuid */
                                distributorId: string;
                                /**
                                 * @default draft
                                 * @enum {string}
                                 */
                                status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                                /** @enum {string} */
                                placedBy?: "email" | "distributor" | "manual";
                                /** Format: email */
                                mailedTo?: string;
                                distributorReference?: string;
                                /** @enum {string} */
                                placingBy?: "email" | "distributor";
                                /** Format: date-time */
                                placingSince?: string;
                                placingFailure?: {
                                    code: string;
                                    message: string;
                                    /** Format: date-time */
                                    at: string;
                                };
                                /** Format: date-time */
                                placedAt?: string;
                                requestedBy?: string;
                                approvedBy?: string;
                                cancelledBecause?: string;
                                total: string;
                                shipTo?: string;
                                shipToAddress?: {
                                    street?: string;
                                    apartment?: string;
                                    city?: string;
                                    state?: string;
                                    zip?: string;
                                    country?: string;
                                };
                                receivingLocation?: string;
                                memo?: string;
                                lines: {
                                    /** Format: uuid */
                                    id: string;
                                    /** Format: uuid */
                                    procurementItemId: string;
                                    /** Format: uuid */
                                    productId?: string;
                                    /** Format: uuid */
                                    ticketChargeId?: string;
                                    name: string;
                                    quantity: number;
                                    unitCost: string;
                                    /** @default 0 */
                                    receivedQuantity: number;
                                    /** @default [] */
                                    serialNumbers: string[];
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            refused: {
                                /** Format: uuid */
                                itemId: string;
                                name: string;
                                code: string;
                                message: string;
                                /**
                                 * Format: uuid
                                 * @description The order that has it, or should have had it.
                                 */
                                purchaseOrderId?: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/purchase-orders/{id}/approve": {
        /** Approves an order above the threshold; another person than the one who made it, or an admin (FP-11). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            number: string;
                            /** Format: uuid */
                            distributorId: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                            /** @enum {string} */
                            placedBy?: "email" | "distributor" | "manual";
                            /** Format: email */
                            mailedTo?: string;
                            distributorReference?: string;
                            /** @enum {string} */
                            placingBy?: "email" | "distributor";
                            /** Format: date-time */
                            placingSince?: string;
                            placingFailure?: {
                                code: string;
                                message: string;
                                /** Format: date-time */
                                at: string;
                            };
                            /** Format: date-time */
                            placedAt?: string;
                            requestedBy?: string;
                            approvedBy?: string;
                            cancelledBecause?: string;
                            total: string;
                            shipTo?: string;
                            shipToAddress?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            receivingLocation?: string;
                            memo?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                procurementItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                ticketChargeId?: string;
                                name: string;
                                quantity: number;
                                unitCost: string;
                                /** @default 0 */
                                receivedQuantity: number;
                                /** @default [] */
                                serialNumbers: string[];
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/purchase-orders/{id}/place": {
        /** Places an approved order through the distributor's interface or by e-mail, or notes that it was placed elsewhere; it goes to the PSAs then (FP-12). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        by: "distributor" | "email" | "manual";
                        /** Format: email */
                        to?: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            number: string;
                            /** Format: uuid */
                            distributorId: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                            /** @enum {string} */
                            placedBy?: "email" | "distributor" | "manual";
                            /** Format: email */
                            mailedTo?: string;
                            distributorReference?: string;
                            /** @enum {string} */
                            placingBy?: "email" | "distributor";
                            /** Format: date-time */
                            placingSince?: string;
                            placingFailure?: {
                                code: string;
                                message: string;
                                /** Format: date-time */
                                at: string;
                            };
                            /** Format: date-time */
                            placedAt?: string;
                            requestedBy?: string;
                            approvedBy?: string;
                            cancelledBecause?: string;
                            total: string;
                            shipTo?: string;
                            shipToAddress?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            receivingLocation?: string;
                            memo?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                procurementItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                ticketChargeId?: string;
                                name: string;
                                quantity: number;
                                unitCost: string;
                                /** @default 0 */
                                receivedQuantity: number;
                                /** @default [] */
                                serialNumbers: string[];
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/purchase-orders/{id}/cancel": {
        /** Cancels an order of which nothing was received; its items are pending again. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            number: string;
                            /** Format: uuid */
                            distributorId: string;
                            /**
                             * @default draft
                             * @enum {string}
                             */
                            status: "draft" | "awaiting_approval" | "approved" | "placing" | "placed" | "partially_received" | "received" | "cancelled";
                            /** @enum {string} */
                            placedBy?: "email" | "distributor" | "manual";
                            /** Format: email */
                            mailedTo?: string;
                            distributorReference?: string;
                            /** @enum {string} */
                            placingBy?: "email" | "distributor";
                            /** Format: date-time */
                            placingSince?: string;
                            placingFailure?: {
                                code: string;
                                message: string;
                                /** Format: date-time */
                                at: string;
                            };
                            /** Format: date-time */
                            placedAt?: string;
                            requestedBy?: string;
                            approvedBy?: string;
                            cancelledBecause?: string;
                            total: string;
                            shipTo?: string;
                            shipToAddress?: {
                                street?: string;
                                apartment?: string;
                                city?: string;
                                state?: string;
                                zip?: string;
                                country?: string;
                            };
                            receivingLocation?: string;
                            memo?: string;
                            lines: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                procurementItemId: string;
                                /** Format: uuid */
                                productId?: string;
                                /** Format: uuid */
                                ticketChargeId?: string;
                                name: string;
                                quantity: number;
                                unitCost: string;
                                /** @default 0 */
                                receivedQuantity: number;
                                /** @default [] */
                                serialNumbers: string[];
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/agreements": {
        /** Searches the agreements of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    companyId?: string | string[];
                    quoteId?: string | string[];
                    number?: string | string[];
                    type?: string | string[];
                    status?: string | string[];
                    isActive?: ("true" | "false") | ("true" | "false")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                name: string;
                                number?: string;
                                /** Format: uuid */
                                companyId: string;
                                /** Format: uuid */
                                contactId?: string;
                                /** Format: uuid */
                                opportunityId?: string;
                                /** Format: uuid */
                                quoteId?: string;
                                type?: string;
                                status?: string;
                                /** Format: date */
                                startDate: string;
                                /** Format: date */
                                endDate?: string;
                                /** @default true */
                                isActive: boolean;
                                /** @default [] */
                                services: {
                                    externalId: string;
                                    /** Format: uuid */
                                    serviceId?: string;
                                    name: string;
                                    units: number;
                                    unitPrice?: string;
                                    unitCost?: string;
                                    /** @enum {string} */
                                    period?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                                }[];
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/agreements/{id}": {
        /** Reads one agreement. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            name: string;
                            number?: string;
                            /** Format: uuid */
                            companyId: string;
                            /** Format: uuid */
                            contactId?: string;
                            /** Format: uuid */
                            opportunityId?: string;
                            /** Format: uuid */
                            quoteId?: string;
                            type?: string;
                            status?: string;
                            /** Format: date */
                            startDate: string;
                            /** Format: date */
                            endDate?: string;
                            /** @default true */
                            isActive: boolean;
                            /** @default [] */
                            services: {
                                externalId: string;
                                /** Format: uuid */
                                serviceId?: string;
                                name: string;
                                units: number;
                                unitPrice?: string;
                                unitCost?: string;
                                /** @enum {string} */
                                period?: "monthly" | "quarterly" | "semi-annual" | "yearly";
                            }[];
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/stock-levels": {
        /** Searches the stock-levels of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    productId?: string | string[];
                    location?: string | string[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                /** Format: uuid */
                                productId: string;
                                location: string;
                                /** @default 0 */
                                onHand: number;
                                /** @default 0 */
                                available: number;
                                /** @default 0 */
                                reserved: number;
                                /** @default 0 */
                                onOrder: number;
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/stock-levels/{id}": {
        /** Reads one stock level. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            productId: string;
                            location: string;
                            /** @default 0 */
                            onHand: number;
                            /** @default 0 */
                            available: number;
                            /** @default 0 */
                            reserved: number;
                            /** @default 0 */
                            onOrder: number;
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/field-values": {
        /** Searches the field-values of the tenant. */
        get: {
            parameters: {
                query?: {
                    from?: number;
                    size?: number;
                    cursor?: string;
                    query?: string;
                    sort?: string;
                    kind?: string | string[];
                    key?: string | string[];
                    integrationId?: string | string[];
                    isActive?: ("true" | "false") | ("true" | "false")[];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                kind: string;
                                key: string;
                                label: string;
                                /** @default true */
                                isActive: boolean;
                                /** @default 0 */
                                position: number;
                                /** Format: uuid */
                                integrationId?: string;
                                details?: {
                                    [key: string]: string | number | boolean | null;
                                };
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
        /** Creates a field value. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        kind: string;
                        key: string;
                        label: string;
                        /** @default true */
                        isActive?: boolean;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            kind: string;
                            key: string;
                            label: string;
                            /** @default true */
                            isActive: boolean;
                            /** @default 0 */
                            position: number;
                            /** Format: uuid */
                            integrationId?: string;
                            details?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/field-values/{id}": {
        /** Reads one field value. Its ETag is what an update sends as If-Match. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            kind: string;
                            key: string;
                            label: string;
                            /** @default true */
                            isActive: boolean;
                            /** @default 0 */
                            position: number;
                            /** Format: uuid */
                            integrationId?: string;
                            details?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
        /** Changes the given fields of a field value; null clears one. If-Match with its ETag is required. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        label?: string;
                        isActive?: boolean;
                        position?: number;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            kind: string;
                            key: string;
                            label: string;
                            /** @default true */
                            isActive: boolean;
                            /** @default 0 */
                            position: number;
                            /** Format: uuid */
                            integrationId?: string;
                            details?: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** Format: uuid */
                            id: string;
                            revision: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description By integration id. */
                            sync: {
                                [key: string]: {
                                    /** @enum {string} */
                                    status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                    /** Format: date-time */
                                    at: string;
                                    message?: string;
                                    code?: string;
                                    externalId?: string;
                                    pushedRevision?: number;
                                    /** Format: date-time */
                                    seenAt?: string;
                                    /** Format: date-time */
                                    deletedAt?: string;
                                    conflicts: {
                                        field: string;
                                        local?: unknown;
                                        external?: unknown;
                                        /** @enum {string} */
                                        kept: "local" | "external";
                                        /** Format: date-time */
                                        at: string;
                                    }[];
                                };
                            };
                        };
                    };
                };
            };
        };
    };
    "/v1/field-values/order": {
        /** Puts the values of one kind into a new order; those not named come after, in the order they had (SY-24). */
        put: {
            requestBody: {
                content: {
                    "application/json": {
                        kind: string;
                        ids: string[];
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                kind: string;
                                key: string;
                                label: string;
                                /** @default true */
                                isActive: boolean;
                                /** @default 0 */
                                position: number;
                                /** Format: uuid */
                                integrationId?: string;
                                details?: {
                                    [key: string]: string | number | boolean | null;
                                };
                                /** Format: uuid */
                                id: string;
                                revision: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                                /** @description By integration id. */
                                sync: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        status: "pending" | "synchronizing" | "synchronized" | "warning" | "failed" | "not_wanted";
                                        /** Format: date-time */
                                        at: string;
                                        message?: string;
                                        code?: string;
                                        externalId?: string;
                                        pushedRevision?: number;
                                        /** Format: date-time */
                                        seenAt?: string;
                                        /** Format: date-time */
                                        deletedAt?: string;
                                        conflicts: {
                                            field: string;
                                            local?: unknown;
                                            external?: unknown;
                                            /** @enum {string} */
                                            kept: "local" | "external";
                                            /** Format: date-time */
                                            at: string;
                                        }[];
                                    };
                                };
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/procurement-settings": {
        /** The tenant's rules for buying. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            approvalAbove: string | null;
                        };
                    };
                };
            };
        };
        /** Sets above which total orders need approval (FP-11). */
        put: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        approvalAbove: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/mail-outbox": {
        /** The latest mails that were kept instead of sent, in development. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                to: string;
                                subject: string;
                                text: string;
                                html: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/public-api-settings": {
        /** The tenant's public API: whether it is on, and the primary company. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            isEnabled: boolean;
                            /** @description The MSP's own company, which partners call primary (PA-31) */
                            primaryCompanyId?: string | null;
                        };
                    };
                };
            };
        };
        /** Switches the public API on or off (PA-01) and names the primary company (PA-31). */
        put: {
            parameters: {
                header?: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        isEnabled: boolean;
                        /** @description The MSP's own company, which partners call primary (PA-31) */
                        primaryCompanyId?: string | null;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/reindex": {
        /** The latest re-index of each entity type, with its progress (OP-02). */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                entityType: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                                /** @enum {string} */
                                state: "running" | "completed";
                                done: number;
                                /** @description As counted at the beginning */
                                total: number;
                                startedBy: string;
                                /** Format: date-time */
                                startedAt: string;
                                /** Format: date-time */
                                finishedAt?: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Re-indexes all records of a type and tells of each again (OP-02); answers the one that runs, if one does. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        entityType: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            entityType: "company" | "contact" | "category" | "product" | "service" | "opportunity" | "quote" | "ticket" | "ticket_charge" | "sales_order" | "procurement_item" | "purchase_order" | "agreement" | "stock_level" | "field_value";
                            /** @enum {string} */
                            state: "running" | "completed";
                            done: number;
                            /** @description As counted at the beginning */
                            total: number;
                            startedBy: string;
                            /** Format: date-time */
                            startedAt: string;
                            /** Format: date-time */
                            finishedAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/status": {
        /** How each service is, its response times and queues, active incidents and planned maintenance (OP-04, OP-05). */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** Format: date-time */
                            at: string;
                            /**
                             * @description That of the service that is worst off
                             * @enum {string}
                             */
                            state: "up" | "degraded" | "down" | "unknown";
                            services: {
                                name: string;
                                /** @enum {string} */
                                state: "up" | "degraded" | "down" | "unknown";
                                /** Format: date-time */
                                since: string;
                                cause?: string;
                                replicas: {
                                    /** @description For admins alone: of the machine and the process */
                                    name?: string;
                                    /** @enum {string} */
                                    state: "starting" | "ready" | "not_ready" | "stopping" | "stopped" | "vanished";
                                    /** Format: date-time */
                                    startedAt: string;
                                    /** Format: date-time */
                                    seenAt: string;
                                    trouble?: string;
                                }[];
                                /** @description Of the last minute (OP-05) */
                                api: {
                                    requests: number;
                                    /** @description Answers of 500 and above */
                                    failures: number;
                                    errorRate: number;
                                    meanSeconds?: number;
                                    /** @description 95 of 100 answers of each process took at most so long */
                                    p95Seconds?: number;
                                };
                                /** @description Handled: within the last minute (OP-05) */
                                queues: {
                                    topic: string;
                                    group: string;
                                    waiting: number;
                                    /** @description Age of the oldest message that is not done */
                                    oldestSeconds: number;
                                    handled: number;
                                    /** @description Time to handle a message */
                                    meanSeconds?: number;
                                }[];
                                /** @description How long the database took to take a document (OP-05) */
                                databaseSeconds?: number;
                            }[];
                            /** @description Active ones */
                            incidents: {
                                id: string;
                                /**
                                 * @description Whether it concerns everybody or this tenant
                                 * @enum {string}
                                 */
                                scope: "platform" | "tenant";
                                title: string;
                                services: string[];
                                /** Format: date-time */
                                startsAt: string;
                                /** @enum {string} */
                                stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                                /** Format: date-time */
                                endedAt?: string;
                                updates: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                                    text: string;
                                }[];
                            }[];
                            /** @description Planned and under way */
                            maintenance: {
                                id: string;
                                /**
                                 * @description Whether it concerns everybody or this tenant
                                 * @enum {string}
                                 */
                                scope: "platform" | "tenant";
                                title: string;
                                services: string[];
                                /** Format: date-time */
                                startsAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                /** @enum {string} */
                                state: "planned" | "under_way" | "over" | "cancelled";
                                updates: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    stage: "planned" | "cancelled";
                                    text: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/status/history": {
        /** When each service was up, degraded or down, for up to 90 days (OP-04). */
        get: {
            parameters: {
                query?: {
                    service?: string;
                    since?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                service: string;
                                periods: {
                                    /** @enum {string} */
                                    state: "up" | "degraded" | "down" | "unknown";
                                    /** Format: date-time */
                                    from: string;
                                    /** Format: date-time */
                                    to?: string;
                                    cause?: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/incidents": {
        /** Known incidents, and your own reports; admins see what others reported too (OP-03). */
        get: {
            parameters: {
                query?: {
                    state?: "active" | "ended" | "all";
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /**
                                 * @description Whether it concerns everybody or this tenant
                                 * @enum {string}
                                 */
                                scope: "platform" | "tenant";
                                title: string;
                                services: string[];
                                /** Format: date-time */
                                startsAt: string;
                                /** @enum {string} */
                                stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                                /** Format: date-time */
                                endedAt?: string;
                                updates: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                                    text: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Opens an incident that is known to everybody in the tenant (OP-03). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        text: string;
                        /** @default [] */
                        services?: string[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            /**
                             * @description Whether it concerns everybody or this tenant
                             * @enum {string}
                             */
                            scope: "platform" | "tenant";
                            title: string;
                            services: string[];
                            /** Format: date-time */
                            startsAt: string;
                            /** @enum {string} */
                            stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                            /** Format: date-time */
                            endedAt?: string;
                            updates: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/incidents/reports": {
        /** Reports an incident, for an admin to look into (OP-03). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        text: string;
                        /** @default [] */
                        services?: string[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            /**
                             * @description Whether it concerns everybody or this tenant
                             * @enum {string}
                             */
                            scope: "platform" | "tenant";
                            title: string;
                            services: string[];
                            /** Format: date-time */
                            startsAt: string;
                            /** @enum {string} */
                            stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                            /** Format: date-time */
                            endedAt?: string;
                            updates: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/incidents/{id}/updates": {
        /** The next word on an incident, up to its end; on a report, whether there is something to it (OP-03). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                        text: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /**
                             * @description Whether it concerns everybody or this tenant
                             * @enum {string}
                             */
                            scope: "platform" | "tenant";
                            title: string;
                            services: string[];
                            /** Format: date-time */
                            startsAt: string;
                            /** @enum {string} */
                            stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                            /** Format: date-time */
                            endedAt?: string;
                            updates: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                stage: "reported" | "investigating" | "identified" | "monitoring" | "resolved" | "unfounded";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/maintenance": {
        /** Planned maintenance that is not over, the next first (OP-04). */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /**
                                 * @description Whether it concerns everybody or this tenant
                                 * @enum {string}
                                 */
                                scope: "platform" | "tenant";
                                title: string;
                                services: string[];
                                /** Format: date-time */
                                startsAt: string;
                                /** Format: date-time */
                                endsAt: string;
                                /** @enum {string} */
                                state: "planned" | "under_way" | "over" | "cancelled";
                                updates: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    stage: "planned" | "cancelled";
                                    text: string;
                                }[];
                            }[];
                        };
                    };
                };
            };
        };
        /** Announces maintenance (OP-04). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        title: string;
                        text: string;
                        /** @default [] */
                        services?: string[];
                        /** Format: date-time */
                        startsAt: string;
                        /** Format: date-time */
                        endsAt: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            /**
                             * @description Whether it concerns everybody or this tenant
                             * @enum {string}
                             */
                            scope: "platform" | "tenant";
                            title: string;
                            services: string[];
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            /** @enum {string} */
                            state: "planned" | "under_way" | "over" | "cancelled";
                            updates: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                stage: "planned" | "cancelled";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/maintenance/{id}/cancel": {
        /** Calls maintenance off that is not over (OP-04). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        text: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /**
                             * @description Whether it concerns everybody or this tenant
                             * @enum {string}
                             */
                            scope: "platform" | "tenant";
                            title: string;
                            services: string[];
                            /** Format: date-time */
                            startsAt: string;
                            /** Format: date-time */
                            endsAt: string;
                            /** @enum {string} */
                            state: "planned" | "under_way" | "over" | "cancelled";
                            updates: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                stage: "planned" | "cancelled";
                                text: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/status/subscriptions": {
        /** Who hears of the status by mail: your subscriptions; all of the tenant for an admin (OP-04). */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                email: string;
                                /**
                                 * @description Pending: whoever reads the mail of the address has not agreed yet
                                 * @enum {string}
                                 */
                                state: "pending" | "confirmed" | "ended";
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Subscribes to mails about the status; an address that is not your own verified one has to agree first (OP-04). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: email
                         * @description Your own without it
                         */
                        email?: string;
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            email: string;
                            /**
                             * @description Pending: whoever reads the mail of the address has not agreed yet
                             * @enum {string}
                             */
                            state: "pending" | "confirmed" | "ended";
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/status/subscriptions/{id}": {
        /** Ends a subscription of yours; admins end any (OP-04). */
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/status/confirm": {
        /** Agrees to be mailed, by the token of the mail that asks (OP-04). */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description As the link of the mail says */
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/status/unsubscribe": {
        /** Ends a subscription, by the token that every mail has (OP-04). */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        /** @description As the link of the mail says */
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/webhook-endpoints": {
        /** The webhook endpoints that events are sent to (PA-40). */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                url: string;
                                description: string;
                                eventTypes: string[];
                                entityTypes: string[] | null;
                                concurrency: number;
                                /** @enum {string} */
                                state: "active" | "paused" | "disabled" | "removed";
                                whyDisabled: ("failing" | "gone") | null;
                                health: {
                                    /** @description In a row */
                                    failures: number;
                                    failingSince: string | null;
                                    /** @description Left alone until then */
                                    heldUntil: string | null;
                                    lastFailure: {
                                        /** Format: date-time */
                                        at: string;
                                        durationMs: number;
                                        /** @description Null where no answer came */
                                        status: number | null;
                                        /** @description Why none came */
                                        code: string | null;
                                        /** @description The beginning of the answer, redacted */
                                        answer: string;
                                    } | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                        };
                    };
                };
            };
        };
        /** Adds a webhook endpoint; its secret is shown in this answer and never again (PA-40). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Where events are posted to; https */
                        url: string;
                        description: string;
                        /** @description Which events: `*`, a family such as `issue.*`, or single types */
                        eventTypes: ("*" | "record.*" | "sync-result.*" | "issue.*" | "invoice.*" | "record.created" | "record.updated" | "record.deleted" | "sync-result.succeeded" | "sync-result.partial" | "sync-result.failed" | "issue.opened" | "issue.cleared" | "issue.dismissed" | "issue.reopened" | "issue.updated" | "invoice.posted")[];
                        /**
                         * @description Deliveries under way at the same time
                         * @default 4
                         */
                        concurrency?: number;
                        /** @description Only events about these; all without it */
                        entityTypes?: string[];
                    };
                };
            };
            responses: {
                /** @description Created */
                201: {
                    content: {
                        "application/json": {
                            id: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            entityTypes: string[] | null;
                            concurrency: number;
                            /** @enum {string} */
                            state: "active" | "paused" | "disabled" | "removed";
                            whyDisabled: ("failing" | "gone") | null;
                            health: {
                                /** @description In a row */
                                failures: number;
                                failingSince: string | null;
                                /** @description Left alone until then */
                                heldUntil: string | null;
                                lastFailure: {
                                    /** Format: date-time */
                                    at: string;
                                    durationMs: number;
                                    /** @description Null where no answer came */
                                    status: number | null;
                                    /** @description Why none came */
                                    code: string | null;
                                    /** @description The beginning of the answer, redacted */
                                    answer: string;
                                } | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Shown now and never again; null where the same request was answered before */
                            secret: string | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-event-types": {
        /** Everything that a webhook endpoint can be told of. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: string[];
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-endpoints/{id}": {
        /** One webhook endpoint, with how it is. */
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            entityTypes: string[] | null;
                            concurrency: number;
                            /** @enum {string} */
                            state: "active" | "paused" | "disabled" | "removed";
                            whyDisabled: ("failing" | "gone") | null;
                            health: {
                                /** @description In a row */
                                failures: number;
                                failingSince: string | null;
                                /** @description Left alone until then */
                                heldUntil: string | null;
                                lastFailure: {
                                    /** Format: date-time */
                                    at: string;
                                    durationMs: number;
                                    /** @description Null where no answer came */
                                    status: number | null;
                                    /** @description Why none came */
                                    code: string | null;
                                    /** @description The beginning of the answer, redacted */
                                    answer: string;
                                } | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
        /** Removes a webhook endpoint; what waits for it is not sent any more. */
        delete: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
        /** Changes a webhook endpoint, pauses it, or switches it on again; what waited is then sent. */
        patch: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Where events are posted to; https */
                        url?: string;
                        description?: string;
                        /** @description Which events: `*`, a family such as `issue.*`, or single types */
                        eventTypes?: ("*" | "record.*" | "sync-result.*" | "issue.*" | "invoice.*" | "record.created" | "record.updated" | "record.deleted" | "sync-result.succeeded" | "sync-result.partial" | "sync-result.failed" | "issue.opened" | "issue.cleared" | "issue.dismissed" | "issue.reopened" | "issue.updated" | "invoice.posted")[];
                        /** @description Deliveries under way at the same time */
                        concurrency?: number;
                        entityTypes?: string[] | null;
                        /** @enum {string} */
                        state?: "active" | "paused";
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            entityTypes: string[] | null;
                            concurrency: number;
                            /** @enum {string} */
                            state: "active" | "paused" | "disabled" | "removed";
                            whyDisabled: ("failing" | "gone") | null;
                            health: {
                                /** @description In a row */
                                failures: number;
                                failingSince: string | null;
                                /** @description Left alone until then */
                                heldUntil: string | null;
                                lastFailure: {
                                    /** Format: date-time */
                                    at: string;
                                    durationMs: number;
                                    /** @description Null where no answer came */
                                    status: number | null;
                                    /** @description Why none came */
                                    code: string | null;
                                    /** @description The beginning of the answer, redacted */
                                    answer: string;
                                } | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        /** Makes a new secret, shown in this answer alone; for a while deliveries carry the signatures of both. */
        post: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description How long the secret before goes on signing too
                         * @default 24
                         */
                        overlapHours?: number;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            url: string;
                            description: string;
                            eventTypes: string[];
                            entityTypes: string[] | null;
                            concurrency: number;
                            /** @enum {string} */
                            state: "active" | "paused" | "disabled" | "removed";
                            whyDisabled: ("failing" | "gone") | null;
                            health: {
                                /** @description In a row */
                                failures: number;
                                failingSince: string | null;
                                /** @description Left alone until then */
                                heldUntil: string | null;
                                lastFailure: {
                                    /** Format: date-time */
                                    at: string;
                                    durationMs: number;
                                    /** @description Null where no answer came */
                                    status: number | null;
                                    /** @description Why none came */
                                    code: string | null;
                                    /** @description The beginning of the answer, redacted */
                                    answer: string;
                                } | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                            /** @description Shown now and never again; null where the same request was answered before */
                            secret: string | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-endpoints/{id}/test": {
        /** Sends a `webhook.test` event that says nothing, to see whether it arrives. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @description By which the receiver knows an event that comes twice (PA-42) */
                            eventId: string;
                            eventType: string;
                            /** @enum {string} */
                            state: "waiting" | "delivered" | "failed";
                            tries: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description The next try */
                            dueAt: string | null;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        /** The delivery log of a webhook endpoint, the latest first; kept for 7 days unless the operator chose another time. */
        get: {
            parameters: {
                query?: {
                    state?: "waiting" | "delivered" | "failed";
                    eventType?: string;
                    from?: number;
                    size?: number;
                    cursor?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                id: string;
                                /** @description By which the receiver knows an event that comes twice (PA-42) */
                                eventId: string;
                                eventType: string;
                                /** @enum {string} */
                                state: "waiting" | "delivered" | "failed";
                                tries: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description The next try */
                                dueAt: string | null;
                                finishedAt: string | null;
                            }[];
                            total: number;
                            from: number;
                            size: number;
                            /** @description The cursor of the next page; none after the last one. */
                            next?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-endpoints/{id}/deliveries/{deliveryId}": {
        /** One delivery, with what was sent and what was answered. */
        get: {
            parameters: {
                path: {
                    id: string;
                    deliveryId: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @description By which the receiver knows an event that comes twice (PA-42) */
                            eventId: string;
                            eventType: string;
                            /** @enum {string} */
                            state: "waiting" | "delivered" | "failed";
                            tries: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description The next try */
                            dueAt: string | null;
                            finishedAt: string | null;
                            /** @description What is sent; redacted and cut here */
                            body: string;
                            /** @description The latest ones */
                            attempts: {
                                /** Format: date-time */
                                at: string;
                                durationMs: number;
                                /** @description Null where no answer came */
                                status: number | null;
                                /** @description Why none came */
                                code: string | null;
                                /** @description The beginning of the answer, redacted */
                                answer: string;
                            }[];
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-endpoints/{id}/deliveries/{deliveryId}/redeliver": {
        /** Sends one event again, with the same event id (PA-42). */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                    deliveryId: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            id: string;
                            /** @description By which the receiver knows an event that comes twice (PA-42) */
                            eventId: string;
                            eventType: string;
                            /** @enum {string} */
                            state: "waiting" | "delivered" | "failed";
                            tries: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description The next try */
                            dueAt: string | null;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/webhook-endpoints/{id}/redeliver-failed": {
        /** Sends all events again that failed for good, at most 10,000 at a time, in the order in which they came. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            redelivered: number;
                            left: number;
                        };
                    };
                };
            };
        };
    };
    "/v1/partner-settings": {
        /** Whether events go to webhook endpoints and to Kafka topics of the tenant. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Whether events go to the webhook endpoints (PA-40) */
                            webhooks: boolean;
                            /** @description Whether events go to the tenant's own Kafka topics */
                            stream: boolean;
                            /** @description Those of the stream, while it is on */
                            topics: string[];
                        };
                    };
                };
            };
        };
        /** Switches webhooks (PA-40) and the stream on or off; the topics of the stream are made when it is switched on. */
        put: {
            parameters: {
                header: {
                    /**
                     * @description The ETag as it was read.
                     * @example "1"
                     */
                    "If-Match": string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether events go to the webhook endpoints (PA-40) */
                        webhooks: boolean;
                        /** @description Whether events go to the tenant's own Kafka topics */
                        stream: boolean;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Whether events go to the webhook endpoints (PA-40) */
                            webhooks: boolean;
                            /** @description Whether events go to the tenant's own Kafka topics */
                            stream: boolean;
                            /** @description Those of the stream, while it is on */
                            topics: string[];
                        };
                    };
                };
            };
        };
    };
    "/v1/partner-replays": {
        /** The latest replay of each stream, with its progress. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                /** @description Every replayed message carries it as the header ce_replayid */
                                replayId: string;
                                /** @enum {string} */
                                stream: "records" | "sync-results" | "issues" | "invoices";
                                topic: string;
                                /** @enum {string} */
                                state: "running" | "completed";
                                done: number;
                                /** @description Where it ended, or stands */
                                cursor: string;
                                since: string | null;
                                /** Format: date-time */
                                startedAt: string;
                                finishedAt: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        /** Tells a stream once more, from a time or from where an earlier replay ended, on a topic of its own. */
        post: {
            parameters: {
                header?: {
                    "Idempotency-Key"?: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        stream: "records" | "sync-results" | "issues" | "invoices";
                        /**
                         * Format: date-time
                         * @description Only what was told from then on
                         */
                        since?: string;
                        /** @description Where an earlier replay of the stream ended: only what came after it */
                        cursor?: string;
                    };
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    content: {
                        "application/json": {
                            /** @description Every replayed message carries it as the header ce_replayid */
                            replayId: string;
                            /** @enum {string} */
                            stream: "records" | "sync-results" | "issues" | "invoices";
                            topic: string;
                            /** @enum {string} */
                            state: "running" | "completed";
                            done: number;
                            /** @description Where it ended, or stands */
                            cursor: string;
                            since: string | null;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                        };
                    };
                };
            };
        };
    };
    "/v1/session": {
        /** Who is signed in with this browser */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            csrfToken: string;
                            user: {
                                id: string;
                                isAdmin: boolean;
                                permissions: ("Quote editor" | "Product viewer" | "Product editor" | "Products importer" | "Pricing book editor" | "Company editor" | "Whitespace viewer" | "Procurement editor" | "Issue manager" | "Integration manager" | "Invoice manager")[];
                            };
                        };
                    };
                };
            };
        };
        /** Sign in with a browser, by password */
        post: {
            requestBody: {
                content: {
                    "application/json": {
                        email: string;
                        password: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Shown in x-csrf-token with whatever changes something */
                            csrfToken: string;
                            /** Format: date-time */
                            expiresAt?: string;
                        };
                    };
                };
            };
        };
        /** Sign out with this browser */
        delete: {
            responses: {
                /** @description Done */
                204: {
                };
            };
        };
    };
    "/v1/session/sso/{provider}": {
        /** Sign in with a browser, by what a provider answered */
        post: {
            parameters: {
                path: {
                    provider: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The query of the address that the browser came back to */
                        answer: string;
                        attempt: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Shown in x-csrf-token with whatever changes something */
                            csrfToken: string;
                            /** Format: date-time */
                            expiresAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/session/password": {
        /** Change your password; all sessions end, and this browser goes on in a new one */
        put: {
            requestBody: {
                content: {
                    "application/json": {
                        currentPassword: string;
                        newPassword: string;
                    };
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": {
                            /** @description Shown in x-csrf-token with whatever changes something */
                            csrfToken: string;
                            /** Format: date-time */
                            expiresAt?: string;
                        };
                    };
                };
            };
        };
    };
    "/v1/integrations": {
        /** Lists the integrations of the tenant, and the providers that may be connected. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                provider: string;
                                name: string;
                                /** @enum {string} */
                                state: "connecting" | "connected" | "auth_failed" | "removed";
                                isPushPaused: boolean;
                                isPullPaused: boolean;
                                /** Format: date-time */
                                updatedAt: string;
                            }[];
                            providers: string[];
                        };
                    };
                };
            };
        };
    };
    "/v1/stream": {
        /** Streams what happens in the tenant as server-sent events; with Last-Event-ID, what was missed comes first. */
        get: {
            responses: {
                200: {
                };
            };
        };
    };
    "/": {
        /** Leads people to the console, or to the documentation where none is served. */
        get: {
            responses: never;
        };
    };
    "/v1/openapi.json": {
        /** The OpenAPI 3.1 document of the platform. Services that never answered are missing from it. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            openapi: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
    };
    "/v1/route-permissions": {
        /** Every route of the platform with the permission it needs. */
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": {
                            routes: {
                                method: string;
                                path: string;
                                permission: string[];
                            }[];
                        };
                    };
                };
            };
        };
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description Stable name of the failure. */
            code: string;
            /** @description What is wrong and how to mend it. */
            detail: string;
            requestId: string;
            problems?: {
                field?: string;
                message?: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
