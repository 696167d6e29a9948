import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { deliveryConditionsPatch, setDelivery } from '../../http/delivery-conditions.ts';
import type { Simulation } from '../simulation.ts';

/** Losing, doubling and delaying webhooks. */
export function webhookOperations({ webhooks }: Simulation) {
  return {
    setWebhookDelivery: setDelivery('How deliveries fare; what is left out stays.', deliveryConditionsPatch, webhooks.conditions),
    webhookReports: operation('What became of the deliveries of each webhook.', z.strictObject({}), () => webhooks.reports()),
    flushWebhooks: operation('Sends the batches that wait for more.', z.strictObject({}), () => webhooks.flush()),
    awaitWebhooks: operation(
      'Answers when every delivery that is under way is delivered, lost or given up.',
      z.strictObject({}),
      () => webhooks.idle(),
    ),
  };
}
