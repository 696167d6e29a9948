export { describeConnectorRoutes } from './connector-routes.ts';
export { connectorContract } from './connector-contract.ts';
export { createConnectorHarness, TENANT, type ConnectorHarness, type HarnessOptions } from './connector-harness.ts';
export { hurried } from './hurried.ts';
export type { ContractFault, ContractSubject, SignedDelivery } from './contract-subject.ts';
export { connectedConnector, type ConnectedConnector } from './connected-connector.ts';
export { ended, runOf, runOwn, shown, startRun, type OwnRunView, type RunView } from './own-runs.ts';
export { category, changePage } from './pages.ts';
export { openWebhookDoor, type WebhookDoor } from './webhook-door.ts';
export { connectSimulated, forOneTest, type ConnectionOptions } from './connect-simulated.ts';
export { clockThatWaitsFor } from './waiting-clock.ts';
export { simulatorFault } from './simulator-fault.ts';
export {
  foreseenBy,
  isPushed,
  metBy,
  preflight,
  pushQuote,
  type Met,
  type QuotesOf,
  type QuotesToCheck,
} from './quotes-to-check.ts';
export { quoteLine, quoteParts, type QuoteParts } from './quote-parts.ts';
