import type { RealBackend } from '@psa-bridge/testing';

/** What a gateway on the real broker and database is told; the services behind it do not answer. */
export function realEnvironment({ kafkaBrokers, prefix, mongodbUri, databaseName }: RealBackend) {
  return {
    KAFKA_BROKERS: kafkaBrokers.join(','),
    KAFKA_PREFIX: `${prefix}.`,
    MONGODB_URI: mongodbUri,
    MONGODB_DATABASE: databaseName,
    FIELD_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    FIELD_KEY_ACTIVE: 'test',
    HTTP_PORT: '0',
    ADMIN_PORT: '0',
    JWKS_URL: 'http://127.0.0.1:1/.well-known/jwks.json',
    IDENTITY_URL: 'http://127.0.0.1:1',
    ISSUES_URL: 'http://127.0.0.1:1',
  };
}
