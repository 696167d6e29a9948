import kafkajs from 'kafkajs';
import { describe, expect, it } from '@jest/globals';
import { Secret } from '@psa-bridge/core';
import { captureLogger } from '@psa-bridge/testing';
import { createKafkaClient } from './kafka-client.ts';

describe('the Kafka client', () => {
  it('hands its warnings to our logger with known fields alone, and no louder than a warning', () => {
    const { logger, lines } = captureLogger();
    const kafka = createKafkaClient({
      brokers: ['127.0.0.1:1'],
      clientId: 'test',
      logger,
      sasl: { mechanism: 'scram-sha-512', username: 'bridge', password: new Secret('hunter2') },
      ssl: { ca: 'pem', key: new Secret('private'), serverName: 'broker' },
    });

    kafka.logger().error('Connection error', { broker: 'b:9092', groupId: 'g', payload: { password: 'hunter2' }, retryCount: 3 });
    kafka.logger().info('Starting', { groupId: 'g' });

    expect(lines).toEqual([
      {
        level: 'warn',
        event: 'kafka_client_warning',
        fields: { broker: 'b:9092', groupId: 'g', retryCount: 3, detail: 'Connection error' },
      },
    ]);
  });

  it('keeps quiet about the limit of retries that its idempotent producers have', () => {
    const { logger, lines } = captureLogger();

    const kafka = createKafkaClient({ brokers: ['127.0.0.1:1'], clientId: 'test', logger });
    kafka.producer({ idempotent: true, retry: { retries: 3 }, createPartitioner: kafkajs.Partitioners.DefaultPartitioner });

    expect(lines).toEqual([]);
  });
});
