import { describeConnectorRoutes } from '@psa-bridge/connector-kit/contract-suite';
import { connectAutotask } from './connected-autotask.ts';

await describeConnectorRoutes(() => connectAutotask());
