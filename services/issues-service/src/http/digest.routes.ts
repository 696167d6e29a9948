import { defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { DigestSubscription } from '../domain/digest/subscription.ts';
import { SEVERITIES } from '../domain/issue.ts';
import type { DigestSubscriptions } from '../usecases/digest/subscribe.ts';
import { name } from './filter.schemas.ts';
import { Time } from './issues.schemas.ts';

const DigestBody = z.strictObject({
  mail: z.boolean().default(true).describe('To your own verified address; without it the digests are events alone'),
  filter: z
    .strictObject({
      integrationId: z.array(name).min(1).max(50).optional(),
      severity: z.array(z.enum(SEVERITIES)).min(1).max(4).optional(),
    })
    .default({})
    .describe('Which issues it is about; {} means all'),
});

const DigestView = z.object({
  id: z.string(),
  email: z.string().optional(),
  filter: z.object({ integrationId: z.array(z.string()).optional(), severity: z.array(z.enum(SEVERITIES)).optional() }),
  createdAt: Time,
  toldAt: Time.optional(),
});

const permission = 'Issue manager';
const path = '/v1/issues/digest';

/** Hearing of issues in digests: at once of a new cause, else at most once an hour. */
export function digestRoutes({ get, subscribe, end }: DigestSubscriptions): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path, permission, summary: 'How you hear of issues' },
      responses: { 200: DigestView },
      refusals: [404],
      handle: async ({ caller }) => ok(digestView(await get(caller))),
    }),
    defineRoute({
      ...{ method: 'PUT', path, permission, body: DigestBody, responses: { 200: DigestView } },
      summary: 'Hear of issues in digests: at once of a new cause, else at most once an hour',
      ifMatch: { needless: 'It is the whole of what one person wants; who says it last is right.' },
      deed: 'issue_digest.subscribed',
      async handle({ body: { mail, filter }, headers: { authorization }, caller }) {
        const { integrationId, severity } = filter;
        const about = { ...(integrationId ? { integrationId } : {}), ...(severity ? { severity } : {}) };
        return ok(digestView(await subscribe({ isMailed: mail, filter: about, authorization }, caller)));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path, permission, summary: 'Hear of issues no more', responses: { 204: null } },
      ifMatch: { needless: 'What has ended has ended, whoever says it.' },
      deed: 'issue_digest.ended',
      async handle({ caller }) {
        await end(caller);
        return noContent();
      },
    }),
  ];
}

function digestView({ _id: id, email, filter, createdAt, toldAt }: DigestSubscription): z.input<typeof DigestView> {
  const { integrationId, severity } = filter;
  return {
    id,
    ...(email === undefined ? {} : { email }),
    filter: { ...(integrationId ? { integrationId: [...integrationId] } : {}), ...(severity ? { severity: [...severity] } : {}) },
    createdAt: createdAt.toISOString(),
    ...(toldAt ? { toldAt: toldAt.toISOString() } : {}),
  };
}
