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
  /** A text that it takes, where it is a secret. */
  sample: string;
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
  /** What its process would not take of these variables. */
  refuses(environment: Readonly<Record<string, string>>): readonly string[];
}

/** What the chart decides itself, and what only tests may set. */
const NOT_FOR_OPERATORS = /^(HTTP_HOST|HTTP_PORT|ADMIN_PORT|REPLICA|FAULT_.+)$/;

/** In the order of their names. */
export async function deployedServices(): Promise<readonly DeployedService[]> {
  const files = (await readdir(VALUES)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(files.map((file) => readService(path.basename(file, '.yaml'))));
}

async function readService(name: string): Promise<DeployedService> {
  const text = await readFile(path.join(VALUES, `${name}.yaml`), 'utf8');
  const { configSchema } = (await import(`@psa-bridge/${name}`)) as { configSchema: z.ZodObject };
  return {
    name,
    about: /^# (.+)$/m.exec(text)?.[1] ?? '',
    values: parse(text) as DeployedService['values'],
    variables: variablesOf(configSchema),
    refuses: (environment) =>
      configSchema.safeParse(environment).error?.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`) ?? [],
  };
}

function variablesOf(schema: z.ZodObject): readonly Variable[] {
  const { properties = {} } = schema.toJSONSchema({ io: 'input', unrepresentable: 'any' });
  return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)
    .filter(([name]) => !NOT_FOR_OPERATORS.test(name))
    .map(([name, field]) => {
      const sample = SAMPLES.find((text) => field.safeParse(text).data instanceof Secret);
      return {
        name,
        isRequired: !field.safeParse(undefined).success,
        isSecret: sample !== undefined,
        sample: sample ?? 'text',
        takes: properties[name] as Variable['takes'],
      };
    });
}

/** One of them passes for every kind of secret: plain text, and the address of a mail server. */
const SAMPLES = ['text', 'outbox:'];
