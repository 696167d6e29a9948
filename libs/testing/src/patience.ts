/** For servers of tests. An idle connection that a server ends breaks the call that is sent on it at that moment: they end none. */
export const KEPT_OPEN = { keepAliveTimeout: 600_000 };

/** How long a store of a test waits for its database, in milliseconds: against hanging, for it may stand still with its machine. */
export const CONNECT_TIMEOUT_MS = 60_000;
