export { describeEveryRoute, type RoutesUnderTest } from './every-route.ts';
export { admin, createTokens, person, type Tokens } from './tokens.ts';
