export { createFirstConnect, type FirstConnect, type FirstConnectOptions } from './first-connect.ts';
export { createMatcher, type Candidate, type Matcher, type MatchOutcome } from './match.ts';
export type { ConnectItem, ConnectPlan, Decision, TypePlan } from './plan.ts';
