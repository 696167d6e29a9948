import { inStep, issueCleared, issueOf, openIssues, type RecordView } from '../../platform/journeys.ts';
import { arrived, idThere, rowOf, type AutotaskStory, type Figures } from './story.ts';

/** One message of the product: what provokes it, and what mends it. */
interface Refusal {
  rule: string;
  message: string;
  /** A word of what the issue tells the person to do. */
  cure: string;
  /** The record whose push is to fail. */
  provoke(story: AutotaskStory): Promise<Provoked>;
}

interface Provoked {
  path: string;
  id: string;
  /** Mends the cause; what it answers says whether the issue has to be retried or clears by itself. */
  mend(): Promise<'heals' | 'retry'>;
}

const PHONE = { telephone: '555-0100' };
const LONG_NAME = 'y'.repeat(101);

/** Points 3 and 12 of the catalogue: each message to the letter, with what to do; done, the issue clears and the record arrives. */
export async function referencesExplained(story: AutotaskStory): Figures {
  const { api, integrationId, checks, progress } = story;
  for (const { rule, message, cure, provoke } of REFUSALS) {
    const { path, id, mend } = await provoke(story);
    const issue = await issueOf(api, id);
    checks.equal(issue.message, message, `${rule}: the issue's message`);
    checks.that(issue.remedy.includes(cure), `${rule}: the remedy names "${cure}": ${issue.remedy}`);
    if ((await mend()) === 'retry') await api.post(`/v1/issues/${issue.id}/retry`);
    await issueCleared(api, id);
    await inStep(api, `/v1/${path}/${id}`, integrationId);
    progress(`${rule}: "${message}" was told and is mended`);
  }
  checks.equal(
    (await openIssues(api)).map(({ message }) => message),
    [],
    'issues open after all are mended',
  );
  return { refusalsExplained: REFUSALS.length };
}

const REFUSALS: readonly Refusal[] = [
  {
    ...{ rule: 'AT-61', message: 'Company has no external identifier', cure: 'mend that issue' },
    async provoke({ api }) {
      const company = await api.post<RecordView>('/v1/companies', { name: LONG_NAME, ...PHONE });
      const deal = await api.post<RecordView>('/v1/opportunities', { name: 'Waits for its company', companyId: company.id });
      return healing(api, { path: 'opportunities', id: deal.id }, `/v1/companies/${company.id}`, { name: 'Acme Shorter' });
    },
  },
  {
    ...{ rule: 'AT-62', message: 'Contact has no external identifier', cure: 'Sync the contact first' },
    async provoke(story) {
      const { api } = story;
      const company = await arrived(story, 'companies', { name: 'Acme Nameless Buyer', ...PHONE });
      const person = { companyId: company.id, firstName: 'Robin', email: 'robin@example.com' };
      const contact = await api.post<RecordView>('/v1/contacts', person);
      const deal = { name: 'Waits for its contact', companyId: company.id, contactId: contact.id };
      const { id } = await api.post<RecordView>('/v1/opportunities', deal);
      return healing(api, { path: 'opportunities', id }, `/v1/contacts/${contact.id}`, { lastName: 'Demo' });
    },
  },
  {
    ...{ rule: 'AT-63', message: 'companyID is not associated with contactID', cure: 'choose another contact' },
    async provoke(story) {
      const { api } = story;
      const [one, other] = [
        await arrived(story, 'companies', { name: 'Acme One', ...PHONE }),
        await arrived(story, 'companies', { name: 'Acme Other', ...PHONE }),
      ];
      const person = { companyId: other.id, firstName: 'Kim', lastName: 'Demo', email: 'kim@example.com' };
      const contact = await arrived(story, 'contacts', person);
      const deal = { name: 'Mixed up', companyId: one.id, contactId: contact.id };
      const { id } = await api.post<RecordView>('/v1/opportunities', deal);
      return healing(api, { path: 'opportunities', id }, `/v1/opportunities/${id}`, { companyId: other.id });
    },
  },
  {
    ...{ rule: 'AT-64', message: 'No matching records found', cure: 'security level' },
    provoke: (story) => hiddenThere(story, { entity: 'Companies', path: 'companies' }, { name: 'Acme Hidden', ...PHONE }),
  },
  {
    ...{ rule: 'AT-60', message: 'Opportunity was not found in Autotask', cure: 'exists and is active' },
    async provoke(story) {
      const { id: companyId } = await arrived(story, 'companies', { name: 'Acme Lost Deal', ...PHONE });
      return hiddenThere(story, { entity: 'Opportunities', path: 'opportunities' }, { name: 'Lost', companyId });
    },
  },
  {
    ...{ rule: 'AT-14', message: 'BillingCode does not exist or is invalid', cure: 'Billing Codes page' },
    async provoke(story) {
      const { api, autotask } = story;
      const code = { entity: 'BillingCodes', id: idThere(story, 'BillingCodes', 'name', 'Hardware') };
      autotask.control.deactivate(code);
      const { id } = await api.post<RecordView>('/v1/products', { name: 'Needs a code', price: '1.00' });
      return {
        ...{ path: 'products', id },
        async mend() {
          autotask.control.deactivate({ ...code, active: true });
          return 'retry' as const;
        },
      };
    },
  },
  {
    ...{ rule: 'IS-10', message: 'Payment term/type is deleted', cure: 'Choose another payment term' },
    async provoke(story) {
      const { api } = story;
      const { id: companyId } = await arrived(story, 'companies', { name: 'Acme Terms', ...PHONE });
      const { id: opportunityId } = await arrived(story, 'opportunities', { name: 'Terms', companyId });
      const { id } = await api.post<RecordView>('/v1/quotes', { title: 'Terms', companyId, opportunityId, paymentTerm: '987' });
      await api.post(`/v1/quotes/${id}/send`);
      return healing(api, { path: 'quotes', id }, `/v1/quotes/${id}`, { paymentTerm: '1' });
    },
  },
];

/** Mended by an edit, without a retry. */
function healing(
  api: AutotaskStory['api'],
  { path, id }: { path: string; id: string },
  edited: string,
  changes: object,
): Provoked {
  return {
    ...{ path, id },
    async mend() {
      await api.patch(edited, changes);
      return 'heals';
    },
  };
}

/** The security level hides it when it is saved again, until somebody widens the level. */
async function hiddenThere(
  story: AutotaskStory,
  { entity, path }: { entity: string; path: string },
  data: Readonly<Record<string, unknown>>,
): Promise<Provoked> {
  const { api, autotask } = story;
  const record = await arrived(story, path, data);
  autotask.control.hide({ entity, ids: [rowOf(story, entity, record).id] });
  await api.patch(`/v1/${path}/${record.id}`, { name: `${String(data['name'])} again` });
  return {
    ...{ path, id: record.id },
    async mend() {
      autotask.control.reveal({ entity });
      return 'retry';
    },
  };
}
