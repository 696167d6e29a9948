import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { eventually } from '@psa-bridge/testing';
import { startWholePlatform, type WholePlatform } from './whole-platform.ts';

/** A bound against hanging: a compiler and a linter at work on a machine that other suites keep busy. */
const LIMIT_MS = 300_000;

/** Below this folder, so that the compiler finds what it knows of the platform. */
const ROOT = path.resolve(import.meta.dirname, '../..');

let platform: WholePlatform;
let source: string;

beforeAll(async () => {
  platform = await startWholePlatform();
  source = await wholeDocument();
}, LIMIT_MS);
afterAll(() => platform.stop(), LIMIT_MS);

/** One path of each service, and one of the public API. */
const PATHS = [
  ...['/v1/companies/{id}', '/public-api/company', '/v1/users', '/v1/issues', '/v1/xero/invoices'],
  ...['autotask', 'connectwise', 'halo'].map((provider) => `/v1/integrations/${provider}/{id}`),
];

/** The document once every service has told its part: the gateway goes without those that are too slow, and asks again later. */
function wholeDocument(): Promise<string> {
  return eventually(
    async () => {
      const text = await (await fetch(`${platform.gatewayUrl}/v1/openapi.json`)).text();
      expect(Object.keys((JSON.parse(text) as { paths: object }).paths)).toEqual(expect.arrayContaining(PATHS));
      return text;
    },
    { timeoutMs: LIMIT_MS / 2, everyMs: 1_000 },
  );
}

/** Rules that what the document describes cannot follow. */
const NOT_OURS = {
  // The platform is licensed to nobody.
  'info-license': 'off',
  // Paths that the public API is documented with (PA-05): ids are UUIDs, and a fixed segment goes before a placeholder.
  'no-ambiguous-paths': 'off',
  // One operation leads people to a page; the test below looks at all others.
  'operation-2xx-response': 'off',
} as const;

describe('the OpenAPI document of the whole platform', () => {
  it('has the paths of every service', () => {
    const { paths } = JSON.parse(source) as { paths: object };

    expect(Object.keys(paths)).toEqual(expect.arrayContaining(PATHS));
  });

  it('has an answer for the success of every operation, but for the one that leads people elsewhere', () => {
    const { paths } = JSON.parse(source) as { paths: Record<string, Record<string, { responses: object }>> };

    const without = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => !Object.keys(responses).some((status) => status.startsWith('2')))
        .map(([method, { responses }]) => [method, path, Object.keys(responses)[0]]),
    );

    expect(without).toEqual([['get', '/', '302']]);
  });

  it('names every status that it refuses with: none is left to a default', () => {
    expect(source).not.toContain('"default":{"$ref"');
    expect(source).toContain('"5XX":{"$ref":"#/components/responses/Problem"}');
  });

  it(
    'lints clean',
    async () => {
      const config = await createConfig({ extends: ['recommended'], rules: NOT_OURS });

      const problems = await lintFromString({ source, config });

      expect(problems.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer ?? ''}`)).toEqual([]);
    },
    LIMIT_MS,
  );
});

/** What a client does with the types that were generated: right use compiles, wrong use does not. */
const CLIENT = `
import type { components, operations, paths } from './platform.ts';

type Page = paths['/v1/companies']['get']['responses'][200]['content']['application/json'];
type NewCompany = NonNullable<paths['/v1/companies']['post']['requestBody']>['content']['application/json'];
type Problem = components['schemas']['Problem'];

export const made: NewCompany = { name: 'Example Ltd' };
export const namesOf = (page: Page): readonly string[] => page.items.map(({ name }) => name);
export const sayWhy = ({ code, detail }: Problem): string => code + ': ' + detail;
export type SignedIn = operations['postV1AuthSignIn']['responses'][200]['content']['application/json'];
export const tokenOf = ({ accessToken }: SignedIn): string => accessToken;
// @ts-expect-error a company needs a name
export const nameless: NewCompany = {};
// @ts-expect-error a page has no such member
export const wrong = (page: Page) => page.rows;
`;

describe('a client that is generated from the document', () => {
  it(
    'compiles strictly, and knows what requests take and answers hold',
    async () => {
      const folder = await mkdtemp(path.join(ROOT, '.data', 'client-'));
      try {
        const generated = astToString(await openapiTS(source));
        await writeFile(path.join(folder, 'platform.ts'), generated);
        const client = path.join(folder, 'client.ts');
        await writeFile(client, CLIENT);
        const program = ts.createProgram([client], {
          ...{
            strict: true,
            noEmit: true,
            allowImportingTsExtensions: true,
            exactOptionalPropertyTypes: true,
            types: [],
            skipLibCheck: true,
            skipDefaultLibCheck: true,
          },
          ...{ module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023 },
        });

        const problems = ts
          .getPreEmitDiagnostics(program)
          .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));

        expect(problems).toEqual([]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    LIMIT_MS,
  );
});
