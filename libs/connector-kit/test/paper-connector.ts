import { invalidInput, Secret } from '@psa-bridge/core';
import type { Incoming } from '@psa-bridge/records';
import { z } from 'zod';
import {
  defineConnector,
  type InstalledWebhook,
  type PartContext,
  type PsaPerson,
  type PsaCall,
  type PushContext,
  type Resource,
  type WebhookEndpoint,
} from '../src/index.ts';
import { isSigned, TOKEN, type PaperEntity } from './paper-psa.ts';

interface PaperSession {
  get<Body>(path: string): Promise<Body>;
  post(path: string, body: unknown): Promise<string>;
  patch(path: string, body: unknown): Promise<void>;
}

interface Settings {
  [key: string]: unknown;
}
type Context = PartContext<PaperSession, Settings>;

function openSession(call: PsaCall, token: Secret): PaperSession {
  const send = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) =>
    call({
      method,
      url: `http://paper.example/${path}`,
      group: path.split(/[/?]/)[0] ?? '',
      secretHeaders: { authorization: token },
      ...(body === undefined ? {} : { body }),
    });
  return {
    get: async <Body>(path: string) => (await send('GET', path)).body as Body,
    post: async (path, body) => String(((await send('POST', path, body)).body as { id: number }).id),
    patch: async (path, body) => void (await send('PATCH', path, body)),
  };
}

interface PaperPage {
  items: PaperEntity[];
  next: number | null;
}

function readPage(context: Context, table: string, request: { cursor?: string; since?: Date }): Promise<PaperPage> {
  const query = new URLSearchParams({
    ...(request.cursor ? { after: request.cursor } : {}),
    ...(request.since ? { since: request.since.toISOString() } : {}),
  });
  return context.session.get<PaperPage>(`${table}?${query.toString()}`);
}

async function readMany(context: Context, table: string, ids: readonly string[]): Promise<PaperEntity[]> {
  const found: PaperEntity[] = [];
  for (const id of ids) {
    const row = await context.session.get<PaperEntity>(`${table}/${id}`).catch((error: { code?: string }) => {
      if (error.code !== 'psa_not_found') throw error;
      return undefined;
    });
    if (row) found.push(row);
  }
  return found;
}

const company: Resource<'company', PaperSession, Settings> = {
  pull: {
    label: 'Companies',
    changes: 'since',
    overlapMs: 0,
    async page(context, request) {
      const seenAt = context.clock.now();
      const { items, next } = await readPage(context, 'companies', request);
      const times = items.map((row) => row.changedAt).sort();
      const last = times.at(-1);
      return {
        items: items.map((row) => toCompany(row, seenAt)),
        ...(next === null ? {} : { next: String(next) }),
        ...(last === undefined ? {} : { watermark: new Date(last) }),
      };
    },
    async getMany(context, ids) {
      const seenAt = context.clock.now();
      return { items: (await readMany(context, 'companies', ids)).map((row) => toCompany(row, seenAt)) };
    },
  },
  push: {
    create: {
      claim: (record) => ({ marker: record._id }),
      find: (claim, _record, context) => findByMarker(context, 'companies', claim['marker']),
      send: (record, claim, { session }) => session.post('companies', { name: record.data.name, marker: claim['marker'] }),
    },
    update: (record, link, { session }) => session.patch(`companies/${link.id}`, { name: record.data.name }),
  },
  naturalKeys: ({ name }) => [{ kind: 'name', value: name }],
};

function toCompany(row: PaperEntity, seenAt: Date): Incoming<'company'> {
  return { externalId: String(row.id), data: { name: textOf(row['name']) }, seenAt };
}

const contact: Resource<'contact', PaperSession, Settings> = {
  pull: {
    label: 'Contacts',
    changes: 'full',
    async page(context, request) {
      const seenAt = context.clock.now();
      const { items: rows, next } = await readPage(context, 'contacts', request);
      const companies = await context.recordIds(
        'company',
        rows.map((row) => textOf(row['company'])),
      );
      const items = rows.flatMap((row): Incoming<'contact'>[] => {
        const companyId = companies.get(textOf(row['company']));
        const data = { firstName: textOf(row['name']), lastName: 'Paper', email: textOf(row['email']) };
        return companyId === undefined ? [] : [{ externalId: String(row.id), data: { ...data, companyId }, seenAt }];
      });
      return { items, ...(next === null ? {} : { next: String(next) }) };
    },
  },
  naturalKeys: ({ email }) => [{ kind: 'email', value: email }],
};

async function findByMarker(context: Context, table: string, marker: unknown): Promise<string | undefined> {
  for (let cursor: string | undefined, isMore = true; isMore; isMore = cursor !== undefined) {
    const page = await readPage(context, table, cursor === undefined ? {} : { cursor });
    const found = page.items.find((row) => row['marker'] === marker);
    if (found) return String(found.id);
    cursor = page.next === null ? undefined : String(page.next);
  }
  return undefined;
}

const opportunity: Resource<'opportunity', PaperSession, Settings> = {
  push: {
    requires: ({ data }) => [{ type: 'company', id: data.companyId }],
    create: {
      claim: (record) => ({ marker: record._id }),
      find: (claim, _record, context) => findByMarker(context, 'opportunities', claim['marker']),
      async send(record, claim, context) {
        const companyId = await context.externalId('company', record.data.companyId);
        return context.session.post('opportunities', { name: record.data.name, companyId, marker: claim['marker'] });
      },
    },
  },
};

const quote: Resource<'quote', PaperSession, Settings> = {
  push: {
    wants: ({ data }) => data.status !== 'draft',
    requires: ({ data }) => [{ type: 'opportunity', id: data.opportunityId }],
    create: {
      claim: (record) => ({ marker: record._id }),
      find: (claim, _record, context) => findByMarker(context, 'quotes', claim['marker']),
      async send(record, claim, context) {
        const place = `place of ${record._id}`;
        const locationId = await context.once('location', {
          find: () => findByMarker(context, 'locations', place),
          create: () => context.session.post('locations', { marker: place }),
        });
        return context.session.post('quotes', { name: record.data.title, locationId, marker: claim['marker'] });
      },
    },
    async parts(record, externalId, context) {
      for (const item of record.data.items) await pushItem(item, externalId, context);
    },
  },
};

async function pushItem(
  item: { id: string; name: string },
  quoteId: string,
  context: PushContext<PaperSession, Settings>,
): Promise<void> {
  try {
    await context.once(`item:${item.id}`, {
      find: () => findByMarker(context, 'items', item.id),
      create: () => context.session.post('items', { name: item.name, quoteId, marker: item.id }),
    });
  } catch (error) {
    const { isRefusal, code, message } = context.explain(error);
    if (!isRefusal) throw error;
    context.failPart({ itemId: item.id, itemName: item.name, code, message });
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

type PaperHook = PaperEntity & { channel: string; url: string; isActive: boolean };

function toPerson(row: PaperEntity): PsaPerson {
  const names = { firstName: textOf(row['name']), lastName: 'Paper' };
  return { externalId: String(row.id), ...names, emails: [textOf(row['email'])], licence: 'pencil', isActive: true };
}

async function readHooks(session: PaperSession): Promise<readonly PaperHook[]> {
  return (await session.get<{ items: PaperHook[] }>('hooks')).items;
}

function toInstalled(hook: PaperHook, endpoint: WebhookEndpoint): InstalledWebhook {
  return {
    ...{ id: String(hook.id), name: 'Companies', url: hook.url, entityType: 'company', deliveredAs: 'w1' },
    status: hook.isActive ? 'active' : 'inactive',
    differences: hook.url === endpoint.url('company') ? [] : ['It delivers to another address.'],
  };
}

const QUARTER_MS = 900_000;
export const REDELIVERY_MS = 30_000;
export const QUARANTINE_MS = 300_000;

/** A connector as small as its PSA. */
export function paperConnector(more: { calls?: number; windowMs?: number; deltaEveryMs?: number; checkEveryMs?: number } = {}) {
  return defineConnector({
    provider: 'paper',
    displayName: 'Paper',
    credentials: { schema: z.object({ user: z.string(), token: z.string() }), secret: ['token'] },
    settings: z.object({ greeting: z.string().default('hello') }),
    limits: {
      window: { calls: more.calls ?? 10_000, ms: more.windowMs ?? 3_600_000 },
      ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
      reserve: Math.floor((more.calls ?? 10_000) / 10),
      inFlightPerGroup: 2,
    },
    retry: {
      connection: { backoff: { firstMs: 1_000, maxMs: 4_000, factor: 2, jitter: 0 }, interactive: 2, background: 'unlimited' },
      limited: { backoff: { firstMs: 5_000, maxMs: 60_000, factor: 2, jitter: 0 }, interactive: 4, background: 'unlimited' },
      outage: {
        backoff: { firstMs: 5_000, maxMs: 60_000, factor: 2, jitter: 0 },
        interactive: 'unlimited',
        background: 'unlimited',
      },
      quarantineMs: QUARANTINE_MS,
    },
    classify: (error) =>
      error.code === 'psa_credentials'
        ? {
            code: 'paper_authentication',
            kind: 'unauthenticated',
            message: 'Paper does not know these credentials',
            remedy: 'Enter them again.',
            scope: 'integration',
          }
        : undefined,
    open: ({ call, credentials }) => openSession(call, new Secret(credentials.token)),
    async testConnection(session) {
      const me = await session.get<{ database: string; name: string }>('me');
      return {
        fingerprint: me.database,
        displayName: me.name,
        checks: [{ name: 'reachable', ok: true, message: 'Paper answers.' }],
      };
    },
    resources: { company, contact, opportunity, quote },
    people: {
      label: 'People',
      whenUnmatched: 'leave',
      async page(context, request) {
        const { items, next } = await readPage(context, 'people', request);
        return { people: items.map(toPerson), ...(next === null ? {} : { next: String(next) }) };
      },
    },
    fieldValues: [
      {
        label: 'Stages',
        kinds: ['pipeline_stage'],
        read: async ({ session }) =>
          (await session.get<PaperPage>('stages')).items.map((row) => ({
            kind: 'pipeline_stage',
            key: String(row.id),
            label: String(row['name']),
          })),
      },
    ],
    webhooks: {
      entityTypes: ['company'],
      windows: { checkEveryMs: more.checkEveryMs ?? QUARTER_MS, redeliveryMs: REDELIVERY_MS, reportEveryMs: QUARTER_MS },
      verify: (_context, { rawBody, headers }, secret) => isSigned(rawBody, headers['x-signature'] ?? '', secret.reveal()),
      parse({ rawBody }) {
        const body = parsed(rawBody);
        return {
          hints: [
            {
              entityType: 'company',
              externalId: String(body['id']),
              action: 'updated',
              webhookId: 'w1',
              sequence: BigInt(Number(body['sequence'] ?? 0)),
            },
          ],
        };
      },
      install: async ({ session }, endpoint) => {
        const known = (await readHooks(session)).find((hook) => hook.channel === 'company');
        const body = { channel: 'company', url: endpoint.url('company'), isActive: true };
        if (known) await session.patch(`hooks/${known.id}`, body);
        else await session.post('hooks', body);
        return (await readHooks(session)).map((hook) => toInstalled(hook, endpoint));
      },
      uninstall: async ({ session }) => {
        for (const { id } of await readHooks(session)) await session.patch(`hooks/${id}`, { isActive: false });
      },
      list: async ({ session }, endpoint) => (await readHooks(session)).map((hook) => toInstalled(hook, endpoint)),
    },
    deltaEveryMs: more.deltaEveryMs ?? 0,
  });
}

function parsed(rawBody: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(rawBody).toString('utf8')) as Record<string, unknown>;
  } catch {
    throw invalidInput('invalid_delivery', 'The body is not a delivery of Paper.');
  }
}

export const CREDENTIALS = { user: 'bridge', token: TOKEN };
