import type { InstalledWebhook, WebhookEndpoint } from '@psa-bridge/connector-kit';
import { where } from '../client/conditions.ts';
import { CreatedRow, CwCallback } from '../client/types.ts';
import type { ConnectWiseSession } from '../session.ts';
import { CALLBACK_KINDS } from './callback.ts';

const CALLBACKS = 'system/callbacks';
/** Everything of the type; 0 would be turned into 1 (connectwise.md section 10). */
const EVERYTHING = { level: 'owner', objectId: 1 } as const;

type Kind = (typeof CALLBACK_KINDS)[number];

export interface CallbackTarget {
  /** Ends in `recordId=`, because the id is appended as it is. */
  url(entityType: string): string;
  isOurs(url: string): boolean;
  description: string;
}

/** Ours among all callbacks, those at an old address too; another integration's in the same ConnectWise are not. */
export function targetOf(integrationId: string, endpoint: WebhookEndpoint): CallbackTarget {
  return {
    url: (entityType) => `${endpoint.url(entityType)}?recordId=`,
    isOurs: (url) => endpoint.isOurs(url),
    description: `PSA Bridge ${integrationId.slice(-8)}`,
  };
}

/** Makes what is missing and mends what is there; extra ones go (CW-40). */
export async function installCallbacks(
  session: ConnectWiseSession,
  target: CallbackTarget,
): Promise<readonly InstalledWebhook[]> {
  const { client } = session;
  const own = await ownCallbacks(session, target);
  for (const kind of CALLBACK_KINDS) {
    const [first, ...extra] = own.filter((row) => isOfKind(row, kind)).sort((a, b) => rank(a, target) - rank(b, target));
    for (const { id } of extra) await client.remove(`${CALLBACKS}/${id}`);
    const body = bodyOf(kind, target);
    if (first === undefined) await client.create(CALLBACKS, { id: 0, ...body }, CreatedRow);
    else if (differences(first, kind, target).length > 0 || first.inactiveFlag === true)
      await client.patch(
        `${CALLBACKS}/${first.id}`,
        Object.entries(body).map(([path, value]) => ({ op: 'replace', path, value })),
      );
  }
  return listCallbacks(session, target);
}

export async function uninstallCallbacks(session: ConnectWiseSession, target: CallbackTarget): Promise<void> {
  for (const { id } of await ownCallbacks(session, target)) await session.client.remove(`${CALLBACKS}/${id}`);
}

export async function listCallbacks(session: ConnectWiseSession, target: CallbackTarget): Promise<readonly InstalledWebhook[]> {
  return (await ownCallbacks(session, target)).flatMap((row): InstalledWebhook[] => {
    const kind = CALLBACK_KINDS.find((candidate) => isOfKind(row, candidate));
    if (!kind) return [];
    const found = differences(row, kind, target);
    return [
      {
        ...{ id: String(row.id), name: row.description ?? '', url: row.url ?? '', entityType: kind.entityType },
        status: row.inactiveFlag === true ? 'inactive' : 'active',
        ...(found.length === 0 ? {} : { differences: found }),
      },
    ];
  });
}

async function ownCallbacks({ client }: ConnectWiseSession, target: CallbackTarget): Promise<readonly CwCallback[]> {
  const conditions = where.contains('url', '/v1/webhooks/connectwise/');
  return (await client.list(CALLBACKS, { conditions }, CwCallback)).filter(({ url }) => target.isOurs(url ?? ''));
}

function bodyOf({ type, entityType }: Kind, target: CallbackTarget) {
  return {
    ...EVERYTHING,
    type,
    url: target.url(entityType),
    description: target.description,
    inactiveFlag: false,
    payloadVersion: '3.0.0',
    // What we send need not come back to us.
    isSelfSuppressedFlag: true,
  };
}

function differences(row: CwCallback, kind: Kind, target: CallbackTarget): readonly string[] {
  const wanted = bodyOf(kind, target);
  return [
    ...(row.url === wanted.url ? [] : ['It delivers to another address.']),
    ...(row.level?.toLowerCase() === wanted.level && row.objectId === wanted.objectId ? [] : ['It does not tell of everything.']),
  ];
}

function isOfKind({ type }: CwCallback, kind: Kind): boolean {
  return type?.toLowerCase() === kind.type;
}

/** The one that stands right already first. */
function rank(row: CwCallback, target: CallbackTarget): number {
  return CALLBACK_KINDS.some(({ entityType }) => row.url === target.url(entityType)) ? 0 : 1;
}
