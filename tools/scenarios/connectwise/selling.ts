import { eventually } from '@psa-bridge/testing';
import { changePage, type RecordView } from '../../platform/journeys.ts';
import {
  arrived,
  idThere,
  LIMIT,
  newCompany,
  newContact,
  productAt,
  referred,
  rowNamed,
  type Chapter,
  type ConnectWiseStory,
} from './story.ts';

/** Opportunity statuses of the simulated ConnectWise by name, and a status of ours for one of them. */
const WON = 'Won';
const LOST = 'Lost';
const OURS = 'gone';

/**
 * An opportunity in both directions (CW-30, CW-31): nothing is there while its quote is only sent; approved, it is there with the
 * quote's lines in order, moved by the quote's status; a status that is set there comes back as ours.
 */
export const soldBothWays: Chapter = async (story) => {
  const { api, connectWise, integration, checks, progress } = story;
  const [won, lost] = [rowNamed(story, 'Opportunity Status', WON), rowNamed(story, 'Opportunity Status', LOST)];
  await api.post('/v1/field-values', { kind: 'opportunity_status', key: OURS, label: 'Gone' });
  await changePage(
    api,
    { ...integration, page: 'opportunity-status-mapping' },
    { opportunityStatusesIn: { [lost]: OURS }, quoteStatuses: { approved: { status: String(won) } } },
  );
  const { deal, quote } = await sold(story, 'Both ways');
  const countThere = () => connectWise.control.count({ entity: 'Opportunity', conditions: 'name = "Both ways"' });
  await api.post(`/v1/quotes/${quote}/send`);
  await eventually(async () => {
    const { status } = (await api.get<RecordView>(`/v1/quotes/${quote}`)).sync[integration.integrationId] ?? {};
    if (status !== 'not_wanted') throw new Error(`the quote is ${status ?? 'not looked at'}`);
  }, LIMIT);
  checks.equal(countThere(), 0, 'CW-31: opportunities there before the approval');

  await api.post(`/v1/quotes/${quote}/approve`);
  await arrived(story, `/v1/quotes/${quote}`);
  const id = await idThere(story, `/v1/opportunities/${deal}`);
  const row = connectWise.control.get({ entity: 'Opportunity', id });
  checks.equal(
    [countThere(), referred(row?.['status'])],
    [1, won],
    'CW-31: opportunities there after the approval, and the status',
  );
  const lines = connectWise.control
    .list({ entity: 'Product Item', conditions: `opportunity/id = ${id}` })
    .sort((one, other) => Number(one['sequenceNumber']) - Number(other['sequenceNumber']));
  checks.equal(
    lines.map(({ description }) => description),
    ['First', 'Second'],
    'CW-31: the lines of the quote, in order',
  );
  progress('an approved quote made its opportunity with its lines in order');

  connectWise.control.patch({ entity: 'Opportunity', id, values: { status: { id: lost } } });
  await eventually(async () => {
    const { status } = await api.get<RecordView>(`/v1/opportunities/${deal}`);
    if (status !== OURS) throw new Error(`the opportunity is ${String(status)}`);
  }, LIMIT);
  progress('a status that was set in ConnectWise came back as ours');
  return { linesOfApprovedQuote: lines.length };
};

type Line = Readonly<Record<string, unknown>>;

/** A deal and its quote of two lines and more, which nobody has sent yet. */
export async function sold(
  story: ConnectWiseStory,
  name: string,
  more: readonly Line[] = [],
): Promise<{ deal: string; quote: string }> {
  const { api } = story;
  const company = await newCompany(story, `Buyer ${name}`);
  const contact = await newContact(story, company.id, name);
  const product = await productAt(story);
  const parties = { companyId: company.id, contactId: contact.id };
  const deal = await api.post<RecordView>('/v1/opportunities', { name, ...parties });
  const things: Line[] = ['First', 'Second'].map((title) => ({
    name: title,
    quantity: 2,
    unitPrice: '10.00',
    productId: product.id,
  }));
  const items = [...things, ...more];
  const quote = await api.post<RecordView>('/v1/quotes', { title: name, ...parties, opportunityId: deal.id, items });
  return { deal: deal.id, quote: quote.id };
}
