import { describeConnectorRoutes } from '@psa-bridge/connector-kit/contract-suite';
import { connectConnectWise } from './connected-connectwise.ts';

await describeConnectorRoutes(() => connectConnectWise());
