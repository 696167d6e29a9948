import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../verify/step.ts';

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const END = '<!-- End of what is made. -->';

/** A page with what is made `from` something at its place. @throws Error when the page has no place for it. */
export function withMade(page: string, from: string, text: string): string {
  const begin = `<!-- Made by \`npm run generate\` from ${from}. -->`;
  const [before, rest] = page.split(begin);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The page has no place for what is made from ${from}.`);
  return `${before}${begin}\n\n${text}\n\n${END}${after}`;
}

const YAML_END = '# End of what is made.';

/** The same for YAML, where the places that are made `from` something follow each other. @throws Error when there are more or fewer */
export function withMadeYaml(file: string, from: string, texts: readonly string[]): string {
  const place = new RegExp(`^( *# Made by \`npm run generate\` from ${from}\\.\\n)[^]*?(^ *${YAML_END})`, 'gm');
  const waiting = [...texts];
  const made = file.replaceAll(place, (_, begin: string, end: string) => `${begin}${waiting.shift() ?? ''}${end}`);
  if ([...file.matchAll(place)].length !== texts.length)
    throw new Error(`There are not ${texts.length} places for what is made from ${from}.`);
  return made;
}

/** Writes a page of the repository below `into`, formatted as the others. */
export async function writeMarkdown(into: string, page: string, text: string): Promise<void> {
  const file = path.join(into, page);
  const options = await resolveConfig(path.join(ROOT, page));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await format(text, { ...options, parser: 'markdown' }));
}
