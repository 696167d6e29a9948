import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import type { Simulation } from '../simulation.ts';

const percent = z.number().min(0).max(100).optional();

/** Losing, doubling and delaying webhooks. */
export function webhookOperations({ webhooks }: Simulation) {
  return {
    setWebhookDelivery: operation(
      'How deliveries fare; what is left out stays.',
      z.strictObject({
        dropPercent: percent.describe('lost, though numbered'),
        duplicatePercent: percent.describe('delivered twice'),
        dropNext: z.int().min(0).optional().describe('how many of the next events are lost for certain'),
        duplicateNext: z.int().min(0).optional(),
        delayMs: z.number().min(0).optional(),
        dropDeactivated: z.boolean().optional().describe('the Deactivated calls are lost'),
      }),
      (input) => {
        const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
        Object.assign(webhooks.conditions, given);
      },
    ),
    webhookReports: operation('What became of the events of each webhook.', z.strictObject({}), () => webhooks.reports()),
    awaitWebhooks: operation('Answers when every event is delivered, dropped or abandoned.', z.strictObject({}), () =>
      webhooks.idle(),
    ),
  };
}
