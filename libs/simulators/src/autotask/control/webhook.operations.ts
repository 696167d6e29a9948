import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { deliveryConditionsPatch, setDelivery } from '../../http/delivery-conditions.ts';
import type { Simulation } from '../simulation.ts';

const conditions = deliveryConditionsPatch.extend({
  dropDeactivated: z.boolean().optional().describe('the Deactivated calls are lost'),
});

/** Losing, doubling and delaying webhooks. */
export function webhookOperations({ webhooks }: Simulation) {
  return {
    setWebhookDelivery: setDelivery('How deliveries fare; what is left out stays.', conditions, webhooks.conditions),
    webhookReports: operation('What became of the events of each webhook.', z.strictObject({}), () => webhooks.reports()),
    awaitWebhooks: operation('Answers when every event is delivered, dropped or abandoned.', z.strictObject({}), () =>
      webhooks.idle(),
    ),
  };
}
