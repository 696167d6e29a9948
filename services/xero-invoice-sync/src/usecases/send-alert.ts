import type { Clock } from '@psa-bridge/core';
import { letterAsHtml, letterAsText, type Mailer } from '@psa-bridge/mail';
import type { Logger } from '@psa-bridge/observability';
import type { Collection, Filter } from '@psa-bridge/persistence';
import type { StoredInvoice } from '../collections.ts';
import { alertLetter, subjectOf } from '../domain/alert-letter.ts';
import { isAlertDue } from '../domain/alerts.ts';
import type { XeroConnection } from '../domain/connection.ts';
import type { SyncEngine } from '../domain/engine.ts';

export interface SendAlertDeps {
  engines: Collection<SyncEngine>;
  invoices: Collection<StoredInvoice>;
  mailer: Mailer;
  publicUrl: string;
  clock: Clock;
  logger: Logger;
}

const SHOWN = 20;

/** Tells people of new faults, at most once an hour for each connection, whichever replica does it (XI-03). */
export function makeSendAlert({ engines, invoices, mailer, publicUrl, clock, logger }: SendAlertDeps) {
  async function compose(connection: XeroConnection) {
    const { tenantId, organisation } = connection;
    const faults = faultsOf(connection);
    const own = invoices.forTenant(tenantId);
    const first = await own.find(faults, { sort: { faultedAt: -1 }, limit: SHOWN });
    const count = await own.count(faults);
    const url = `${publicUrl}/xero/invoices?state=fault`;
    const letter = alertLetter({ organisation: organisation.name, count, invoices: first, url });
    return { subject: subjectOf(count, organisation.name), text: letterAsText(letter), html: letterAsHtml(letter) };
  }

  return async (connection: XeroConnection): Promise<void> => {
    const { _id, tenantId } = connection;
    const engine = await engines.forTenant(tenantId).get(_id);
    const to = engine?.settings?.alertsTo ?? [];
    if (engine === undefined || to.length === 0) return;
    const at = clock.now();
    const { alertedAt: lastSentAt } = engine;
    const since = lastSentAt ?? new Date(0);
    const untoldFaults = await invoices.forTenant(tenantId).count({ ...faultsOf(connection), faultedAt: { $gt: since } });
    if (!isAlertDue({ untoldFaults, ...(lastSentAt ? { lastSentAt } : {}) }, at)) return;
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

/** Another organisation's are told by that one; those that none takes are told by each of them. */
function faultsOf({ _id: connectionId, integrationId }: XeroConnection): Filter {
  const ours = { $or: [{ connectionId }, { connectionId: { $exists: false } }] };
  return { integrationId, 'item.state': 'fault', ...ours };
}
