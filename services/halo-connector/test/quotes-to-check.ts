import { quoteLine, quoteParts, type QuotesOf } from '@psa-bridge/connector-kit/quotes-to-check';
import type { RecordInput } from '@psa-bridge/records';
import type { HaloSimulator } from '@psa-bridge/simulators';

type Quote = Partial<RecordInput<'quote'>>;
type Values = Parameters<HaloSimulator['control']['create']>[0]['values'];

/** Quotes before a simulated HaloPSA, whole and broken in every way that its push can break. */
export function quotesBeforeHalo({ control }: HaloSimulator): QuotesOf {
  const row = (entity: string, values: Values): number => Number(control.create({ entity, values })['id']);
  const first = (entity: string): Readonly<Record<string, unknown>> => control.list({ entity, limit: 1 })[0] ?? {};
  return async (harness, integration) => {
    const { make, standsFor, setSettings, goneId } = quoteParts(harness, integration);
    await setSettings({ quoteStatuses: { declined: String(goneId()) }, quoteMoves: { expired: { status: String(goneId()) } } });
    const buyer = control.list({ entity: 'Client', limit: 10 }).find(({ main_site_id: site }) => Number(site) > 0) ?? {};
    const company = await standsFor('company', { name: 'Buyer' }, Number(buyer['id']));
    const person = (name: string) => ({ companyId: company, firstName: name, lastName: 'Demo', email: `${name}@example.com` });
    const user = control
      .list({ entity: 'Users', limit: 100 })
      .find(({ site_id: site }) => Number(site) === Number(buyer['main_site_id']));
    const contact = await standsFor('contact', person('bo'), Number(user?.['id']));
    const product = await standsFor('product', { name: 'Firewall' }, Number(first('Item')['id']));
    const lost = await standsFor('product', { name: 'Lost' }, goneId());

    const deal = async () => {
      const values = { summary: 'Deal', client_id: Number(buyer['id']), tickettype_id: 28 };
      return standsFor('opportunity', { name: 'Deal', companyId: company }, row('Opportunities', values));
    };
    const fine = () => quoteLine('Firewall', { productId: product });
    const quote = async (more: Quote = {}): Promise<string> =>
      make('quote', {
        ...{ title: 'Offer', companyId: company, opportunityId: await deal(), status: 'sent', items: [fine()] },
        ...more,
      });
    return {
      good: async () =>
        quote({
          contactId: contact,
          opportunityId: await make('opportunity', { name: 'New deal', companyId: company }),
          items: [fine(), quoteLine('In words'), quoteLine('Care', { period: 'monthly' })],
        }),
      broken: {
        'payment term never heard of': () => quote({ paymentTerm: 'gone' }),
        'payment type never heard of': () => quote({ paymentType: 'gone' }),
        'opportunity deleted there': async () =>
          quote({ opportunityId: await standsFor('opportunity', { name: 'Gone', companyId: company }, goneId()) }),
        'contact deleted there': async () => quote({ contactId: await standsFor('contact', person('gone'), goneId()) }),
        'client deleted there': async () => {
          const gone = await standsFor('company', { name: 'Gone' }, goneId());
          return quote({ companyId: gone });
        },
        'status that is gone there': () => quote({ status: 'declined' }),
        'deal of a client that is gone': async () => {
          const gone = await standsFor('company', { name: 'Gone too' }, goneId());
          return quote({ opportunityId: await make('opportunity', { name: 'Lost deal', companyId: gone }) });
        },
        'item deleted there': () => quote({ items: [fine(), quoteLine('Bad', { productId: lost })] }),
        'all items deleted there': () =>
          quote({ items: [quoteLine('Bad', { productId: lost }), quoteLine('Worse', { productId: lost })] }),
      },
    };
  };
}
