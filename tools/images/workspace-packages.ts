import path from 'node:path';
import { glob, readFile } from 'node:fs/promises';

/** A package of this repository. */
export interface WorkspacePackage {
  name: string;
  /** Relative to the repository, such as `libs/core`. */
  folder: string;
  /** Every package that it needs at run time, by name. */
  dependencies: readonly string[];
}

/** The packages of the repository at `root`, by name. */
export async function readWorkspacePackages(root: string): Promise<ReadonlyMap<string, WorkspacePackage>> {
  const found = new Map<string, WorkspacePackage>();
  for await (const file of glob('{apps,libs,services}/*/package.json', { cwd: root })) {
    const { name, dependencies = {} } = JSON.parse(await readFile(path.join(root, file), 'utf8')) as {
      name: string;
      dependencies?: Readonly<Record<string, string>>;
    };
    found.set(name, { name, folder: path.dirname(file), dependencies: Object.keys(dependencies) });
  }
  return found;
}

/** The packages of the repository that `name` runs on, itself included, in the order of their folders. @throws Error for an unknown one */
export function runsOn(name: string, packages: ReadonlyMap<string, WorkspacePackage>): readonly WorkspacePackage[] {
  if (!packages.has(name)) throw new Error(`There is no package ${name} in this repository.`);
  const found = new Map<string, WorkspacePackage>();
  function visit(each: string): void {
    const known = packages.get(each);
    if (known === undefined || found.has(each)) return;
    found.set(each, known);
    known.dependencies.forEach(visit);
  }
  visit(name);
  return [...found.values()].sort((a, b) => a.folder.localeCompare(b.folder));
}
