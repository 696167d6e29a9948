import { created, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { Subscription } from '../../domain/notices/subscription.ts';
import type { Subscriptions } from '../../usecases/notices/subscriptions.ts';
import { IdParams } from '../records.schemas.ts';

const SubscriptionView = z.object({
  id: z.string(),
  email: z.string(),
  state: z.enum(['pending', 'confirmed', 'ended']).describe('Pending: whoever reads the mail of the address has not agreed yet'),
  createdAt: z.iso.datetime(),
});

const SubscribeBody = z.strictObject({ email: z.email().max(254).optional().describe('Your own without it') });
const TokenBody = z.strictObject({ token: z.string().min(1).max(200).describe('As the link of the mail says') });

/** Who hears of incidents and maintenance by mail (OP-04). */
export function subscriptionRoutes(subscriptions: Subscriptions): readonly Route[] {
  const path = '/v1/status/subscriptions';
  return [
    defineRoute({
      ...{ method: 'GET', path, permission: 'signed-in' },
      summary: 'Who hears of the status by mail: your subscriptions; all of the tenant for an admin (OP-04).',
      responses: { 200: z.object({ items: z.array(SubscriptionView) }) },
      handle: async ({ caller }) => ok({ items: (await subscriptions.list(caller)).map(viewOf) }),
    }),
    defineRoute({
      ...{ method: 'POST', path, permission: 'signed-in', body: SubscribeBody },
      summary: 'Subscribes to mails about the status; an address that is not your own verified one has to agree first (OP-04).',
      responses: { 201: SubscriptionView },
      deed: 'status_subscription.created',
      handle: async ({ caller, headers: { authorization }, body: { email } }) =>
        created(viewOf(await subscriptions.subscribe(caller, { authorization, email }))),
    }),
    defineRoute({
      ...{ method: 'DELETE', path: `${path}/{id}`, permission: 'signed-in', params: IdParams },
      summary: 'Ends a subscription of yours; admins end any (OP-04).',
      ifMatch: { needless: 'A subscription goes on or ends; there is nothing of it to change.' },
      responses: { 204: null },
      deed: 'status_subscription.ended',
      async handle({ caller, params: { id } }) {
        await subscriptions.end(caller, id);
        return noContent();
      },
    }),
    byToken('confirm', 'confirmed', 'Agrees to be mailed, by the token of the mail that asks (OP-04).', subscriptions.confirm),
    byToken('unsubscribe', 'ended', 'Ends a subscription, by the token that every mail has (OP-04).', subscriptions.unsubscribe),
  ];
}

function byToken(what: string, deed: string, summary: string, run: (token: string) => Promise<void>): Route {
  return defineRoute({
    ...{ method: 'POST', path: `/v1/status/${what}`, permission: 'public', summary, body: TokenBody },
    responses: { 204: null },
    deed: `status_subscription.${deed}`,
    async handle({ body: { token } }) {
      await run(token);
      return noContent();
    },
  });
}

function viewOf({ _id: id, email, state, createdAt }: Subscription): z.input<typeof SubscriptionView> {
  return { id, email, state, createdAt: createdAt.toISOString() };
}
