import { emptyAnswer, jsonAnswer, type HttpAnswer, type HttpCall } from '../../http/exchange.ts';
import type { Platform } from '../platform.ts';
import { notFound, plain } from '../refusal.ts';

/** `GET /connections` and `DELETE /connections/{id}` (xero.md 2.1). `key` is the id of one. */
export function answerConnections(platform: Platform, { method, query }: HttpCall, key: string | undefined): HttpAnswer {
  if (method === 'GET' && key === undefined) return jsonAnswer(200, list(platform, query.get('authEventId')));
  if (method !== 'DELETE' || key === undefined) throw plain(405);
  const kept = platform.connections.filter(({ guid }) => guid !== key.toLowerCase());
  if (kept.length === platform.connections.length) throw notFound();
  platform.connections = kept;
  return emptyAnswer(204);
}

function list({ books, connections }: Platform, authEventId: string | null) {
  return connections
    .filter((one) => authEventId === null || one.authEventId === authEventId)
    .map(({ guid, organisation, createdAt, updatedAt, ...one }) => ({
      id: guid,
      authEventId: one.authEventId,
      tenantId: books[organisation]?.organisation.guid,
      tenantType: 'ORGANISATION',
      tenantName: books[organisation]?.organisation.values['Name'],
      createdDateUtc: utc(createdAt),
      updatedDateUtc: utc(updatedAt),
    }));
}

/** `2026-01-05T08:00:00.0000000`, without a zone. */
function utc(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000');
}
