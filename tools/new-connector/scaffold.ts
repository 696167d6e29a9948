import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';

const TEMPLATE = path.join(import.meta.dirname, 'template');
/** As providers are called in topics, paths and collections. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Why a connector cannot be called so. */
export function nameTrouble(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return `NAME is the provider in kebab case, as it stands in topics and paths; "${name}" is not.`;
}

/**
 * Writes the beginning of a connector: the template, a connector in working order, under another name.
 * @returns the files, relative to the folder
 */
export async function scaffold(name: string, into: string): Promise<readonly string[]> {
  const entries = await readdir(TEMPLATE, { recursive: true, withFileTypes: true });
  const sources = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const written: string[] = [];
  for (const source of sources.sort()) {
    const file = renamed(path.relative(TEMPLATE, source), name);
    const target = path.join(into, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, await formatted(renamed(await readFile(source, 'utf8'), name), source));
    written.push(file);
  }
  return written;
}

/** The template speaks of Example PSA in every spelling that a name takes. */
function renamed(text: string, name: string): string {
  const words = name.split('-');
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const [first = '', ...rest] = capitals;
  return text
    .replaceAll('example-psa', name)
    .replaceAll('example_psa', words.join('_'))
    .replaceAll('EXAMPLE_PSA', words.join('_').toUpperCase())
    .replaceAll('ExamplePsa', capitals.join(''))
    .replaceAll('examplePsa', first.charAt(0).toLowerCase() + first.slice(1) + rest.join(''))
    .replaceAll('Example PSA', capitals.join(' '));
}

/** Names differ in length, and lines with them. */
async function formatted(text: string, source: string): Promise<string> {
  return format(text, { ...(await resolveConfig(source)), filepath: source });
}
