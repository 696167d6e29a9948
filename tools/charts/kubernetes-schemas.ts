import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Manifest } from './manifest.ts';

/** The minor versions of Kubernetes that the charts are promised for. */
export const KUBERNETES_MINORS = ['1.35', '1.36', '1.37'] as const;

/** What one version takes: a schema for each kind, and what they refer to. */
export interface KubernetesSchemas {
  kinds: Readonly<Record<string, AnySchemaObject>>;
  $defs: Readonly<Record<string, AnySchemaObject>>;
}

export function schemaFileOf(minor: string): string {
  return path.join(import.meta.dirname, 'schemas', `kubernetes-${minor}.json`);
}

/** Says what a version of Kubernetes would not take of a manifest; undefined for a kind that is not Kubernetes' own. */
export type CheckManifest = (manifest: Manifest) => readonly string[] | undefined;

export async function openKubernetesSchemas(minor: string): Promise<CheckManifest> {
  const { kinds, $defs } = JSON.parse(await readFile(schemaFileOf(minor), 'utf8')) as KubernetesSchemas;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const known = new Map<string, ValidateFunction>();
  return (manifest) => {
    const kind = `${manifest.apiVersion} ${manifest.kind}`;
    const schema = kinds[kind];
    if (schema === undefined) return undefined;
    const validate = known.get(kind) ?? ajv.compile({ ...schema, $defs });
    known.set(kind, validate);
    return validate(manifest)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
        );
  };
}
