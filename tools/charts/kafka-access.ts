import { deadLetterTopic, topics, type TopicSpec } from '@psa-bridge/contracts';
import { topicSettings } from '@psa-bridge/messaging';
import type { DeclaredService } from '../generated/service-routes.ts';

/** What one service may do, by names of topics; its groups by how their names begin. */
export interface KafkaUser {
  reads: readonly string[];
  writes: readonly string[];
  deadLetters: readonly string[];
  groups: readonly string[];
  /** Groups of the operators' commands, whose names the installation's prefix does not begin. */
  readingGroups: readonly string[];
}

export interface KafkaAccess {
  topics: readonly { name: string; partitions: number; config: Readonly<Record<string, string>> }[];
  users: Readonly<Record<string, KafkaUser>>;
}

type Besides = Partial<Pick<KafkaUser, 'reads' | 'writes'>>;

/** What does not show in what a service is put together from, and why. */
function besides(name: string, all: readonly DeclaredService[]): Besides {
  const names = (specs: readonly TopicSpec[]): string[] => specs.map((spec) => spec.name);
  // Each replica reads these from now on, in a group of its own, to pass them on as they happen.
  if (name === 'gateway') return { reads: names([topics.syncProgress, topics.issues, topics.syncResults]) };
  // A retry is a command to whoever owns the issue: whichever service reads commands.
  const commands = all.flatMap(({ reads }) => reads.map(({ topic }) => topic.name)).filter((topic) => topic.startsWith(COMMANDS));
  return name === 'issues-service' ? { writes: commands } : {};
}

const COMMANDS = topics.commands('').name.split('..')[0] ?? '';

/** The topics and users of a Kafka that lets nobody do more than needed, from what the services say of themselves. */
export function kafkaAccess(services: readonly DeclaredService[]): KafkaAccess {
  const found = new Map<string, TopicSpec>();
  for (const { reads, writes } of services)
    for (const spec of [...writes, ...reads.flatMap(({ topic, group }) => [topic, deadLetterTopic(topic.name, group)])])
      found.set(spec.name, spec);
  return {
    topics: [...found.values()]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((spec) => ({ name: spec.name, partitions: spec.partitions, config: topicSettings(spec) })),
    users: Object.fromEntries(services.map((service) => [service.name, userOf(service, besides(service.name, services))])),
  };
}

function userOf({ name, reads, writes }: DeclaredService, more: Besides): KafkaUser {
  return {
    reads: sorted([...reads.map(({ topic }) => topic.name), ...(more.reads ?? [])]),
    writes: sorted([...writes.map((topic) => topic.name), ...(more.writes ?? [])]),
    deadLetters: sorted(reads.map(({ topic, group }) => deadLetterTopic(topic.name, group).name)),
    groups: [name],
    readingGroups: [`${name}.read.`],
  };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
