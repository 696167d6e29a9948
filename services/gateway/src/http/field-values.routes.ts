import { defineRoute, ok, type Route } from '@psa-bridge/http-server';
import { FieldValue } from '@psa-bridge/records';
import { z } from 'zod';
import { viewOf } from '../domain/record-view.ts';
import type { Resource } from '../domain/resources.ts';
import type { OrderFieldValues } from '../usecases/field-values.ts';
import { recordView } from './records.schemas.ts';

const Order = z.strictObject({
  kind: FieldValue.shape.kind,
  /** First to last. */
  ids: z.array(z.uuid()).min(1).max(1000),
});

export function fieldValueRoutes(
  resource: Resource,
  { orderFieldValues }: { orderFieldValues: OrderFieldValues },
): readonly Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: `/v1/${resource.path}/order`,
      summary: 'Puts the values of one kind into a new order; those not named come after, in the order they had (SY-24).',
      permission: resource.write,
      body: Order,
      ifMatch: { needless: 'It says where values stand and changes nothing else of them; who orders them last is right.' },
      responses: { 200: z.object({ items: z.array(recordView(resource)) }) },
      deed: 'field_value.updated',
      handle: async ({ caller, body }) => {
        const values = await orderFieldValues(caller, resource, body);
        return ok({ items: values.map((value) => viewOf(value)) });
      },
    }),
  ];
}
