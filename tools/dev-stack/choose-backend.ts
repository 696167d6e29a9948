import type { BackendKind } from './backend.ts';

/** What a look at the machine found: usable or not, and the fact behind it as the end of a sentence. */
export interface Finding {
  isUsable: boolean;
  fact: string;
}

/** The looks that the choice needs; each is taken only when the ones before it found nothing. */
export interface Probes {
  env: Readonly<Record<string, string | undefined>>;
  docker(): Promise<Finding>;
  java(): Promise<Finding>;
}

export interface Choice {
  kind: BackendKind;
  /** One line: what was chosen and why. */
  line: string;
}

/**
 * Decides which backend a run uses: the one given by the environment, else Docker, else Java with Maven, else memory.
 * Throws when the environment gives only one of the two addresses: guessing the other would mix two installations.
 */
export async function chooseBackend(probes: Probes): Promise<Choice> {
  const { KAFKA_BROKERS: brokers, MONGODB_URI: uri } = probes.env;
  if (brokers && uri) return { kind: 'env', line: 'Backend: the Kafka and MongoDB that KAFKA_BROKERS and MONGODB_URI name.' };
  if (brokers || uri) {
    const [given, missing] = brokers ? ['KAFKA_BROKERS', 'MONGODB_URI'] : ['MONGODB_URI', 'KAFKA_BROKERS'];
    throw new Error(`${given} is set but ${missing} is not: set both to use your own Kafka and MongoDB, or neither.`);
  }

  const docker = await probes.docker();
  if (docker.isUsable) return { kind: 'docker', line: `Backend: Kafka and MongoDB in Docker containers (${docker.fact}).` };

  const java = await probes.java();
  if (java.isUsable) {
    return {
      kind: 'java',
      line: `Backend: a real Kafka broker and a MongoDB-wire server run by Java (${java.fact}), because ${docker.fact}.`,
    };
  }
  return { kind: 'memory', line: `Backend: memory, because ${docker.fact} and ${java.fact}.` };
}
