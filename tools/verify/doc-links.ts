import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exists, gitFiles } from './git-files.ts';
import { faults, type Outcome } from './step.ts';

export interface Link {
  line: number;
  /** As written: a path, a path with `#anchor`, or `#anchor` alone. */
  target: string;
}

const FENCE = /^\s*(```|~~~)/;
const LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)/g;
const ELSEWHERE = /^[a-z][a-z0-9+.-]*:/i;

/** The text lines of a Markdown page without its code. */
function proseLines(markdown: string): { line: number; text: string }[] {
  let isCode = false;
  return markdown.split('\n').flatMap((text, index) => {
    if (FENCE.test(text)) isCode = !isCode;
    return isCode ? [] : [{ line: index + 1, text: text.replaceAll(/`[^`]*`/g, (code) => ' '.repeat(code.length)) }];
  });
}

/** The links of a page that lead to a place in the repository. */
export function localLinks(markdown: string): Link[] {
  return proseLines(markdown).flatMap(({ line, text }) =>
    [...text.matchAll(LINK)]
      .map((match) => ({ line, target: match[1] ?? match[2] ?? '' }))
      .filter(({ target }) => target !== '' && !ELSEWHERE.test(target)),
  );
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchors(markdown: string): Set<string> {
  const seen = new Map<string, number>();
  const found = new Set<string>();
  let isCode = false;
  for (const text of markdown.split('\n')) {
    if (FENCE.test(text)) isCode = !isCode;
    const heading = isCode ? undefined : /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1];
    if (heading === undefined) continue;
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    found.add(times === 0 ? slug : `${slug}-${times}`);
  }
  return found;
}

function slugOf(heading: string): string {
  const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-');
}

/** Every link of every page leads to a file, and where it names an anchor, to a heading. */
export async function checkDocLinks(root: string): Promise<Outcome> {
  const pages = await gitFiles(root, '*.md');
  return faults((await Promise.all(pages.map((page) => deadLinks(root, page)))).flat());
}

async function deadLinks(root: string, page: string): Promise<string[]> {
  const markdown = await readFile(path.join(root, page), 'utf8');
  const checked = await Promise.all(
    localLinks(markdown).map(async ({ line, target }) =>
      (await leadsSomewhere(root, page, target)) ? [] : [`${page}:${line}: ${target} leads nowhere`],
    ),
  );
  return checked.flat();
}

async function leadsSomewhere(root: string, page: string, target: string): Promise<boolean> {
  const [place = '', anchor] = decodeURI(target).split('#');
  const base = place.startsWith('/') ? root : path.dirname(path.join(root, page));
  const file = place === '' ? path.join(root, page) : path.join(base, place);
  if (!(await exists(file))) return false;
  if (anchor === undefined || !file.endsWith('.md')) return true;
  return anchors(await readFile(file, 'utf8')).has(anchor.toLowerCase());
}
