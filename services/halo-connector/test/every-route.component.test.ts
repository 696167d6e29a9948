import { describeConnectorRoutes } from '@psa-bridge/connector-kit/contract-suite';
import { connectHalo } from './connected-halo.ts';

await describeConnectorRoutes(() => connectHalo());
