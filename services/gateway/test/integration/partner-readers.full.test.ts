// Needs: kafka-python, javac, mvn
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Change, entityKey, events, newEvent, partnerTopic, toBusMessage, topics } from '@psa-bridge/contracts';
import { loadConfig, newId, systemClock } from '@psa-bridge/core';
import { admin } from '@psa-bridge/http-server/route-suite';
import { createPlatform, type Platform } from '@psa-bridge/service-host';
import { realBackend } from '@psa-bridge/testing';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { configSchema } from '../../src/config.ts';
import { startGateway, type Gateway } from '../gateway-harness.ts';
import { realEnvironment } from '../real-environment.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../../../docs/examples');
const CACHE = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
/** As `.ci/install-tools` installs it. */
const PYTHON = path.join(CACHE, 'psa-bridge', 'kafka-python-3.0.12', 'bin', 'python');
const LIMIT_MS = 300_000;
const RECORDS = 3;

const run = promisify(execFile);
const backend = realBackend('partner-readers');
const variables = realEnvironment(backend);
const tenantId = newId();
const entityId = newId();

let platform: Platform;
let gateway: Gateway;
let folder: string;
let sent: readonly string[];

async function change(revision: number): Promise<string> {
  const at = systemClock.now();
  const event = newEvent(events.recordChanged, {
    ...{ topic: topics.records.name, key: entityKey(tenantId, 'company', entityId), source: 'test', tenantId, at },
    data: {
      entityType: 'company',
      entityId,
      change: Change.UPDATED,
      dataRevision: BigInt(revision),
      dataJson: `{"name":"Name ${revision}"}`,
    },
  });
  await platform.bus.publish(event.topic, [toBusMessage(event)]);
  return event.id;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'psa-bridge-readers-'));
  platform = createPlatform('partner-readers', loadConfig(configSchema, variables));
  await Promise.all([platform.bus.start(), platform.store.prepare()]);
  const { IDENTITY_URL: _identity, ISSUES_URL: _issues, ...shared } = variables;
  gateway = await startGateway({ real: platform, variables: shared });
  const policy = { webhooks: false, stream: true };
  await gateway.call('PUT', '/v1/partner-settings', { as: admin(tenantId), body: policy, headers: { 'if-match': '"0"' } });
  sent = [await change(1), await change(2), await change(3)];
}, LIMIT_MS);

afterAll(async () => {
  await gateway.stop();
  await Promise.all([platform.bus.close(), platform.store.close()]);
  await Promise.all([backend.cleanUp(), rm(folder, { recursive: true, force: true })]);
}, LIMIT_MS);

const topic = `${variables.KAFKA_PREFIX}${partnerTopic(tenantId, 'records').name}`;
const asked = (reader: string): string[] => [
  ...[variables.KAFKA_BROKERS, topic, `${variables.KAFKA_PREFIX}partner.${tenantId}.${reader}`, String(RECORDS)],
];
const told = () =>
  sent.map((id, at) => ({
    ...{ id, type: 'psa_bridge.partner.v1.RecordEvent', key: entityKey(tenantId, 'company', entityId), name: `Name ${at + 1}` },
  }));

interface RecordEvent {
  data: { name: string };
}

describe('the reader of a stream in another language', () => {
  it(
    'has each event once and in order in Python, with kafka-python',
    async () => {
      const { stdout } = await run(PYTHON, [path.join(EXAMPLES, 'python/read_stream.py'), ...asked('python')]);

      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; type: string; key: string; event: RecordEvent });
      expect(lines.map(({ id, type, key, event }) => ({ id, type, key, name: event.data.name }))).toEqual(told());
    },
    LIMIT_MS,
  );

  it(
    'has each event once and in order in Java, with kafka-clients',
    async () => {
      await cp(path.join(EXAMPLES, 'java'), folder, { recursive: true });
      await run('mvn', ['-q', '-B', 'dependency:copy-dependencies'], { cwd: folder });
      const { stdout } = await run('java', ['-cp', 'target/dependency/*', 'ReadStream.java', ...asked('java')], { cwd: folder });

      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => line.split('\t'));
      expect(
        lines.map(([id, type, key, json = '']) => ({ id, type, key, name: (JSON.parse(json) as RecordEvent).data.name })),
      ).toEqual(told());
    },
    LIMIT_MS,
  );
});
