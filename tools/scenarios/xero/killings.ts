import type { FaultPoint } from '@psa-bridge/core';
import type { ServiceName } from '../../platform/service-plan.ts';
import { postMany, SERVICE, settled, type XeroStory } from './story.ts';

export interface Boundary {
  point: FaultPoint;
  /** How the place begins. */
  place: string;
  /** Which one dies; the sync of invoices where it says nothing. */
  service?: ServiceName;
}

/** Wherever the service stands between two things that it does: each is where it dies once. */
const BOUNDARIES: readonly Boundary[] = [
  { point: 'before_offset_commit', place: SERVICE },
  { point: 'after_write', place: 'xero_invoices' },
  { point: 'before_call', place: 'xero:PUT Contacts' },
  { point: 'after_call', place: 'xero:PUT Contacts' },
  { point: 'after_write', place: 'xero_customers' },
  { point: 'before_call', place: 'xero:PUT Invoices' },
  { point: 'after_call', place: 'xero:PUT Invoices' },
  { point: 'before_publish', place: 'psa.sync-results.v1' },
  { point: 'after_publish', place: 'psa.sync-results.v1' },
];
const BURST = 60;

/** kill -9 at every boundary, each in the middle of a burst; what was under way is taken up by the next process. */
export async function killings(story: XeroStory): Promise<Record<string, unknown>> {
  for (const boundary of BOUNDARIES)
    await dieAt(story, boundary, () => {
      newCustomer(story);
      postMany(story, BURST);
    });
  await settled(story);
  return { kills: BOUNDARIES.length };
}

/** Has a service die there of what it is given to do, and starts it again. */
export async function dieAt(
  { services, checks, progress }: XeroStory,
  { point, place, service = SERVICE }: Boundary,
  act: () => void,
): Promise<void> {
  await services.kill(service, 'SIGTERM');
  const collection = point === 'after_write' ? { FAULT_COLLECTION: place } : {};
  await services.launch(service, { FAULT_POINT: point, FAULT_PLACE: place, ...collection });
  act();
  checks.equal(await services.gone(service), 'SIGKILL', `the end at ${point} of ${place}`);
  await services.start(service);
  progress(`killed at ${point} of ${place}`);
}

/** One whose contact has to be made, so that there is something to be killed at. */
function newCustomer(story: XeroStory): void {
  const { control } = story.autotask;
  const companyName = `Demo Newcomer ${story.posted.size} Ltd`;
  const values = { companyName, companyType: 1, phone: '555-0100', ownerResourceID: 1, currencyID: 1, isActive: true };
  const { id: companyID } = control.create({ entity: 'Companies', values }) as { id: number };
  const person = { companyID, firstName: 'Demo', lastName: 'Newcomer', emailAddress: 'newcomer@example.org', isActive: 1 };
  control.create({ entity: 'Contacts', values: person });
  story.customers = [companyID, ...story.customers];
}
