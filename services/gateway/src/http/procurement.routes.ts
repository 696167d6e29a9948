import { contentRevision } from '@psa-bridge/core';
import { defineRoute, etagOf, noContent, ok, revisionOf, type Route } from '@psa-bridge/http-server';
import type { MailOutbox } from '@psa-bridge/mail';
import { Money } from '@psa-bridge/records';
import { z } from 'zod';
import type { Resource } from '../domain/resources.ts';
import type { ProcurementSettings } from '../ports.ts';
import type { ProcurementItems } from '../usecases/procurement/procurement-items.ts';
import { recordAnswer } from './records.routes.ts';
import { IdParams, recordView } from './records.schemas.ts';

export const Reason = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

/** What people decide about what has to be bought (FP-11). */
export function procurementItemRoutes(resource: Resource, items: ProcurementItems): readonly Route[] {
  const path = `/v1/${resource.path}/{id}`;
  const common = { permission: resource.write, params: IdParams, responses: { 200: recordView(resource) } };
  return [
    defineRoute({
      ...common,
      method: 'POST',
      path: `${path}/dismiss`,
      summary: 'Dismisses a pending item, with a reason (FP-11).',
      body: Reason,
      deed: 'procurement_item.updated',
      handle: async ({ caller, params, body }) => recordAnswer(await items.dismiss(caller, params.id, body.reason)),
    }),
    defineRoute({
      ...common,
      method: 'POST',
      path: `${path}/restore`,
      summary: 'Makes a dismissed item pending again.',
      deed: 'procurement_item.updated',
      handle: async ({ caller, params }) => recordAnswer(await items.restore(caller, params.id)),
    }),
    defineRoute({
      ...common,
      method: 'PUT',
      path: `${path}/distributor`,
      summary: 'Chooses the company that a pending item is bought from.',
      body: z.strictObject({ distributorId: z.uuid() }),
      ifMatch: { needless: 'It sets one field, and only while the item is pending.' },
      deed: 'procurement_item.updated',
      handle: async ({ caller, params, body }) =>
        recordAnswer(await items.chooseDistributor(caller, params.id, body.distributorId)),
    }),
  ];
}

const Policy = z.strictObject({
  /** Orders whose total is above it need approval; null: none does. */
  approvalAbove: Money.nullable(),
});

export function procurementSettingsRoutes(settings: ProcurementSettings): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/procurement-settings',
      summary: "The tenant's rules for buying.",
      permission: 'Procurement editor',
      responses: { 200: Policy },
      async handle({ caller }) {
        const policy = await settings.get(caller.tenantId);
        return ok({ approvalAbove: policy.approvalAbove ?? null }, { etag: etagOf(contentRevision(policy)) });
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/v1/procurement-settings',
      summary: 'Sets above which total orders need approval (FP-11).',
      permission: 'admin',
      ...{ body: Policy, ifMatch: 'optional' },
      responses: { 204: null },
      deed: 'procurement_settings.saved',
      handle: async ({ caller, body, headers }) => {
        const policy = { approvalAbove: body.approvalAbove ?? undefined };
        await settings.set(caller.tenantId, policy, revisionOf(headers['if-match']));
        return noContent();
      },
    }),
  ];
}

const MailView = z.object({
  id: z.uuid(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: z.iso.datetime(),
});

/** Only where mails are kept instead of sent. */
export function mailOutboxRoutes(outbox: Pick<MailOutbox, 'list'>): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/mail-outbox',
      summary: 'The latest mails that were kept instead of sent, in development.',
      permission: 'Procurement editor',
      responses: { 200: z.object({ items: z.array(MailView) }) },
      handle: async ({ caller }) => {
        const mails = await outbox.list(caller.tenantId);
        return ok({ items: mails.map((mail) => ({ ...mail, at: mail.at.toISOString() })) });
      },
    }),
  ];
}
