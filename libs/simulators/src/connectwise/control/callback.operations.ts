import { keyUrlOf } from '../callbacks/callback-message.ts';
import { z } from 'zod';
import { operation } from '../../http/control-api.ts';
import { deliveryConditionsPatch, setDelivery } from '../../http/delivery-conditions.ts';
import type { Simulation } from '../simulation.ts';

/** Losing, doubling and delaying callbacks. */
export function callbackOperations({ callbacks, tenant }: Simulation) {
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
    callbackKey: operation('The key that callbacks are signed with now, and where it can be fetched.', z.strictObject({}), () => {
      const { id, key } = callbacks.keys.current();
      return { key, keyUrl: keyUrlOf(tenant, id) };
    }),
    rotateCallbackKey: operation('Signs with a new key from now on; the old one can still be fetched.', z.strictObject({}), () =>
      callbacks.keys.rotate(),
    ),
  };
}
