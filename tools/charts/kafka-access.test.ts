import { describe, expect, it } from '@jest/globals';
import { topics } from '@psa-bridge/contracts';
import type { DeclaredService } from '../generated/service-routes.ts';
import { kafkaAccess } from './kafka-access.ts';

function service(name: string, parts: Partial<DeclaredService> = {}): DeclaredService {
  return { name, routes: [], reads: [], writes: [], ...parts };
}

const connector = service('demo-connector', {
  reads: [{ topic: topics.commands('demo'), group: 'demo-connector' }],
  writes: [topics.syncResults],
});
const { topics: made, users } = kafkaAccess([
  connector,
  service('issues-service', { writes: [topics.issues] }),
  service('gateway'),
]);

describe('the topics and users of Kafka', () => {
  it('have each topic once, kept as the registry says, with the dead letters of each reader', () => {
    expect(made.map(({ name }) => name)).toEqual([
      'psa.commands.demo.v1',
      'psa.commands.demo.v1.demo-connector.dlq',
      'psa.issues.v1',
      'psa.sync-results.v1',
    ]);
    expect(made[1]?.config).toMatchObject({ 'cleanup.policy': 'delete', 'max.message.bytes': expect.any(String) });
    expect(made[2]).toEqual({
      name: 'psa.issues.v1',
      partitions: 6,
      config: { 'cleanup.policy': 'delete', 'retention.ms': '2592000000' },
    });
  });

  it('let a service do what it says that it does, and nothing else', () => {
    expect(users['demo-connector']).toEqual({
      reads: ['psa.commands.demo.v1'],
      writes: ['psa.sync-results.v1'],
      deadLetters: ['psa.commands.demo.v1.demo-connector.dlq'],
      groups: ['demo-connector'],
      readingGroups: ['demo-connector.read.'],
    });
  });

  it('let issues-service ask for a retry of whoever reads commands, and the gateway pass on what happens', () => {
    expect(users['issues-service']?.writes).toEqual(['psa.commands.demo.v1', 'psa.issues.v1']);
    expect(users['gateway']?.reads).toEqual(['psa.issues.v1', 'psa.sync-progress.v1', 'psa.sync-results.v1']);
  });
});
