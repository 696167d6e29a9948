import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mergeOpenApi, openApiDocument } from '@psa-bridge/http-server';
import openapiTS, { astToString } from 'openapi-typescript';
import type { Generator } from './generators.ts';
import { declaredServices } from './service-routes.ts';

const FILE = 'apps/console/src/api/platform.gen.ts';
/** Partners' systems call these. */
const PARTNERS_PATHS = '/public-api/';
const INTERNAL_PATHS = '/internal/';

/** Says what a request or an answer does not have, in two lines of three. */
const NOISE = [
  /^ +\w+\?: never;\n/gm,
  /^ +headers: \{\n +\[name: string\]: unknown;\n +\};\n/gm,
  /^ +parameters: \{\n +\};\n/gm,
  /^ +\/\*\* @description Success \*\/\n/gm,
];

/** What requests of the console take and answers hold, from the routes as the services declare them. */
export const consoleClient: Generator = {
  name: 'client of the console',
  outputs: [FILE],
  async generate(into) {
    const target = path.join(into, FILE);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(
      target,
      `// Made by \`npm run generate\` from the routes of the services. Do not edit.\n${await clientTypes()}`,
    );
  },
};

async function clientTypes(): Promise<string> {
  const documents = declaredServices().services.map(({ name: title, routes }) => {
    const own = routes.filter(({ path: at }) => !at.startsWith(PARTNERS_PATHS) && !at.startsWith(INTERNAL_PATHS));
    return openApiDocument({ title, version: '1', routes: own });
  });
  const { components, ...merged } = mergeOpenApi({ title: 'PSA Bridge', version: '1' }, documents);
  const text = JSON.stringify({ ...merged, components: { schemas: components?.schemas ?? {} } }, withoutRefusals);
  return NOISE.reduce((types, noise) => types.replaceAll(noise, ''), astToString(await openapiTS(text)));
}

/** Each refusal is a problem, said once by hand: with them and with names of its own for each operation the file would be thrice as long. */
function withoutRefusals(key: string, value: unknown): unknown {
  if (key === 'operationId') return undefined;
  if (key !== 'responses' || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([status]) => status.startsWith('2')));
}
