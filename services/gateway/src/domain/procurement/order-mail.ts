import { escapeHtml, type Mail } from '@psa-bridge/mail';
import type { PurchaseOrder } from '@psa-bridge/records';
import { Decimal } from 'decimal.js';
import { contentId } from './order-content.ts';

/** A purchase order as its distributor reads it (FP-12). */
export function orderMail(orderId: string, order: PurchaseOrder, to: string): Mail {
  return {
    // The same each time the same order is mailed, unless it was changed.
    id: contentId('purchase-order-mail', orderId, order),
    to,
    subject: `Purchase order ${order.number}`,
    text: asText(order),
    html: asHtml(order),
  };
}

const COLUMNS = ['#', 'Article', 'Quantity', 'Unit cost', 'Amount'] as const;

function rowsOf({ lines }: PurchaseOrder): readonly (readonly string[])[] {
  return lines.map(({ name, quantity, unitCost }, index) => [
    String(index + 1),
    name,
    String(quantity),
    unitCost,
    new Decimal(unitCost).times(quantity).toDecimalPlaces(4).toFixed(),
  ]);
}

function addressOf({ shipTo, shipToAddress: at = {} }: PurchaseOrder): readonly string[] {
  const town = [at.zip, at.city, at.state].filter((part) => part !== undefined).join(' ');
  return [shipTo, at.street, at.apartment, town, at.country].filter((part) => part !== undefined && part !== '') as string[];
}

function asText(order: PurchaseOrder): string {
  const address = addressOf(order);
  return [
    `Purchase order ${order.number}`,
    '',
    ...rowsOf(order).map(([at, name, quantity, unitCost, amount]) => `${at}. ${name}: ${quantity} x ${unitCost} = ${amount}`),
    '',
    `Total: ${order.total}`,
    ...(address.length === 0 ? [] : ['', 'Ship to:', ...address]),
    ...(order.memo === undefined ? [] : ['', order.memo]),
    '',
  ].join('\n');
}

function asHtml(order: PurchaseOrder): string {
  const cells = (tag: string, values: readonly string[]): string =>
    values.map((value) => `<${tag}>${escapeHtml(value)}</${tag}>`).join('');
  const address = addressOf(order);
  return [
    `<h1>Purchase order ${escapeHtml(order.number)}</h1>`,
    `<table><thead><tr>${cells('th', COLUMNS)}</tr></thead>`,
    `<tbody>${rowsOf(order)
      .map((row) => `<tr>${cells('td', row)}</tr>`)
      .join('')}</tbody></table>`,
    `<p>Total: <strong>${escapeHtml(order.total)}</strong></p>`,
    ...(address.length === 0 ? [] : [`<p>Ship to:<br>${address.map(escapeHtml).join('<br>')}</p>`]),
    ...(order.memo === undefined ? [] : [`<p>${escapeHtml(order.memo)}</p>`]),
  ].join('\n');
}
