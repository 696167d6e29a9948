import { quoteLine, quoteParts, type QuotesOf } from '@psa-bridge/connector-kit/quotes-to-check';
import type { RecordInput } from '@psa-bridge/records';
import type { AutotaskSimulator } from '@psa-bridge/simulators';

type Quote = Partial<RecordInput<'quote'>>;
type Values = Parameters<AutotaskSimulator['control']['create']>[0]['values'];

const COMPANY = { companyType: 1, phone: '555-0100', ownerResourceID: 1, isActive: true };
const OPPORTUNITY = {
  ...{ stage: 1, status: 1, ownerResourceID: 1, probability: 50, amount: 0, cost: 0, useQuoteTotals: false },
  ...{ startDate: '2026-01-01T00:00:00Z', projectedCloseDate: '2026-02-01T00:00:00Z', createDate: '2026-01-01T00:00:00Z' },
};

/** Quotes before a simulated Autotask, whole and broken in every way that its push can break. */
export function quotesBeforeAutotask({ control }: AutotaskSimulator): QuotesOf {
  const row = (entity: string, values: Values): number => control.create({ entity, values }).id;
  const found = (entity: string, field: string, value: string): number => {
    const [first] = control.list({ entity, filter: [{ op: 'eq', field, value }] });
    if (!first) throw new Error(`The demo tenant has no ${entity} ${value}.`);
    return first.id;
  };
  return async (harness, integration) => {
    const { make, standsFor, setSettings, goneId } = quoteParts(harness, integration);
    const [hardware, retired] = [found('BillingCodes', 'name', 'Hardware'), found('BillingCodes', 'name', 'Retired Hardware')];
    const recurring = found('BillingCodes', 'name', 'Managed Services');
    const [category, wrongCategory] = [await make('category', { name: 'Retired' }), await make('category', { name: 'Services' })];
    const categoryBillingCodes = { [category]: String(retired), [wrongCategory]: String(recurring) };
    await setSettings({ defaultBillingCode: String(hardware), categoryBillingCodes });
    const companyId = row('Companies', { ...COMPANY, companyName: 'Buyer' });
    const contactRow = (isActive: number, ofCompany = companyId) =>
      row('Contacts', { companyID: ofCompany, firstName: 'Bo', lastName: 'Demo', emailAddress: 'bo@example.com', isActive });
    const company = await standsFor('company', { name: 'Buyer' }, companyId);
    const person = (name: string) => ({ companyId: company, firstName: name, lastName: 'Demo', email: `${name}@example.com` });
    const contact = await standsFor('contact', person('bo'), contactRow(1));
    const productRow = (isActive: boolean) =>
      row('Products', { name: 'Firewall', isActive, productBillingCodeID: hardware, isSerialized: false });
    const product = await standsFor('product', { name: 'Firewall' }, productRow(true));
    const service = await standsFor(
      'service',
      { name: 'Care', price: '10.00' },
      control.list({ entity: 'Services' })[0]?.id ?? 0,
    );
    const labour = await standsFor(
      'product',
      { name: 'Hour', productType: 'labour' },
      `role:${found('Roles', 'name', 'Engineer')}`,
    );

    let retiredLabour: string | undefined;

    async function quote(more: Quote = {}): Promise<string> {
      const opportunityRow = row('Opportunities', { ...OPPORTUNITY, companyID: companyId, title: 'Deal' });
      const opportunityId = await standsFor('opportunity', { name: 'Deal', companyId: company }, opportunityRow);
      return make('quote', { title: 'Offer', companyId: company, opportunityId, status: 'sent', items: [fine()], ...more });
    }
    const fine = () => quoteLine('Firewall', { kind: 'product', productId: product });
    const withLine = async (name: string, more: Parameters<typeof quoteLine>[1]) =>
      quote({ items: [fine(), quoteLine(name, more)] });
    const standing = async (productId: Promise<string>) => withLine('Bad', { kind: 'product', productId: await productId });
    return {
      good: () =>
        quote({
          contactId: contact,
          items: [
            ...[fine(), quoteLine('Care', { kind: 'service', serviceId: service, period: 'monthly' })],
            ...[quoteLine('Hour', { kind: 'labour', productId: labour }), quoteLine('Set-up', { kind: 'charge' })],
          ],
        }),
      broken: {
        'title too long': () => quote({ title: 'x'.repeat(101) }),
        'payment term never heard of': () => quote({ paymentTerm: 'gone' }),
        'payment term retired there': () => quote({ paymentTerm: '99' }),
        'opportunity deleted there': async () =>
          quote({ opportunityId: await standsFor('opportunity', { name: 'Gone', companyId: company }, goneId()) }),
        'contact inactive there': async () => quote({ contactId: await standsFor('contact', person('idle'), contactRow(0)) }),
        'contact of another company': async () => {
          const other = row('Companies', { ...COMPANY, companyName: 'Other' });
          return quote({ contactId: await standsFor('contact', person('stray'), contactRow(1, other)) });
        },
        'company that Autotask refuses': async () => quote({ companyId: await make('company', { name: 'No telephone' }) }),
        'contact that Autotask refuses': async () =>
          quote({ contactId: await make('contact', { ...person('long'), firstName: 'x'.repeat(51) }) }),
        'product inactive there': () => standing(standsFor('product', { name: 'Old' }, productRow(false))),
        'product deleted there': () => standing(standsFor('product', { name: 'Lost' }, goneId())),
        'product with a retired billing code': () => standing(make('product', { name: 'New', categoryId: category })),
        'product with a billing code of another use': () => standing(make('product', { name: 'New', categoryId: wrongCategory })),
        'labour without a role': () => withLine('Hours', { kind: 'labour' }),
        'labour of an inactive role': async () => {
          const role = `role:${found('Roles', 'name', 'Retired Role')}`;
          retiredLabour ??= await standsFor('product', { name: 'Retired' }, role);
          return withLine('Hours', { kind: 'labour', productId: retiredLabour });
        },
        'service unknown there': async () =>
          withLine('Care', { kind: 'service', serviceId: await make('service', { name: 'Unknown' }) }),
        'line name too long': () => withLine('x'.repeat(101), { kind: 'product', productId: product }),
      },
    };
  };
}
