import { quoteLine, quoteParts, type QuotesOf } from '@psa-bridge/connector-kit/quotes-to-check';
import type { RecordInput } from '@psa-bridge/records';
import type { ConnectWiseSimulator } from '@psa-bridge/simulators';

type Quote = Partial<RecordInput<'quote'>>;
type Values = Parameters<ConnectWiseSimulator['control']['create']>[0]['values'];

/** Quotes before a simulated ConnectWise, whole and broken in every way that its push can break. */
export function quotesBeforeConnectWise({ control }: ConnectWiseSimulator): QuotesOf {
  const row = (entity: string, values: Values): number => Number(control.create({ entity, values })['id']);
  const first = (entity: string): number => Number(control.list({ entity, limit: 1 })[0]?.['id']);
  return async (harness, integration) => {
    const { make, standsFor, setSettings, goneId } = quoteParts(harness, integration);
    const subcategory = first('Product SubCategory');
    const retired = row('Product SubCategory', {
      name: 'Retired',
      category: { id: first('Product Category') },
      inactiveFlag: true,
    });
    const [filed, closed] = [await make('category', { name: 'Filed' }), await make('category', { name: 'Closed' })];
    await setSettings({ subcategories: { [String(subcategory)]: filed, [String(retired)]: closed } });
    const companyId = row('Company', { name: 'Buyer', identifier: 'Buyer', addressLine1: '1 Demo Street' });
    const otherId = row('Company', { name: 'Other', identifier: 'Other', addressLine1: '2 Demo Street' });
    const contactRow = (id: number) => row('Contact', { firstName: 'Bo', company: { id } });
    const company = await standsFor('company', { name: 'Buyer' }, companyId);
    const person = (name: string) => ({ companyId: company, firstName: name, lastName: 'Demo', email: `${name}@example.com` });
    const ofBuyer = contactRow(companyId);
    const contact = await standsFor('contact', person('bo'), ofBuyer);
    const product = await standsFor('product', { name: 'Firewall' }, first('Catalog Item'));
    const [rep, address] = [first('Member'), { street: '1 Demo Street' }];

    const fine = (more: Parameters<typeof quoteLine>[1] = {}) => quoteLine('Firewall', { productId: product, ...more });
    const deal = async () => {
      const parties = { company: { id: companyId }, contact: { id: ofBuyer }, primarySalesRep: { id: rep } };
      return standsFor(
        'opportunity',
        { name: 'Deal', companyId: company, contactId: contact },
        row('Opportunity', { name: 'Deal', ...parties }),
      );
    };
    const quote = async (more: Quote = {}): Promise<string> =>
      make('quote', {
        ...{ title: 'Offer', companyId: company, opportunityId: await deal(), status: 'sent', items: [fine()] },
        ...more,
      });
    const ofNewDeal = async (more: Partial<RecordInput<'opportunity'>>) =>
      quote({ status: 'approved', opportunityId: await make('opportunity', { name: 'New deal', companyId: company, ...more }) });
    const withLine = (more: Parameters<typeof quoteLine>[1]) => quote({ items: [fine(), quoteLine('Bad', more)] });
    return {
      good: async () =>
        quote({
          status: 'approved',
          opportunityId: await make('opportunity', { name: 'New deal', companyId: company, contactId: contact }),
          items: [
            fine(),
            fine({ period: 'monthly' }),
            quoteLine('New', { productId: await make('product', { name: 'New', categoryId: filed }) }),
          ],
        }),
      broken: {
        'payment term never heard of': () => quote({ paymentTerm: 'gone' }),
        'payment term retired there': () => quote({ paymentTerm: '9999' }),
        'opportunity deleted there': async () =>
          quote({ opportunityId: await standsFor('opportunity', { name: 'Gone', companyId: company }, goneId()) }),
        'company that ConnectWise refuses': async () => quote({ companyId: await make('company', { name: 'Nowhere' }) }),
        'deal without a contact': () => ofNewDeal({}),
        'deal with a contact of another company': async () =>
          ofNewDeal({ contactId: await standsFor('contact', person('stray'), contactRow(otherId)) }),
        'deal whose name is too long': () => ofNewDeal({ name: 'x'.repeat(101), contactId: contact }),
        'deal with a contact that is gone': async () =>
          ofNewDeal({ contactId: await standsFor('contact', person('gone'), goneId()) }),
        'deal of a stage that is gone': () => ofNewDeal({ contactId: contact, stage: '9999' }),
        'line without a product': () => withLine({}),
        'item deleted there': async () => withLine({ productId: await standsFor('product', { name: 'Lost' }, goneId()) }),
        'term without a billing cycle': () => withLine({ productId: product, period: 'semi-annual' }),
        'item of a category that is not mapped': async () => withLine({ productId: await make('product', { name: 'Loose' }) }),
        'item of a category that is switched off': async () =>
          withLine({ productId: await make('product', { name: 'Closed', categoryId: closed }) }),
        'company whose name is too long': async () =>
          quote({ companyId: await make('company', { name: 'x'.repeat(51), address }) }),
      },
    };
  };
}
