import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import { deployedServices, ROOT, type DeployedService } from '../charts/deployed-services.ts';
import { DOCKER_IMAGES } from '../dev-stack/docker-stack.ts';
import type { Generator } from './generators.ts';

const HEAD = '# Made by `npm run generate` from charts/values. Do not edit.\n';
const DOOR = 'http://localhost:8080';

/** Files in which every service has its place once more: for trying it with Docker alone, and for work on a cluster. */
export const deploymentFiles: Generator = {
  name: 'compose and skaffold',
  outputs: ['compose.yaml', 'skaffold.yaml'],
  async generate(into) {
    const services = await deployedServices();
    await writeYaml(into, 'compose.yaml', COMPOSE_HEAD, composeFile(services));
    await writeYaml(into, 'skaffold.yaml', SKAFFOLD_HEAD, skaffoldFile(services));
  },
};

async function writeYaml(into: string, file: string, head: string, content: unknown): Promise<void> {
  const options = await resolveConfig(path.join(ROOT, file));
  const text = `${HEAD}${head}${stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })}`;
  await mkdir(into, { recursive: true });
  await writeFile(path.join(into, file), await format(text, { ...options, parser: 'yaml' }));
}

const COMPOSE_HEAD = `# All of it on one machine with Docker, to try it out; docs/deploying.md says how.
#   echo "FIELD_KEY=$(openssl rand -base64 32)" >.env && docker compose up --build --wait
`;

interface ComposeFile {
  name: string;
  services: Readonly<Record<string, object>>;
  volumes: Readonly<Record<string, object>>;
}

export function composeFile(services: readonly DeployedService[]): ComposeFile {
  return {
    name: 'psa-bridge',
    services: {
      kafka: {
        image: DOCKER_IMAGES.kafka,
        environment: {
          KAFKA_NODE_ID: '1',
          KAFKA_PROCESS_ROLES: 'broker,controller',
          KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
          KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093',
          KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://kafka:9092',
          KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
          KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
          KAFKA_LOG_DIRS: '/var/lib/kafka/data/logs',
          KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
          KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
          KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
          KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        },
        volumes: ['kafka:/var/lib/kafka/data'],
        healthcheck: healthy(['CMD', '/opt/kafka/bin/kafka-broker-api-versions.sh', '--bootstrap-server', 'localhost:9092']),
      },
      mongodb: {
        image: DOCKER_IMAGES.mongo,
        volumes: ['mongodb:/data/db'],
        healthcheck: healthy(['CMD', 'mongosh', '--quiet', '--eval', 'db.adminCommand({ ping: 1 }).ok']),
      },
      ...Object.fromEntries(services.map((service) => [service.name, composeService(service, services)])),
    },
    volumes: { kafka: {}, mongodb: {} },
  };
}

const READY = "fetch('http://127.0.0.1:9090/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))";

function composeService(service: DeployedService, all: readonly DeployedService[]) {
  const ready = { condition: 'service_healthy' };
  return {
    image: `psa-bridge/${service.name}:local`,
    build: { context: '.', args: { SERVICE: service.name } },
    environment: environmentOf(service, all),
    depends_on: { kafka: ready, mongodb: ready },
    healthcheck: healthy(['CMD', '/nodejs/bin/node', '-e', READY]),
    ...(service.name === 'gateway' ? { ports: ['127.0.0.1:8080:8080'] } : {}),
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: '512m',
    stop_grace_period: '40s',
    restart: 'unless-stopped',
  };
}

function healthy(test: readonly string[]) {
  return { test, interval: '5s', timeout: '5s', retries: 30 };
}

/** What only a trial is given, where a service knows it. */
const TRIAL: Readonly<Record<string, string>> = {
  KAFKA_BROKERS: 'kafka:9092',
  MONGODB_URI: 'mongodb://mongodb:27017',
  FIELD_KEYS: 'trial:${FIELD_KEY:?32 random bytes in base64: openssl rand -base64 32}',
  FIELD_KEY_ACTIVE: 'trial',
  MAIL_URL: 'outbox:',
  BOOTSTRAP_TENANT_NAME: 'Demo MSP',
  BOOTSTRAP_ADMIN_EMAIL: 'admin@demo.example.com',
  BOOTSTRAP_ADMIN_PASSWORD: '${ADMIN_PASSWORD:-demo-admin-password}',
};

function environmentOf({ values, variables }: DeployedService, all: readonly DeployedService[]) {
  const trial = Object.entries(TRIAL).filter(([name]) => variables.some((each) => each.name === name));
  const config = Object.entries(values.config ?? {}).map(([name, value]) => [name, withoutTemplate(value, all)]);
  return Object.fromEntries([...trial, ...config]) as Readonly<Record<string, string>>;
}

/** The few templates of charts/values, filled in for one machine. @throws Error for one that is not known here */
function withoutTemplate(value: string, all: readonly DeployedService[]): string {
  if (value.includes('range')) {
    const connectors = all.map(({ name }) => name).filter((name) => name.endsWith('-connector'));
    return connectors.map((name) => `${name.replace('-connector', '')}=http://${name}:8080`).join(',');
  }
  const filled = value
    .replaceAll(/\{\{ if index [^}]*\}\}|\{\{ end \}\}/g, '')
    .replaceAll('{{ .Release.Name }}-', '')
    .replaceAll(/\{\{ \.Values\.global\.(gateway|frontend)Url \}\}/g, DOOR);
  if (filled.includes('{{')) throw new Error(`Nothing says how ${value} is filled in without Helm.`);
  return filled;
}

const SKAFFOLD_HEAD = `# skaffold dev: builds what changed, installs the trial into the current cluster and follows its logs.
# skaffold run --profile ci --default-repo REGISTRY: the same from pushed images, and waits until it stands.
`;

function skaffoldFile(services: readonly DeployedService[]) {
  const images = Object.fromEntries(services.map(({ name }) => [name, `psa_bridge_${name.replaceAll('-', '_')}`]));
  return {
    apiVersion: 'skaffold/v4beta13',
    kind: 'Config',
    metadata: { name: 'psa-bridge' },
    build: {
      tagPolicy: { gitCommit: {} },
      artifacts: services.map(({ name }) => ({
        image: `psa-bridge/${name}`,
        docker: { dockerfile: 'Dockerfile', buildArgs: { SERVICE: name } },
      })),
    },
    deploy: {
      statusCheckDeadlineSeconds: 600,
      helm: {
        releases: [
          {
            name: 'psa',
            namespace: 'psa-bridge',
            chartPath: 'charts/platform',
            valuesFiles: ['charts/platform/ci/trial-values.yaml'],
            setValueTemplates: Object.fromEntries(
              Object.entries(images).flatMap(([name, image]) => [
                [`${name}.image.repository`, `{{.IMAGE_REPO_${image}}}`],
                [`${name}.image.tag`, `{{.IMAGE_TAG_${image}}}`],
              ]),
            ),
            wait: true,
          },
        ],
      },
    },
    profiles: [
      {
        name: 'dev',
        activation: [{ command: 'dev' }],
        build: { tagPolicy: { inputDigest: {} }, local: { push: false, useBuildkit: true } },
        portForward: [
          { resourceType: 'service', resourceName: 'psa-gateway', namespace: 'psa-bridge', port: 8080, localPort: 8080 },
        ],
      },
      { name: 'ci', build: { local: { push: true, useBuildkit: true } } },
    ],
  };
}
