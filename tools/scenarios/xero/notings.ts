import { eventually } from '@psa-bridge/testing';
import { dieAt, type Boundary } from './killings.ts';
import { invoicesOf, postMany, settled, type XeroStory } from './story.ts';

const CONNECTOR = 'autotask-connector';
const PLACE = 'push:posted_invoice';
/** Where the connector stands as it writes to Autotask's invoice that it was taken. */
const BOUNDARIES: readonly Boundary[] = [
  { point: 'before_call', place: PLACE },
  { point: 'after_call', place: PLACE },
];
const BURST = 20;
const LIMIT = { timeoutMs: 120_000, everyMs: 500 };

/** Every invoice that has a document says so in Autotask (NUM-4), though the connector is killed while it writes that. */
export async function notings(story: XeroStory): Promise<Record<string, unknown>> {
  for (const boundary of BOUNDARIES) await dieAt(story, { ...boundary, service: CONNECTOR }, () => postMany(story, BURST));
  await settled(story);
  const taken = (await invoicesOf(story)).filter(({ document }) => document !== null);
  await eventually(() => {
    const silent = taken.filter(({ externalId }) => stampOf(story, externalId) === null);
    if (silent.length > 0) throw new Error(`${silent.length} of ${taken.length} invoices do not say that they were taken`);
  }, LIMIT);
  return { noted: taken.length };
}

function stampOf({ autotask }: XeroStory, externalId: string): unknown {
  return autotask.control.get({ entity: 'Invoices', id: Number(externalId) })?.values['webServiceDate'] ?? null;
}
