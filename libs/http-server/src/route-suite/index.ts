export { describeEveryRoute, type RoutesUnderTest } from './every-route.ts';
export { admin, createSigner, createTokens, person, type Signer, type TokenChange, type Tokens } from './tokens.ts';
