/** What the stack is started for; it names the data folder and says what is kept. */
export type Purpose = 'start' | 'test' | 'bench' | 'scenario';

export type BackendKind = 'env' | 'docker' | 'java' | 'memory';

/** A Kafka broker and a MongoDB server that are ready for use. */
export interface RealBackend {
  kind: 'env' | 'docker' | 'java';
  /** Comma-separated `host:port`. */
  kafkaBrokers: string;
  mongodbUri: string;
  /** Kills the broker as a power cut would and starts it again on the same data and port; resolves when it serves. Refused for `env`. */
  restartKafka(): Promise<void>;
  stop(): Promise<void>;
}

/** Nothing could be started: the services run on their memory adapters. */
export interface MemoryBackend {
  kind: 'memory';
  stop(): Promise<void>;
}

export type Backend = RealBackend | MemoryBackend;

export interface StackOptions {
  purpose: Purpose;
  /** True: empty at first and removed at the end. False: kept under `.data/<purpose>` (or in Docker volumes) for the next run. */
  fresh: boolean;
}
