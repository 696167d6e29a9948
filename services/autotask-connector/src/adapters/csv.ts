/**
 * The rows of a CSV text by the names of its first line: separated by commas or semicolons, as the first line has it; fields in
 * quotes may hold both, line breaks, and quotes written twice. Names are compared without case.
 */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const content = text.replace(/^\uFEFF/, '');
  const [first = ''] = content.split(/\r?\n/, 1);
  const separator = first.includes(';') && !first.includes(',') ? ';' : ',';
  const [head = [], ...rows] = splitRows(content, separator);
  const names = head.map((name) => name.trim().toLowerCase());
  return rows.map((fields) => Object.fromEntries(names.map((name, index) => [name, (fields[index] ?? '').trim()])));
}

/** Each match is a field and what ends it. */
function splitRows(text: string, separator: string): readonly (readonly string[])[] {
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'g');
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [matched, quoted, plain = '', end] of text.matchAll(field)) {
    if (matched === '' && row.length === 0) continue;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows.filter((fields) => fields.some((value) => value.trim() !== ''));
}
