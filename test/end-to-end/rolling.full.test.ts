// Needs: javac, mvn
import { afterAll, expect, it } from '@jest/globals';
import { realBackend } from '@psa-bridge/testing';
import { playRolling } from '../../tools/scenarios/rolling.ts';

const LIMIT_MS = 600_000;
const backend = realBackend('rolling');

afterAll(() => backend.cleanUp());

it(
  'two processes of each service are replaced again and again during the main job: nothing is lost, doubled or refused',
  async () => {
    const { figures, failures } = await playRolling({
      ...{ kafkaBrokers: backend.kafkaBrokers.join(','), kafkaPrefix: backend.prefix },
      ...{ mongodbUri: backend.mongodbUri, database: backend.databaseName },
      progress: () => undefined,
    });

    expect(failures).toEqual([]);
    expect(figures).toMatchObject({ failedRequests: 0 });
  },
  LIMIT_MS,
);
