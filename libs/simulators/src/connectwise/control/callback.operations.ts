import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { deliveryConditionsPatch, setDelivery } from '../../http/delivery-conditions.ts';
import type { Simulation } from '../simulation.ts';

/** Losing, doubling and delaying callbacks. */
export function callbackOperations({ callbacks }: Simulation) {
  return {
    setCallbackDelivery: setDelivery(
      'How deliveries fare; what is left out stays.',
      deliveryConditionsPatch,
      callbacks.conditions,
    ),
    callbackReports: operation('What became of the messages of each callback entry.', z.strictObject({}), () =>
      callbacks.reports(),
    ),
    awaitCallbacks: operation('Answers when every message is delivered, lost or given up.', z.strictObject({}), () =>
      callbacks.idle(),
    ),
    rotateCallbackKey: operation('Signs with a new key from now on; the old one can still be fetched.', z.strictObject({}), () =>
      callbacks.keys.rotate(),
    ),
  };
}
