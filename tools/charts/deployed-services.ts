import { Secret } from '@psa-bridge/core';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { parse } from 'yaml';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const VALUES = path.join(ROOT, 'charts/values');

/** One variable of a service, as its configuration schema has it. */
export interface Variable {
  name: string;
  isRequired: boolean;
  /** Must come from a Secret. */
  isSecret: boolean;
  /** What it takes, as JSON schema. */
  takes: Readonly<Record<string, unknown>>;
}

/** A service that has a file in charts/values. */
export interface DeployedService {
  name: string;
  /** What it is, in one sentence. */
  about: string;
  /** As in its file. */
  values: Readonly<Record<string, unknown>> & { config?: Readonly<Record<string, string>> };
  variables: readonly Variable[];
}

/** What the chart decides itself, and what only tests may set. */
const NOT_FOR_OPERATORS = /^(HTTP_HOST|HTTP_PORT|ADMIN_PORT|REPLICA|FAULT_.+)$/;

/** In the order of their names. */
export async function deployedServices(): Promise<readonly DeployedService[]> {
  const files = (await readdir(VALUES)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(VALUES, file), 'utf8');
      const name = path.basename(file, '.yaml');
      const about = /^# (.+)$/m.exec(text)?.[1] ?? '';
      return { name, about, values: parse(text) as DeployedService['values'], variables: await variablesOf(name) };
    }),
  );
}

async function variablesOf(service: string): Promise<readonly Variable[]> {
  const { configSchema } = (await import(`@psa-bridge/${service}`)) as { configSchema: z.ZodObject };
  const { properties = {} } = configSchema.toJSONSchema({ io: 'input', unrepresentable: 'any' });
  return Object.entries(configSchema.shape)
    .filter(([name]) => !NOT_FOR_OPERATORS.test(name))
    .map(([name, field]) => {
      const schema = field as z.ZodType;
      return {
        name,
        isRequired: !schema.safeParse(undefined).success,
        isSecret: SAMPLES.some((sample) => schema.safeParse(sample).data instanceof Secret),
        takes: properties[name] as Variable['takes'],
      };
    });
}

/** One of them passes for every kind of secret: plain text, and the address of a mail server. */
const SAMPLES = ['text', 'outbox:'];
