export interface BenchEnv {
  kafkaBrokers: string;
  mongodbUri: string;
}

export interface BenchResult {
  name: string;
  ratio: number;
  target: number;
  how: string;
  details: Readonly<Record<string, number>>;
}

/** The gateway's environment where everything else is away. */
export function gatewayEnv(kafkaBrokers: string, prefix: string, keysUrl: string): Readonly<Record<string, string>> {
  return {
    KAFKA_BROKERS: kafkaBrokers,
    KAFKA_PREFIX: `${prefix}.`,
    HTTP_PORT: '0',
    ADMIN_PORT: '0',
    JWKS_URL: keysUrl,
    FIELD_KEYS: `bench:${Buffer.alloc(32, 7).toString('base64')}`,
    FIELD_KEY_ACTIVE: 'bench',
    IDENTITY_URL: 'http://127.0.0.1:1',
    ISSUES_URL: 'http://127.0.0.1:1',
    // As far from being reached as they are in production, and counted all the same.
    REQUESTS_PER_TENANT: '1000000',
    REQUESTS_PER_CALLER: '1000000',
    REQUESTS_PER_ADDRESS: '1000000',
  };
}
