/** Every topic of the platform: its name, how it is kept and how many partitions it starts with. */
export interface TopicSpec {
  name: string;
  /** `compact` keeps the latest message of each key, `delete` keeps messages for `retentionHours`. */
  cleanup: 'compact' | 'delete';
  retentionHours?: number;
  partitions: number;
}

const DAY = 24;

function kept(name: string, days: number): TopicSpec {
  return { name, cleanup: 'delete', retentionHours: days * DAY, partitions: 6 };
}

function compacted(name: string): TopicSpec {
  return { name, cleanup: 'compact', partitions: 6 };
}

export const topics = {
  /** Work asked of one provider's connector: keyed by entity. */
  commands: (provider: string): TopicSpec => kept(`psa.commands.${provider}.v1`, 7),
  /** Changes a PSA told us of: keyed by entity. */
  hints: (provider: string): TopicSpec => kept(`psa.hints.${provider}.v1`, 7),
  syncResults: kept('psa.sync-results.v1', 7),
  syncProgress: compacted('psa.sync-progress.v1'),
  integrations: compacted('psa.integrations.v1'),
  records: kept('psa.records.v1', 7),
  issues: kept('psa.issues.v1', 30),
  people: kept('psa.people.v1', 7),
  invoices: kept('psa.invoices.v1', 7),
  /** Apart from invoices, which go first wherever both wait (CYC-3). */
  purchaseOrders: kept('psa.purchase-orders.v1', 7),
  audit: kept('psa.audit.v1', 30),
} as const;

/** What a partner's systems can be told of. */
export const PARTNER_STREAMS = ['records', 'sync-results', 'issues', 'invoices'] as const;
export type PartnerStream = (typeof PARTNER_STREAMS)[number];

/** One stream of one tenant (architecture rule 12): its name begins with the tenant's, so that a Kafka ACL can fence it. */
export function partnerTopic(tenantId: string, stream: PartnerStream): TopicSpec {
  return { ...kept(`partner.${tenantId}.${stream}.v1`, 30), partitions: 3 };
}

/** Where a stream's replays go: apart, so that whoever reads the stream itself meets nothing twice. */
export function replayTopic(tenantId: string, stream: PartnerStream): TopicSpec {
  return { ...kept(`partner.${tenantId}.${stream}.replay.v1`, 7), partitions: 3 };
}

/** Where a consumer group's messages go that it could not handle. */
export function deadLetterTopic(topic: string, group: string): TopicSpec {
  return kept(`${topic}.${group}.dlq`, 30);
}

/** The key of everything that concerns one entity, so that its messages stay in order. */
export function entityKey(tenantId: string, entityType: string, entityId: string): string {
  return `${tenantId}:${entityType}:${entityId}`;
}
