import type { Database, Values } from '../../store/database.ts';
import { amount, lines, money, text } from '../proposal.ts';

/** A line with what the item gives, and its totals (halopsa.md 6, Quotation). */
function totalLine(database: Database, line: Values): Values {
  const item = database.row('Item', line['item_id'])?.values ?? {};
  const quantity = amount(line['quantity'] ?? 1);
  const { baseprice, price, costprice } = pricesOf(line, item);
  const discount = money(amount(line['discount']) + (price * amount(line['discount_perc'])) / 100);
  const net = money(quantity * (price - discount));
  const tax = money((net * taxRate(database, line)) / 100);
  const cost = money(quantity * costprice);
  return {
    ...line,
    name: line['name'] ?? item['name'] ?? null,
    ...codesOf(database, line, item),
    quantity,
    baseprice,
    price,
    costprice,
    net_total: money(price - discount),
    net_amount: net,
    tax: quantity === 0 ? 0 : money(tax / quantity),
    profit: money(price - discount - costprice),
    profit_percentage: percentOf(net - cost, net),
    total_price: net,
    total_net_total: net,
    total_costprice: cost,
    total_profit: money(net - cost),
    total_tax: tax,
    total_discount: money(quantity * discount),
  };
}

function pricesOf(line: Values, item: Values): { baseprice: number; price: number; costprice: number } {
  const baseprice = amount(line['baseprice'] ?? item['baseprice']);
  return { baseprice, price: amount(line['price'] ?? baseprice), costprice: amount(line['costprice'] ?? item['costprice']) };
}

export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : money((part / whole) * 100);
}

/** Account codes go from the group or the item to every line that is made of it (halopsa.md 6, Account codes). */
function codesOf(database: Database, line: Values, item: Values): Values {
  const group = database.row('AssetGroup', item['assetgroup_id'])?.values ?? {};
  const sales = line['nominal_code'] ?? line['nominalcode'] ?? (text(item['nominalcode']) || text(group['nominalcode']) || null);
  const purchase = text(item['purchasenominalcode']) || text(group['nominalcodepurchase']) || null;
  return { nominal_code: sales, nominalcode: sales, accounts_code: line['accounts_code'] ?? purchase };
}

function taxRate(database: Database, line: Values): number {
  if (line['item_taxable'] === false) return 0;
  return amount(database.row('Tax', line['item_tax_code'])?.values['value']);
}

/** Lines with their totals, and what they come to. */
export function totals(database: Database, values: Values): Values {
  const totalled = lines(values).map((line) => totalLine(database, line));
  const sum = (name: string): number => money(totalled.reduce((total, line) => total + amount(line[name]), 0));
  const revenue = money(sum('net_amount') + amount(values['carriage_price']));
  const profit = sum('total_profit');
  return {
    lines: totalled,
    revenue,
    cost: sum('total_costprice'),
    profit,
    margin: percentOf(profit, revenue),
    tax_total: sum('total_tax'),
    total: money(revenue + sum('total_tax')),
  };
}
