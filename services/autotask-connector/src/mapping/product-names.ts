/**
 * What the Data Import page adds to names and takes away (AT-31, AT-32). What is added to a product's name is taken off again
 * before it is pushed, so that a name that goes there and back stays as it is.
 */

const BETWEEN = ' - ';

/** The name under which a product comes over (AT-31). */
export function importedProductName(name: string, internalProductId: string | undefined): string {
  return internalProductId === undefined ? name : `${internalProductId}${BETWEEN}${name}`;
}

/**
 * The product's own name: without the id that was put before it.
 * @param internalProductIds what may stand there: the id as it is now, and as it was when the name came over
 */
export function ownProductName(name: string, internalProductIds: readonly (string | undefined)[]): string {
  for (const id of internalProductIds) {
    const prefix = id === undefined ? undefined : `${id}${BETWEEN}`;
    if (prefix !== undefined && name.startsWith(prefix) && name.length > prefix.length) return name.slice(prefix.length);
  }
  return name;
}

export interface ServiceNaming {
  prependMpnToServiceName: boolean;
  importServiceNameWithMpn: boolean;
}

/**
 * Autotask's services have no field for a part number: where one is used it stands in the name, in brackets at the end or before
 * a dash at the start. It has no blanks, and a digit among at least four characters.
 */
const NUMBER = String.raw`(?=[^\s()[\]]*\d)[^\s()[\]]{4,50}`;
const AT_END = new RegExp(String.raw`^(?<rest>.*\S)\s*[([](?<number>${NUMBER})[)\]]$`);
const AT_START = new RegExp(String.raw`^[([]?(?<number>${NUMBER})[)\]]?\s+[-–]\s+(?<rest>\S.*)$`);

/** The part number within a service's name, and the name without it; undefined where there is none. */
export function partNumberIn(name: string): { number: string; rest: string } | undefined {
  const groups = (AT_END.exec(name) ?? AT_START.exec(name))?.groups;
  const { number, rest } = groups ?? {};
  return number === undefined || rest === undefined ? undefined : { number, rest };
}

/** The name under which a service comes over (AT-32); the part number never stands in it twice. */
export function importedServiceName(name: string, naming: ServiceNaming): string {
  const found = partNumberIn(name);
  if (!found) return name;
  if (naming.prependMpnToServiceName) return `${found.number}${BETWEEN}${found.rest}`;
  return naming.importServiceNameWithMpn ? name : found.rest;
}
