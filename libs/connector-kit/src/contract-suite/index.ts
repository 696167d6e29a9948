export { connectorContract } from './connector-contract.ts';
export { createConnectorHarness, TENANT, type ConnectorHarness, type HarnessOptions } from './connector-harness.ts';
export { hurried } from './hurried.ts';
export type { ContractFault, ContractSubject, SignedDelivery } from './contract-subject.ts';
