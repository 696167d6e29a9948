import { toAppError, type Caller, type Clock } from '@psa-bridge/core';
import type { Mailer } from '@psa-bridge/mail';
import type { BusinessRecord, RecordStore, TenantRecords } from '@psa-bridge/records';
import { orderMail } from '../../domain/procurement/order-mail.ts';
import { beginPlacing, endPlacing, failPlacing, type PlacingWay } from '../../domain/procurement/order-placing.ts';
import { spokenOrder, submissionOf, type SpokenOrder } from '../../domain/procurement/order-submission.ts';
import { resourceOf } from '../../domain/resources.ts';
import type { DistributorApi } from '../../ports.ts';
import { existing } from '../read-record.ts';
import type { ChangeOrder } from './change-order.ts';
import { productsOf } from './follow-sources.ts';

type Order = BusinessRecord<'purchase_order'>;

export interface PlaceOrderDeps {
  records: RecordStore;
  mailer: Mailer;
  distributors: DistributorApi;
  clock: Clock;
  change: ChangeOrder;
}

export type PlaceOrder = (caller: Caller, id: string, way: PlacingWay) => Promise<Order>;

/**
 * The order is noted as being on its way before it goes out, and as placed once it was taken. A process that dies in between
 * leaves it on its way: placed again, it goes out under the same id. Why a try failed stays with the order.
 */
export function makePlaceOrder({ records, mailer, distributors, clock, change }: PlaceOrderDeps): PlaceOrder {
  async function send({ tenantId }: Caller, order: Order, way: PlacingWay): Promise<{ reference?: string | undefined }> {
    const spoken = await speak(records.forTenant(tenantId), order);
    if (way.by === 'distributor') return distributors.submit(tenantId, submissionOf(order, spoken));
    await mailer.send(tenantId, orderMail(order, spoken, way.to));
    return {};
  }

  return async function placeOrder(caller, id, way) {
    const order = await change(caller, id, (data) => beginPlacing(data, way, clock.now()));
    if (order.data.status !== 'placing') return order;
    const { placingSince } = order.data;
    const sent = await send(caller, order, way).catch(async (error: unknown) => {
      const { code, message } = toAppError(error);
      const failure = { code, message, isUnclear: code === 'distributor_unclear' };
      await change(caller, id, (data) => failPlacing(data, placingSince, { failure, at: clock.now() }));
      throw error;
    });
    return change(caller, id, (data) => endPlacing(data, placingSince, { ...sent, at: clock.now() }));
  };
}

async function speak(own: TenantRecords, order: Order): Promise<SpokenOrder> {
  const resource = resourceOf('company');
  if (!resource) throw new Error('There is no resource for companies.');
  const distributor = (await existing(own, resource, order.data.distributorId)) as BusinessRecord<'company'>;
  const products = await productsOf(
    own,
    order.data.lines.map(({ productId }) => productId),
  );
  return spokenOrder(order, distributor, products);
}
