/** Tokens and what is personal are kept by nobody on the way. */
export const PRIVATE = { 'cache-control': 'no-store' };
