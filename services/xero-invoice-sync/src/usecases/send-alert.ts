import type { Clock } from '@psa-bridge/core';
import { letterAsHtml, letterAsText, type Mailer } from '@psa-bridge/mail';
import type { Logger } from '@psa-bridge/observability';
import type { Filter } from '@psa-bridge/persistence';
import type { Collections } from '../collections.ts';
import { alertLetter, subjectOf, type Faults } from '../domain/alert-letter.ts';
import { isAlertDue } from '../domain/alerts.ts';
import type { XeroConnection } from '../domain/connection.ts';

export interface SendAlertDeps extends Pick<Collections, 'engines' | 'invoices' | 'orders'> {
  mailer: Mailer;
  publicUrl: string;
  clock: Clock;
  logger: Logger;
}

const SHOWN = 20;

/** Tells people of new faults, at most once an hour for each connection, whichever replica does it (XI-03). */
export function makeSendAlert({ engines, invoices, orders, mailer, publicUrl, clock, logger }: SendAlertDeps) {
  async function count(tenantId: string, faults: Filter): Promise<Faults> {
    const [ofInvoices, ofOrders] = await Promise.all([
      invoices.forTenant(tenantId).count(faults),
      orders.forTenant(tenantId).count(faults),
    ]);
    return { invoices: ofInvoices, orders: ofOrders };
  }

  async function latest(tenantId: string, faults: Filter) {
    const asked = { sort: { faultedAt: -1 }, limit: SHOWN } as const;
    const [ofInvoices, ofOrders] = await Promise.all([
      invoices.forTenant(tenantId).find(faults, asked),
      orders.forTenant(tenantId).find(faults, asked),
    ]);
    const since = ({ faultedAt }: { faultedAt?: Date }) => faultedAt?.getTime() ?? 0;
    return [...ofInvoices, ...ofOrders].sort((a, b) => since(b) - since(a)).slice(0, SHOWN);
  }

  async function compose(connection: XeroConnection) {
    const { tenantId, organisation } = connection;
    const faults = faultsOf(connection);
    const all = await count(tenantId, faults);
    const shown = await latest(tenantId, faults);
    const letter = alertLetter({ organisation: organisation.name, count: all, shown, publicUrl });
    return { subject: subjectOf(all, organisation.name), text: letterAsText(letter), html: letterAsHtml(letter) };
  }

  return async (connection: XeroConnection): Promise<void> => {
    const { _id, tenantId } = connection;
    const engine = await engines.forTenant(tenantId).get(_id);
    const to = engine?.settings?.alertsTo ?? [];
    if (engine === undefined || to.length === 0) return;
    const at = clock.now();
    const { alertedAt: lastSentAt } = engine;
    const since = lastSentAt ?? new Date(0);
    const untold = await count(tenantId, { ...faultsOf(connection), faultedAt: { $gt: since } });
    if (!isAlertDue({ untoldFaults: untold.invoices + untold.orders, ...(lastSentAt ? { lastSentAt } : {}) }, at)) return;
    // Stored first: of two replicas one sends, and a kill costs a mail rather than doubling it.
    const { version: _version, ...noted } = engine;
    if ((await engines.forTenant(tenantId).replace(engine, { ...noted, alertedAt: at })) === undefined) return;
    const mail = await compose(connection);
    for (const address of to)
      await mailer
        .send(tenantId, { id: `xero-alert-${_id}-${at.getTime()}`, to: address, ...mail })
        .catch((error: unknown) => logger.warn({ tenantId, connectionId: _id, error }, 'xero_alert_not_sent'));
  };
}

/** Another organisation's are told by that one; those that none takes are told by each that is connected. */
function faultsOf({ _id: connectionId, integrationId, state }: XeroConnection): Filter {
  const faults = { integrationId, 'item.state': 'fault' };
  if (state !== 'connected') return { ...faults, connectionId };
  return { ...faults, $or: [{ connectionId }, { connectionId: { $exists: false } }] };
}
