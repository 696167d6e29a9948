import { isMap, isScalar, parseDocument, type Pair, type YAMLMap } from 'yaml';
import { markdownTable } from '../generated/markdown.ts';

/**
 * The table of a chart's values, from the comments that begin with `--`: each stands for the value below it, and for all
 * that is within. @throws Error for a value that no comment speaks of: the table would be silent on it
 */
export function describeValues(text: string): string {
  const document = parseDocument(text);
  if (!isMap(document.contents)) throw new Error('A values file is a map.');
  return markdownTable(['value', 'default', ''], rowsOf(document.contents, '', document.commentBefore ?? ''));
}

function rowsOf(map: YAMLMap, prefix: string, commentBefore: string): string[][] {
  return map.items.flatMap((pair, at) => {
    const key = String((pair.key as { value?: unknown }).value);
    const comment = `${at === 0 ? commentBefore : ''}\n${commentOf(pair)}`;
    const about = /^ ?-- (.+)$/m.exec(comment)?.[1];
    if (about !== undefined) return [[`\`${prefix}${key}\``, defaultOf(pair), about]];
    if (!isMap(pair.value)) throw new Error(`Nothing says what ${prefix}${key} is.`);
    return rowsOf(pair.value, `${prefix}${key}.`, pair.value.commentBefore ?? '');
  });
}

function commentOf({ key }: Pair): string {
  return (key as { commentBefore?: string }).commentBefore ?? '';
}

/** What is long is in the file itself. */
function defaultOf({ value }: Pair): string {
  if (isScalar(value))
    return String(value.value).includes('{{') ? 'made' : `\`${value.value === '' ? "''" : String(value.value)}\``;
  const text = JSON.stringify((value as YAMLMap).toJSON());
  return text.length > 80 ? 'see [values.yaml](values.yaml)' : `\`${text}\``;
}
