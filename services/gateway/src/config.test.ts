import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '@psa-bridge/core';
import { configSchema } from './config.ts';

const least = {
  KAFKA_BROKERS: '127.0.0.1:9092',
  MONGODB_URI: 'mongodb://127.0.0.1:27017',
  FIELD_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  FIELD_KEY_ACTIVE: 'test',
  HTTP_PORT: '8080',
  ADMIN_PORT: '8081',
  JWKS_URL: 'http://127.0.0.1:8090/.well-known/jwks.json',
  IDENTITY_URL: 'http://127.0.0.1:8090/',
  ISSUES_URL: 'http://127.0.0.1:8091',
};

describe('configSchema', () => {
  it('reads the connectors by provider', () => {
    const config = loadConfig(configSchema, { ...least, CONNECTORS: 'acme=http://127.0.0.1:1/, other-psa=https://example.test' });

    expect([...config.CONNECTORS]).toEqual([
      ['acme', 'http://127.0.0.1:1'],
      ['other-psa', 'https://example.test'],
    ]);
  });

  it('starts without any connector', () => {
    expect(loadConfig(configSchema, least)).toMatchObject({ CONNECTORS: new Map(), IDENTITY_URL: 'http://127.0.0.1:8090' });
  });

  it.each(['acme', 'acme=ftp://x', 'A B=http://x', 'a=http://x,a=http://y'])('refuses %s', (CONNECTORS) => {
    expect(() => loadConfig(configSchema, { ...least, CONNECTORS })).toThrow(/CONNECTORS/);
  });
});
