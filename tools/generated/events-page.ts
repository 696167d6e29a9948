import {
  deadLetterTopic,
  events,
  PARTNER_STREAMS,
  partnerEvents,
  partnerTopic,
  replayTopic,
  toBusMessage,
  topics,
  type TopicSpec,
} from '@psa-bridge/contracts';
import type { Generator } from './generators.ts';
import { markdownTable, writeMarkdown } from './markdown.ts';
import { readProtoFiles, type ProtoEnum, type ProtoFile, type ProtoMessage } from './proto-files.ts';

const PAGE = 'docs/events.md';
const PARTNER = 'psa_bridge.partner.v1';
const PARTNER_WORDS =
  "For a tenant's own systems, made when an admin switches the stream on; [how to read them](partners.md) says who may. Written as proto3 JSON, so that any consumer reads them, or as protobuf where the operator says so (`PARTNER_EVENTS_FORMAT`); the headers are those of the envelope, with `ce_replayid` on what is told once more. A field is added and never changed or taken away (`buf breaking`, and a stored message of each type that has to stay readable).";

/** The page of topics, envelope and payloads, from the topic registry and `proto/`. */
export const eventsPage: Generator = {
  name: 'events page',
  outputs: [PAGE],
  async generate(into) {
    await writeMarkdown(into, PAGE, describeEvents(await readProtoFiles()));
  },
};

/** @throws Error when a topic has no payloads, a payload no topic, or a header no words: the page would be silent on it. */
export function describeEvents(files: readonly ProtoFile[]): string {
  const described = Object.entries(topics).map(([name, topic]) => {
    const file = files.find((candidate) => topicNameOf(candidate) === name);
    if (!file) throw new Error(`No file below proto/ belongs to the topic ${name}.`);
    return { topic: typeof topic === 'function' ? topic('<provider>') : topic, file };
  });
  const partner = files.find((file) => file.package === PARTNER);
  if (!partner) throw new Error(`No file below proto/ declares ${PARTNER}.`);
  const homeless = files.find((file) => file !== partner && !described.some((each) => each.file === file));
  if (homeless) throw new Error(`No topic carries the events of ${homeless.package}.`);
  const deadLetters = deadLetterTopic('<topic>', '<group>');
  const rows = described.map(({ topic, file }) => topicRow(topic, payloadsOf(file).map(linkTo).join(', ')));
  return [
    '<!-- Made by `npm run generate` from proto/ and libs/contracts. Do not edit. -->',
    '# Events',
    'Events are protobuf messages on Kafka. They are internal: for the services of the platform alone. Delivery is at least once and in order for each key; readers must take redelivery.',
    '## Topics',
    markdownTable(['topic', 'kept', 'partitions', 'events'], [...rows, topicRow(deadLetters, 'what a group could not handle')]),
    'A dead letter has the original key, bytes and headers, and headers that say what failed.',
    '## Envelope',
    'CloudEvents attributes travel as headers in binary mode, beside the payload.',
    envelopeTable(),
    ...described.flatMap(({ topic, file }) => describeTopic(topic, file)),
    ...describePartner(partner),
  ].join('\n\n');
}

/** What leaves the platform: a tenant's topics, which carry the internal events without what is nobody else's business. */
function describePartner(file: ProtoFile): string[] {
  const rows = PARTNER_STREAMS.flatMap((stream) => {
    const name = partnerEvents[stream].type.split('.').at(-1) ?? '';
    const link = `[${name}](#${name.toLowerCase()})`;
    return [
      topicRow(partnerTopic('<tenant>', stream), link),
      topicRow(replayTopic('<tenant>', stream), `${link}, told once more`),
    ];
  });
  return [
    "## A tenant's own topics",
    PARTNER_WORDS,
    markdownTable(['topic', 'kept', 'partitions', 'events'], rows),
    ...describePayloads(file),
  ];
}

/** `psa_bridge.sync_results.v1` belongs to the topic that the registry calls `syncResults`. */
function topicNameOf({ package: name }: ProtoFile): string {
  return (name.split('.')[1] ?? '').replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Messages that travel by themselves; others are parts of these. */
function payloadsOf(file: ProtoFile): readonly ProtoMessage[] {
  const types = new Set([...Object.values(events), ...Object.values(partnerEvents)].map(({ type }) => type));
  const payloads = file.messages.filter(({ name }) => types.has(`${file.package}.${name}`));
  if (payloads.length === 0) throw new Error(`The event registry has no message of ${file.package}.`);
  return payloads;
}

function topicRow({ name, cleanup, retentionHours, partitions }: TopicSpec, carried: string): string[] {
  const kept = cleanup === 'compact' ? 'the latest of each key' : `${(retentionHours ?? 0) / 24} days`;
  return [`\`${name}\``, kept, String(partitions), carried];
}

function linkTo({ name }: ProtoMessage): string {
  return `[${name}](#${name.toLowerCase()})`;
}

const HEADERS: Readonly<Record<string, string>> = {
  ce_specversion: 'the version of CloudEvents',
  ce_id: 'id of the event; the same for every delivery of it',
  ce_type: 'full name of the payload message, with its version',
  ce_source: 'the service that made it',
  ce_time: 'when it was made, UTC',
  ce_tenantid: 'the tenant that it belongs to',
  'content-type': 'how the payload is written',
  traceparent: 'W3C trace context, where the event was made within a trace',
};

/** The headers as they are really written, for a sample. */
function envelopeTable(): string {
  const sample = toBusMessage({
    ...{ id: '01900000-0000-7000-8000-000000000000', type: events.recordChanged.type, source: 'gateway' },
    ...{ tenantId: '01900000-0000-7000-8000-000000000001', topic: topics.records.name, key: '', payload: new Uint8Array() },
    at: new Date('2026-01-31T12:00:00Z'),
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  });
  const rows = Object.entries(sample.headers).map(([name, value]) => {
    const words = HEADERS[name];
    if (words === undefined) throw new Error(`The header ${name} is not described.`);
    return [`\`${name}\``, words, `\`${value}\``];
  });
  return markdownTable(['header', 'what it says', 'such as'], rows);
}

function describeTopic({ name }: TopicSpec, file: ProtoFile): string[] {
  return [`## \`${name}\``, ...describePayloads(file)];
}

function describePayloads(file: ProtoFile): string[] {
  const payloads = payloadsOf(file);
  const parts = file.messages.filter((message) => !payloads.includes(message));
  return [
    // Outside of code Markdown would take <provider> for HTML and hide it.
    file.about.replaceAll('<', '\\<'),
    ...payloads.flatMap((message) => describeMessage(message, `Type \`${file.package}.${message.name}\`.`)),
    ...parts.flatMap((message) => describeMessage(message, 'Part of the above.')),
    ...file.enums.flatMap(describeEnum),
  ].filter((text) => text !== '');
}

function describeMessage({ name, about, fields }: ProtoMessage, what: string): string[] {
  const rows = fields.map((field) => [String(field.number), `\`${field.name}\``, field.type, field.about]);
  return [`### ${name}`, `${about} ${what}`.trim(), markdownTable(['number', 'field', 'type', ''], rows)];
}

function describeEnum({ name, values }: ProtoEnum): string[] {
  return [
    `### ${name}`,
    markdownTable(
      ['number', 'value', ''],
      values.map((value) => [String(value.number), `\`${value.name}\``, value.about]),
    ),
  ];
}
