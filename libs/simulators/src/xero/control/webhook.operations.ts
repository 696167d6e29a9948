import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { deliveryConditionsPatch, setDelivery } from '../../http/delivery-conditions.ts';
import type { Simulation } from '../simulation.ts';

/** The webhook of the app; losing, doubling and delaying what it tells. */
export function webhookOperations({ webhooks }: Simulation) {
  return {
    registerWebhook: operation(
      'Saves the URL and tries it with bodies signed rightly and wrongly; answers whether it is on, and what came back.',
      z.strictObject({ url: z.string() }),
      ({ url }) => webhooks.register(url),
    ),
    setWebhookDelivery: setDelivery('How deliveries fare; what is left out stays.', deliveryConditionsPatch, webhooks.conditions),
    webhookReport: operation(
      'What became of the deliveries; null before a URL is saved.',
      z.strictObject({}),
      () => webhooks.report() ?? null,
    ),
    awaitWebhooks: operation(
      'Answers when every delivery that is under way is delivered, lost or given up.',
      z.strictObject({}),
      () => webhooks.idle(),
    ),
  };
}
