import { defineRoute, type Route } from '@psa-bridge/http-server';
import type { makeReceiveWebhook } from '../usecases/looks/receive-webhook.ts';

const MAX_BYTES = 1024 * 1024;

/** Where Xero delivers: whoever signs with the key of an app of ours. */
export function webhookRoutes({ receive }: { receive: ReturnType<typeof makeReceiveWebhook> }): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/webhooks/xero', permission: 'public', summary: 'Where Xero delivers' },
      ...{ rawBody: true, bodyLimitBytes: MAX_BYTES, refusals: [401, 503], responses: { 200: null } },
      deed: { untold: "Xero's hint; what is read after it is told as the connection's doing." },
      async handle({ rawBody, headers }) {
        await receive({ rawBody, signature: [headers['x-xero-signature']].flat()[0] });
        return { status: 200 };
      },
    }),
  ];
}
