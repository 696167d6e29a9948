import { callsByEntity, seconds } from '../../scenario-run/figures.ts';
import { postMany, settled, type XeroStory } from './story.ts';

const ALL = 3_000;

/** The rest of all invoices at once, with an outage and an answer that is lost on the way; the limit of the day ends some days. */
export async function backFill(story: XeroStory): Promise<Record<string, unknown>> {
  const { xero, posted, progress, checks } = story;
  const count = ALL - posted.size;
  const before = callsOf(story);
  const startedAt = performance.now();
  xero.control.addErrorFault({ match: { entity: 'Invoices', nth: 3 }, shape: 'organisationOffline' });
  const lost = { entity: 'Invoices', operation: 'create', nth: 8 };
  xero.control.addFault({ match: lost, action: { kind: 'resetAfterCommit' } });
  postMany(story, count);
  progress(`${count} invoices are posted at once`);
  await settled(story);
  const callsPerInvoice = Math.round(((callsOf(story) - before) / count) * 1_000) / 1_000;
  progress(`${count} invoices cost ${callsPerInvoice} calls each`);
  checks.that(callsPerInvoice <= 0.2, `an invoice of the back-fill costs at most 0.2 calls, not ${callsPerInvoice}`);
  const limited = xero.control.counters({}).answers['429'] ?? 0;
  checks.that(limited > 0, 'the limit of the day was met');
  return { invoices: posted.size, backFillSeconds: seconds(startedAt), callsPerInvoice, answersOfTheLimit: limited };
}

function callsOf({ xero }: XeroStory): number {
  const { token: _token, ...calls } = callsByEntity({ counters: () => xero.control.counters({}) });
  return Object.values(calls).reduce((sum, one) => sum + one, 0);
}
