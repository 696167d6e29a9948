import { create, toBinary, type DescField, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import { events, partnerEvents, payloadToJson, type EventType } from '@psa-bridge/contracts';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../verify/step.ts';
import type { Generator } from './generators.ts';

const FILE = 'libs/contracts/test/golden.json';

interface Golden {
  /** As a version of the platform wrote it once, in base64. */
  bytes: string;
  json: unknown;
}

/**
 * One stored message of each event, that every later version has to read as it was meant. What is stored is never made anew: only
 * events that have none get one.
 */
export const goldenBytes: Generator = {
  name: 'golden bytes',
  outputs: [FILE],
  async generate(into) {
    const stored = JSON.parse(await readFile(path.join(ROOT, FILE), 'utf8').catch(() => '{}')) as Record<string, Golden>;
    const all = [...Object.values(events), ...Object.values(partnerEvents)];
    const golden = Object.fromEntries(all.map((event) => [event.type, stored[event.type] ?? goldenOf(event)]));
    const options = await resolveConfig(path.join(ROOT, FILE));
    await mkdir(path.dirname(path.join(into, FILE)), { recursive: true });
    await writeFile(
      path.join(into, FILE),
      await format(JSON.stringify({ ...stored, ...golden }), { ...options, parser: 'json' }),
    );
  },
};

function goldenOf(event: EventType): Golden {
  const sample = sampleOf(event.schema);
  const bytes = toBinary(event.schema, create(event.schema, sample));
  return { bytes: Buffer.from(bytes).toString('base64'), json: payloadToJson(event, sample) };
}

/** Every field has something of its own. */
function sampleOf(schema: DescMessage): MessageInitShape<DescMessage> {
  return Object.fromEntries(schema.fields.map((field) => [field.localName, valueOf(field)]));
}

function valueOf(field: DescField): unknown {
  switch (field.fieldKind) {
    case 'list':
      return field.listKind === 'message' ? [messageOf(field.message)] : [`${field.name} one`, `${field.name} two`];
    case 'message':
      return messageOf(field.message);
    case 'enum':
      return field.enum.values.at(-1)?.number;
    case 'scalar':
      return scalarOf(field);
    default:
      throw new Error(`There is no sample for the field ${field.name}.`);
  }
}

function messageOf(message: DescMessage): unknown {
  if (message.typeName === 'google.protobuf.Struct')
    return { name: 'Example', lines: [{ quantity: 2, isTaxable: true, note: null }] };
  if (message.typeName === 'google.protobuf.Timestamp') return { seconds: 1_769_860_800n, nanos: 123_000_000 };
  return sampleOf(message);
}

function scalarOf({ name, number, scalar }: DescField & { fieldKind: 'scalar' }): unknown {
  const kinds: Readonly<Record<number, unknown>> = {
    1: number + 0.5,
    3: 9_007_199_254_740_993n,
    5: number + 100,
    8: true,
    9: name,
  };
  const value = kinds[scalar];
  if (value === undefined) throw new Error(`There is no sample for the scalar of ${name}.`);
  return value;
}
