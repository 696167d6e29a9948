import type { DeliveryReport, InstalledWebhook, WebhookEndpoint } from '@psa-bridge/connector-kit';
import { haloInstant } from '../mapping/days.ts';
import type { HaloWrite } from '../client/halo.client.ts';
import { HaloNotification, HaloWebhook, HaloWebhookEvent } from '../client/webhook-types.ts';
import type { HaloSession } from '../session.ts';
import { WEBHOOK_USER } from './credentials.ts';
import { WEBHOOK_KINDS, type WebhookKind } from './delivery.ts';

const WEBHOOK = 'Webhook';
const NOTIFICATION = 'Notification';
/** The codes of halopsa.md section 7. */
const OUTBOUND = 0;
const POST = 0;
const BASIC = 1;
/** A notification that goes to a webhook. */
const TO_WEBHOOK = { type: -2, delivery_method: 6, name: '', agent_id: 0, interval: 0, useworkinghours: 0, conditions: [] };

const TITLES: Readonly<Record<WebhookKind, string>> = { company: 'clients', contact: 'users' };

/** Makes what is missing and mends what is there; extra ones go (HP-16). Credentials are written anew, for they cannot be read. */
export async function installWebhooks(session: HaloSession, endpoint: WebhookEndpoint): Promise<readonly InstalledWebhook[]> {
  const own = await ownWebhooks(session, endpoint);
  for (const kind of WEBHOOK_KINDS) {
    const [first, ...extra] = own.filter((row) => kindOf(row) === kind).sort((a, b) => rank(a, endpoint) - rank(b, endpoint));
    for (const { id } of extra) await session.client.remove(WEBHOOK, id);
    const body = bodyOf(kind, endpoint);
    const { id } = await session.client.save(WEBHOOK, first ? { id: first.id, ...body } : body, HaloWebhook);
    await bindEvents(session, id, kind);
  }
  return listWebhooks(session, endpoint);
}

export async function uninstallWebhooks(session: HaloSession, endpoint: WebhookEndpoint): Promise<void> {
  for (const { id } of await ownWebhooks(session, endpoint)) await session.client.remove(WEBHOOK, id);
}

export async function listWebhooks(session: HaloSession, endpoint: WebhookEndpoint): Promise<readonly InstalledWebhook[]> {
  const installed: InstalledWebhook[] = [];
  for (const row of await ownWebhooks(session, endpoint)) {
    const kind = kindOf(row);
    if (kind === undefined) continue;
    const found = [...differences(row, kind, endpoint), ...missingEvents(await eventsOf(session, row.id), kind, session)];
    installed.push({
      ...{ id: row.id, name: row.name ?? '', url: row.url ?? '', entityType: kind },
      // Which of the two members tells that it was switched off after failures is not documented.
      status: row.active === false || row.disabled === true ? 'inactive' : 'active',
      ...(found.length === 0 ? {} : { differences: found }),
    });
  }
  return installed;
}

/** Deliveries that failed, the latest of each webhook that leads here; those of other integrations the kit leaves out. */
export async function failedDeliveries(session: HaloSession, since: Date): Promise<readonly DeliveryReport[]> {
  const reports: DeliveryReport[] = [];
  for (const row of await webhooksThere(session, (url) => url.includes('/v1/webhooks/halo/'))) {
    const query = { webhook_id: row.id, order: 'timestamp', orderdesc: true };
    const { rows } = await session.client.page('WebhookEvent', 1, query, HaloWebhookEvent);
    const entityType = kindOf(row);
    if (entityType !== undefined)
      reports.push(...rows.flatMap((event) => reportOf(event, { webhookId: row.id, entityType }, since)));
  }
  return reports;
}

function reportOf(
  { timestamp, responsestatus: status, error }: HaloWebhookEvent,
  of: Pick<DeliveryReport, 'webhookId' | 'entityType'>,
  since: Date,
): readonly DeliveryReport[] {
  const at = haloInstant(timestamp);
  if (at === undefined || at < since || (typeof status === 'number' && status >= 200 && status < 300)) return [];
  return [{ ...of, at, message: error || (status ? `It was answered with ${status}.` : 'It was not answered.') }];
}

const ownWebhooks = (session: HaloSession, endpoint: WebhookEndpoint) => webhooksThere(session, (url) => endpoint.isOurs(url));

async function webhooksThere({ client }: HaloSession, isMeant: (url: string) => boolean): Promise<readonly HaloWebhook[]> {
  const rows = await client.list(WEBHOOK, { type: OUTBOUND, includeinactive: true }, HaloWebhook);
  return rows.filter(({ url }) => isMeant(url ?? ''));
}

async function eventsOf({ client }: HaloSession, webhookId: string): Promise<ReadonlySet<number>> {
  const rows = await client.list(NOTIFICATION, { webhook_id: webhookId }, HaloNotification);
  return new Set(
    rows.flatMap(({ eventno, webhook_id: of }) => (of === webhookId && typeof eventno === 'number' ? [eventno] : [])),
  );
}

const wantedEvents = (kind: WebhookKind, { settings }: HaloSession): readonly number[] =>
  kind === 'company' ? settings.companyEvents : settings.contactEvents;

/** Those of the page; what somebody chose in HaloPSA stays. */
async function bindEvents(session: HaloSession, webhookId: string, kind: WebhookKind): Promise<void> {
  const wanted = wantedEvents(kind, session);
  if (wanted.length === 0) return;
  const bound = await eventsOf(session, webhookId);
  for (const eventno of wanted.filter((number) => !bound.has(number)))
    await session.client.save(NOTIFICATION, { ...TO_WEBHOOK, webhook_id: webhookId, eventno }, HaloNotification);
}

function missingEvents(bound: ReadonlySet<number>, kind: WebhookKind, session: HaloSession): readonly string[] {
  const wanted = wantedEvents(kind, session);
  if (wanted.some((number) => !bound.has(number))) return ['It is not told of all events that are named on the Webhooks page.'];
  if (bound.size > 0) return [];
  return [
    `It is told of no event. In HaloPSA, in Configuration > Integrations > Webhooks, add the events of new and updated ${TITLES[kind]} to it, or name their numbers on the Webhooks page.`,
  ];
}

function bodyOf(kind: WebhookKind, endpoint: WebhookEndpoint): HaloWrite {
  return {
    name: `PSA Bridge - ${TITLES[kind]}`,
    ...{ type: OUTBOUND, url: endpoint.url(kind), content_type: 'application/json', method: POST },
    ...{ authentication_type: BASIC, basic_username: WEBHOOK_USER, basic_password: endpoint.secret.reveal() },
    ...{ active: true, disabled: false },
  };
}

function differences(row: HaloWebhook, kind: WebhookKind, endpoint: WebhookEndpoint): readonly string[] {
  const hasUser = row.authentication_type === BASIC && (row.basic_username ?? WEBHOOK_USER) === WEBHOOK_USER;
  return [
    ...(row.url === endpoint.url(kind) ? [] : ['It delivers to another address.']),
    ...(hasUser ? [] : ['It does not carry our credentials.']),
  ];
}

/** The last part of its address. */
function kindOf({ url }: HaloWebhook): WebhookKind | undefined {
  const channel = url?.split('/').at(-1);
  return WEBHOOK_KINDS.find((kind) => kind === channel);
}

/** The one that stands right already first. */
function rank(row: HaloWebhook, endpoint: WebhookEndpoint): number {
  return WEBHOOK_KINDS.some((kind) => row.url === endpoint.url(kind)) ? 0 : 1;
}
