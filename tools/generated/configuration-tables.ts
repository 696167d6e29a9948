import { configSchema as autotaskConfig } from '@psa-bridge/autotask-connector';
import { configSchema as connectwiseConfig } from '@psa-bridge/connectwise-connector';
import { configSchema as gatewayConfig } from '@psa-bridge/gateway';
import { configSchema as haloConfig } from '@psa-bridge/halo-connector';
import { configSchema as identityConfig } from '@psa-bridge/identity-service';
import { configSchema as issuesConfig } from '@psa-bridge/issues-service';
import { baseConfig } from '@psa-bridge/service-host';
import { configSchema as xeroConfig } from '@psa-bridge/xero-invoice-sync';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../verify/step.ts';
import type { Generator } from './generators.ts';
import { markdownTable, withMade, writeMarkdown } from './markdown.ts';

/** What is read of a zod schema. */
interface Variables {
  shape: Readonly<Record<string, { safeParse(value: unknown): { success: boolean; data?: unknown } }>>;
  toJSONSchema(options: { io: 'input'; unrepresentable: 'any' }): { properties?: unknown };
}

interface Takes {
  type?: string;
  format?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
}

interface Page {
  readme: string;
  schema: Variables;
  isListed: (variable: string) => boolean;
}

const HOST = 'libs/service-host';
const isOwn = (variable: string): boolean => !(variable in baseConfig);
const PAGES: readonly Page[] = [
  { readme: `${HOST}/README.md`, schema: issuesConfig, isListed: (variable) => !isOwn(variable) },
  { readme: 'services/autotask-connector/README.md', schema: autotaskConfig, isListed: isOwn },
  { readme: 'services/connectwise-connector/README.md', schema: connectwiseConfig, isListed: isOwn },
  { readme: 'services/gateway/README.md', schema: gatewayConfig, isListed: isOwn },
  { readme: 'services/halo-connector/README.md', schema: haloConfig, isListed: isOwn },
  { readme: 'services/identity-service/README.md', schema: identityConfig, isListed: isOwn },
  { readme: 'services/xero-invoice-sync/README.md', schema: xeroConfig, isListed: isOwn },
];
const SHARED_SOURCE = `${HOST}/src/base-config.ts`;

/** The table of variables in the README of each service, from its configuration schema and the comments in it. */
export const configurationTables: Generator = {
  name: 'configuration tables',
  outputs: PAGES.map(({ readme }) => readme),
  async generate(into) {
    for (const { readme, schema, isListed } of PAGES) {
      const sources = [SHARED_SOURCE, path.join(path.dirname(readme), 'src/config.ts')];
      const texts = await Promise.all(sources.map((source) => readFile(path.join(ROOT, source), 'utf8').catch(() => '')));
      const table = describeVariables(schema, texts.join('\n'), isListed);
      const page = withMade(await readFile(path.join(ROOT, readme), 'utf8'), 'the configuration schema', table);
      await writeMarkdown(into, readme, page);
    }
  },
};

/** @throws Error when a variable has no comment: the table would be silent on it. */
export function describeVariables(schema: Variables, source: string, isListed: (variable: string) => boolean): string {
  const comments = commentsOf(source);
  const takes = (schema.toJSONSchema({ io: 'input', unrepresentable: 'any' }).properties ?? {}) as Readonly<
    Record<string, Takes>
  >;
  const rows = Object.entries(schema.shape)
    .filter(([name]) => isListed(name))
    .map(([name, field]) => {
      const about = comments.get(name);
      if (about === undefined) throw new Error(`The variable ${name} has no comment.`);
      return [`\`${name}\``, defaultOf(field.safeParse(undefined)), wordsFor(takes[name] ?? {}), about];
    });
  return markdownTable(['variable', 'default', 'takes', ''], rows);
}

/** The doc comment right above each key. */
function commentsOf(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+([A-Z][A-Z0-9_]*):/g);
  return new Map([...found].map(([, text = '', name = '']) => [name, text.replaceAll(/\s+\*?\s*/g, ' ').trim()]));
}

function defaultOf({ success, data }: { success: boolean; data?: unknown }): string {
  if (!success) return '**required**';
  const isPlain = ['string', 'number', 'boolean'].includes(typeof data);
  return isPlain && data !== '' ? `\`${String(data)}\`` : 'none';
}

function wordsFor({ type, format: form, enum: values, minimum = -Infinity, maximum = Infinity }: Takes): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (form === 'uri') return 'a URL';
  if (form === 'email') return 'an e-mail address';
  if (type !== 'integer') return 'text';
  const least = Math.max(minimum, Number.MIN_SAFE_INTEGER);
  if (least === Number.MIN_SAFE_INTEGER) return 'a whole number';
  return maximum < Number.MAX_SAFE_INTEGER ? `${least} to ${maximum}` : `${least} or more`;
}
