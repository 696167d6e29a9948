import { escapeHtml, type Mail } from '@psa-bridge/mail';
import type { BusinessRecord } from '@psa-bridge/records';
import { Decimal } from 'decimal.js';
import { contentId } from './order-content.ts';
import type { SpokenLine, SpokenOrder } from './order-submission.ts';

/** A purchase order as its distributor reads it (FP-12). */
export function orderMail({ _id, data }: BusinessRecord<'purchase_order'>, order: SpokenOrder, to: string): Mail {
  return {
    // The same each time the same order is mailed, unless it was changed.
    id: contentId('purchase-order-mail', _id, data),
    to,
    subject: `Purchase order ${order.number}`,
    text: asText(order),
    html: asHtml(order),
  };
}

const COLUMNS = [
  ...['#', 'Article', 'Manufacturer', 'Manufacturer part no.', 'Your part no.'],
  ...['Quantity', 'Unit cost', 'Amount'],
];

function rowOf({ line, name, manufacturer = '', mpn = '', vendorPartNumber = '', quantity, unitCost }: SpokenLine) {
  return [String(line), name, manufacturer, mpn, vendorPartNumber, String(quantity), unitCost, amountOf({ quantity, unitCost })];
}

function amountOf({ quantity, unitCost }: Pick<SpokenLine, 'quantity' | 'unitCost'>): string {
  return new Decimal(unitCost).times(quantity).toDecimalPlaces(4).toFixed();
}

function lineAsText(spoken: SpokenLine): string {
  const { line, name, manufacturer, mpn, vendorPartNumber, quantity, unitCost } = spoken;
  const known = Object.entries({ Manufacturer: manufacturer, 'Manufacturer part no.': mpn, 'Your part no.': vendorPartNumber });
  const parts = known.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`   ${label}: ${value}`]));
  return [`${line}. ${name}: ${quantity} x ${unitCost} = ${amountOf(spoken)}`, ...parts].join('\n');
}

function addressOf({ shipTo, shipToAddress: at = {} }: SpokenOrder): readonly string[] {
  const town = [at.zip, at.city, at.state].filter((part) => part !== undefined).join(' ');
  return [shipTo, at.street, at.apartment, town, at.country].filter((part) => part !== undefined && part !== '') as string[];
}

function asText(order: SpokenOrder): string {
  const address = addressOf(order);
  return [
    `Purchase order ${order.number}`,
    '',
    ...order.lines.map(lineAsText),
    '',
    `Total: ${order.total}`,
    ...(address.length === 0 ? [] : ['', 'Ship to:', ...address]),
    ...(order.memo === undefined ? [] : ['', order.memo]),
    '',
  ].join('\n');
}

function asHtml(order: SpokenOrder): string {
  const cells = (tag: string, values: readonly string[]): string =>
    values.map((value) => `<${tag}>${escapeHtml(value)}</${tag}>`).join('');
  const address = addressOf(order);
  return [
    `<h1>Purchase order ${escapeHtml(order.number)}</h1>`,
    `<table><thead><tr>${cells('th', COLUMNS)}</tr></thead>`,
    `<tbody>${order.lines.map((line) => `<tr>${cells('td', rowOf(line))}</tr>`).join('')}</tbody></table>`,
    `<p>Total: <strong>${escapeHtml(order.total)}</strong></p>`,
    ...(address.length === 0 ? [] : [`<p>Ship to:<br>${address.map(escapeHtml).join('<br>')}</p>`]),
    ...(order.memo === undefined ? [] : [`<p>${escapeHtml(order.memo)}</p>`]),
  ].join('\n');
}
