import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from '../verify/step.ts';
import { manifestsIn } from './helm.ts';
import type { Manifest } from './manifest.ts';

/** The values that the last release was tried with, and what it made of them. */
const KEPT = path.join(ROOT, 'charts/previous-release');

/** What Kubernetes lets nobody change in an object that exists: an upgrade would fail in the middle. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['selector'],
  StatefulSet: ['selector', 'serviceName', 'volumeClaimTemplates', 'podManagementPolicy'],
  Service: ['clusterIP'],
  KafkaTopic: ['topicName'],
};
/** Whoever takes these away takes data away. */
const KEEPS_DATA = ['StatefulSet', 'KafkaTopic'];

export interface KeptRelease {
  name: string;
  /** The file of its values. */
  values: string;
  rendered: string;
}

export async function previousRelease(): Promise<readonly KeptRelease[]> {
  const files = (await readdir(KEPT)).filter((file) => file.endsWith('-values.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const name = file.replace('-values.yaml', '');
      const rendered = await readFile(path.join(KEPT, `${name}-rendered.yaml`), 'utf8');
      return { name, values: path.join(KEPT, file), rendered };
    }),
  );
}

/** Makes what is rendered now the previous release: done once for each release. */
export async function keepRelease(all: readonly KeptRelease[]): Promise<void> {
  await rm(KEPT, { recursive: true, force: true });
  await mkdir(KEPT, { recursive: true });
  for (const { name, values, rendered } of all) {
    await writeFile(path.join(KEPT, `${name}-values.yaml`), await readFile(values, 'utf8'));
    await writeFile(path.join(KEPT, `${name}-rendered.yaml`), rendered);
  }
}

export interface Upgrade {
  added: readonly string[];
  removed: readonly string[];
  /** Object and field, with what was and what is. */
  changed: readonly string[];
  /** Why Kubernetes would refuse it, or what it would lose. */
  faults: readonly string[];
}

export function compareReleases(before: string, after: string): Upgrade {
  const [old, fresh] = [byIdentity(before), byIdentity(after)];
  const both = [...old].flatMap(([id, was]) => {
    const is = fresh.get(id);
    return is === undefined ? [] : [{ id, was, is }];
  });
  const removed = [...old.keys()].filter((id) => !fresh.has(id));
  return {
    added: [...fresh.keys()].filter((id) => !old.has(id)),
    removed,
    changed: both.flatMap(({ id, was, is }) => differences(was, is).map((difference) => `${id} ${difference}`)),
    faults: [
      ...removed.filter((id) => KEEPS_DATA.some((kind) => id.startsWith(`${kind} `))).map((id) => `${id} holds data and is gone`),
      ...both.flatMap(({ id, was, is }) =>
        (FIXED[was.kind] ?? [])
          .filter((field) => !isDeepStrictEqual(was.spec?.[field], is.spec?.[field]))
          .map((field) => `${id}: ${field} cannot be changed`),
      ),
    ],
  };
}

/** Each field that differs, at its place: `/spec/replicas: 2, now 3`. */
function differences(was: unknown, is: unknown, place = ''): string[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (!isObject(was) || !isObject(is))
    return [`${place}: ${JSON.stringify(was) ?? 'nothing'}, now ${JSON.stringify(is) ?? 'nothing'}`];
  const fields = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...fields].flatMap((field) => differences(was[field], is[field], `${place}/${field}`));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function byIdentity(rendered: string): ReadonlyMap<string, Manifest> {
  return new Map(manifestsIn(rendered).map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]));
}
