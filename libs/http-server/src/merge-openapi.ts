import { HERE, type OpenApiDocument } from './openapi.ts';
import { isEqual, referencesIn, renamed, type Components } from './schema-components.ts';

/**
 * One document of several. Paths of the first that has them win. Schemas of the same name that mean different things stay apart:
 * the later one is named after its document.
 */
export function mergeOpenApi(info: OpenApiDocument['info'], documents: readonly OpenApiDocument[]): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  const schemas: Components = {};
  const securitySchemes: Record<string, unknown> = {};
  const responses: Record<string, unknown> = {};
  for (const document of documents) {
    const { paths: ownPaths, components } = apart(document, schemas);
    for (const [path, methods] of Object.entries(ownPaths)) paths[path] ??= methods;
    Object.assign(schemas, components.schemas);
    Object.assign(responses, { ...components.responses, ...responses });
    Object.assign(securitySchemes, { ...components.securitySchemes, ...securitySchemes });
  }
  return { openapi: '3.1.0', info, servers: HERE, paths, components: { securitySchemes, responses, schemas } };
}

/** The document with those of its schemas renamed whose names are taken. */
function apart({ info, paths, components, ...rest }: OpenApiDocument, taken: Components): OpenApiDocument {
  const schemas = components?.schemas ?? {};
  const suffix = info.title.replace(/[^\w.-]+/g, '_');
  const names = new Map<string, string>();
  for (const name of conflicting(schemas, taken)) names.set(name, freeName(`${name}_${suffix}`, { ...taken, ...schemas }));
  const moved = Object.entries(schemas).map(([name, schema]) => [names.get(name) ?? name, renamed(schema, names)] as const);
  return {
    ...rest,
    info,
    paths: renamed(paths, names),
    components: { ...components, schemas: Object.fromEntries(moved) },
  };
}

/** Names that mean something else there, and those that mean the same but refer to such. */
function conflicting(own: Components, taken: Components): ReadonlySet<string> {
  const found = new Set(Object.keys(own).filter((name) => taken[name] !== undefined && !isEqual(taken[name], own[name])));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const [name, schema] of Object.entries(own)) {
      if (taken[name] !== undefined && [...referencesIn(schema)].some((reference) => found.has(reference))) found.add(name);
    }
  }
  return found;
}

function freeName(base: string, taken: Components): string {
  for (let turn = 1; ; turn += 1) {
    const name = turn === 1 ? base : `${base}${turn}`;
    if (taken[name] === undefined) return name;
  }
}
