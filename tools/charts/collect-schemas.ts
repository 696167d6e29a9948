// node tools/charts/collect-schemas.ts FOLDER: renews schemas/ from an unpacked kubernetes-validate of PyPI; README.md says how.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KUBERNETES_MINORS, schemaFileOf, type KubernetesSchemas } from './kubernetes-schemas.ts';

/** The kinds that the charts may render, by the file that the package has for each. */
const KINDS: Readonly<Record<string, string>> = {
  'apps/v1 Deployment': 'deployment-apps-v1',
  'apps/v1 StatefulSet': 'statefulset-apps-v1',
  'autoscaling/v2 HorizontalPodAutoscaler': 'horizontalpodautoscaler-autoscaling-v2',
  'batch/v1 Job': 'job-batch-v1',
  'networking.k8s.io/v1 Ingress': 'ingress-networking-v1',
  'networking.k8s.io/v1 NetworkPolicy': 'networkpolicy-networking-v1',
  'policy/v1 PodDisruptionBudget': 'poddisruptionbudget-policy-v1',
  'v1 Service': 'service-v1',
  'v1 ServiceAccount': 'serviceaccount-v1',
};
const DEFINITIONS = '_definitions.json';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const folder = process.argv[2];
if (folder === undefined)
  throw new Error('Say where kubernetes-validate is unpacked: node tools/charts/collect-schemas.ts FOLDER');
for (const minor of KUBERNETES_MINORS) {
  const from = path.join(folder, `kubernetes_validate/kubernetes-json-schema/v${minor}.0-local-strict`);
  await writeFile(schemaFileOf(minor), `${JSON.stringify(await collect(from))}\n`);
}

async function collect(from: string): Promise<KubernetesSchemas> {
  const { $defs: all } = (await read(path.join(from, DEFINITIONS))) as { $defs: Readonly<Record<string, Json>> };
  const kinds: Record<string, Json> = {};
  for (const [kind, file] of Object.entries(KINDS)) kinds[kind] = withoutProse(await read(path.join(from, `${file}.json`)));
  const $defs: Record<string, Json> = {};
  const waiting = referencesIn(JSON.stringify(kinds));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name in $defs) continue;
    $defs[name] = withoutProse(all[name] ?? null);
    waiting.push(...referencesIn(JSON.stringify($defs[name])));
  }
  return { kinds, $defs } as KubernetesSchemas;
}

async function read(file: string): Promise<Json> {
  const text = await readFile(file, 'utf8');
  return JSON.parse(text.replaceAll(/"[^"]*_definitions\.json#\/\$defs\//g, '"#/$defs/')) as Json;
}

function referencesIn(json: string): string[] {
  return [...json.matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, name = '']) => name);
}

/** Descriptions are most of a schema, and decide nothing; a field may be called `description` nevertheless. */
function withoutProse(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((each: Json) => withoutProse(each));
  if (schema === null || typeof schema !== 'object') return schema;
  const kept = Object.entries(schema).filter(
    ([name, value]) => typeof value !== 'string' || !/^(description|\$schema)$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutProse(value)]));
}
