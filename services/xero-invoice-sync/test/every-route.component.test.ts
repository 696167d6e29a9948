import { afterAll } from '@jest/globals';
import { createTokens, describeEveryRoute } from '@psa-bridge/http-server/route-suite';
import { invoice } from './invoices.ts';
import { order, tellOrder } from './orders.ts';
import { CONNECTION, startXeroApp, TENANT } from './xero-app.ts';

const tokens = await createTokens();
const service = await startXeroApp({ overrides: { verifyToken: tokens.verifyToken } });
afterAll(() => service.stop());
await service.tell([invoice()]);
await tellOrder(service, order());

describeEveryRoute({
  ...{ routes: service.app.routes, url: service.app.address(), tokens, them: TENANT },
  theirs({ path }) {
    if (path.startsWith('/v1/xero/invoices/{id}')) return { id: service.idOf('4711') };
    if (path.startsWith('/v1/xero/purchase-orders/{id}')) return { id: service.idOf('700') };
    return path.includes('{id}') ? { id: CONNECTION } : undefined;
  },
});
