import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from './step.ts';

/** What of a lock file tells under which terms something comes. */
export interface LockedPackages {
  packages: Readonly<Record<string, { license?: string; dev?: boolean; devOptional?: boolean; link?: boolean }>>;
}

/** Terms that let the product be passed on without its source: each asks for no more than its notice. */
const ACCEPTED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0', 'Unlicense', 'CC0-1.0']);
const FOLDER = 'node_modules/';

/** How many packages of the product come under which terms; whatever else there is has to be looked at by a person. */
export function judgeLicences({ packages }: LockedPackages): Outcome {
  const shipped = Object.entries(packages).filter(
    ([place, { dev, devOptional, link }]) => place.includes(FOLDER) && !dev && !devOptional && !link,
  );
  const strange = shipped.filter(([, { license }]) => !isAccepted(license));
  if (strange.length > 0) {
    const findings = strange.map(([place, { license }]) => `${nameOf(place)}: ${license ?? 'says nothing of its licence'}`);
    return { isOk: false, findings: findings.join('\n') };
  }
  const byTerms = Map.groupBy(shipped, ([, { license }]) => license ?? '');
  const counted = [...byTerms].map(([terms, own]) => `${own.length} ${terms}`).sort((a, b) => parseInt(b) - parseInt(a));
  return { isOk: true, note: counted.join(', ') };
}

/** Of several alternatives one is enough, of several that hold together each has to be. */
function isAccepted(license = ''): boolean {
  const bare = license.replaceAll(/[()]/g, '');
  return bare.split(' OR ').some((alternative) => alternative.split(' AND ').every((terms) => ACCEPTED.has(terms.trim())));
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf(FOLDER) + FOLDER.length);
}

/** Everything that the product is passed on with has terms that allow it. */
export async function checkLicences(root: string): Promise<Outcome> {
  return judgeLicences(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as LockedPackages);
}
