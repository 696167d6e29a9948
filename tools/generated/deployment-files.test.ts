import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { deployedServices, ROOT } from '../charts/deployed-services.ts';
import { DOCKER_IMAGES } from '../dev-stack/docker-stack.ts';
import { composeFile } from './deployment-files.ts';

const services = await deployedServices();

describe('the compose file', () => {
  it.each(services)('gives $name what its process takes, and nothing that it does not know', ({ name, variables, refuses }) => {
    const { environment } = composeFile(services).services[name] as { environment: Readonly<Record<string, string>> };
    const ofImage = { HTTP_PORT: '8080', ADMIN_PORT: '9090' };

    expect(Object.keys(environment).filter((given) => variables.every((variable) => variable.name !== given))).toEqual([]);
    expect(refuses({ ...environment, ...ofImage })).toEqual([]);
    expect(JSON.stringify(environment)).not.toContain('{{');
  });

  it('lets nobody in but through the gateway, from this machine alone', () => {
    const open = Object.entries(composeFile(services).services).filter(([, service]) => 'ports' in service);

    expect(open).toEqual([['gateway', expect.objectContaining({ ports: ['127.0.0.1:8080:8080'] })]]);
  });

  it('is refused where a service is configured by a template that only Helm knows', () => {
    const [first, ...others] = services;
    const odd = { ...first, values: { config: { PUBLIC_URL: '{{ .Values.elsewhere }}' } } } as (typeof services)[number];

    expect(() => composeFile([odd, ...others])).toThrow('Nothing says how {{ .Values.elsewhere }} is filled in');
  });
});

describe('the trial of the platform chart', () => {
  it('runs the Kafka and the MongoDB that the tests run', async () => {
    const values = parse(await readFile(path.join(ROOT, 'charts/platform/values.yaml'), 'utf8')) as {
      trial: Record<'kafka' | 'mongodb', { image: string }>;
    };

    expect(values.trial.kafka.image).toBe(DOCKER_IMAGES.kafka);
    expect(values.trial.mongodb.image).toMatch(new RegExp(`^${DOCKER_IMAGES.mongo}\\.`));
  });
});
