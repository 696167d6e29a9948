/**
 * A catalog item's two texts: `description` of 60 characters, by which people find it there, and the long `customerDescription`
 * (connectwise.md section 11). A name that does not fit is cut in the one and stands in full as the first line of the other, so
 * that it comes back whole.
 */
export const DESCRIPTION_LENGTH = 60;

const BETWEEN = '\n\n';

export interface CatalogTexts {
  description: string;
  customerDescription: string;
}

export interface ProductTexts {
  name: string;
  description?: string;
}

export function toCatalogTexts({ name, description }: ProductTexts): CatalogTexts {
  const line = name.trim().replace(/\s+/g, ' ');
  const cut = cutName(line);
  const own = description?.trim() ?? '';
  const plain = { description: cut, customerDescription: own === '' ? line : own };
  const back = fromCatalogTexts(plain);
  if (back.name === line && (back.description ?? '') === own) return plain;
  return { description: cut, customerDescription: own === '' ? line : `${line}${BETWEEN}${own}` };
}

export function fromCatalogTexts({ description, customerDescription }: CatalogTexts): ProductTexts {
  const name = description.trim();
  const text = customerDescription.trim();
  const end = text.indexOf(BETWEEN);
  const line = end === -1 ? text : text.slice(0, end);
  const isFullName = !line.includes('\n') && line !== name && cutName(line) === name;
  if (isFullName || (line === name && end !== -1)) return withText(line, end === -1 ? '' : text.slice(end));
  return withText(name, text === name ? '' : text);
}

function cutName(line: string): string {
  return line.slice(0, DESCRIPTION_LENGTH).trimEnd();
}

function withText(name: string, text: string): ProductTexts {
  const description = text.trim();
  return { name, ...(description === '' ? {} : { description }) };
}
