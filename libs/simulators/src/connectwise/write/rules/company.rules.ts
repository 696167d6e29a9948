import { jsonText } from '../../../http/json-text.ts';
import type { CommunicationItem } from '../../store/communications.ts';
import { communicationsOf } from '../../store/communications.ts';
import { amend, defaultOf, insertRow, problem, type EntityRules, type Proposal } from '../proposal.ts';

const ADDRESS = ['addressLine1', 'addressLine2', 'city', 'state', 'zip', 'country'];

/** connectwise.md 11, Company. */
export const companyRules: EntityRules = {
  check({ tenant, values }) {
    const hasAddress = ADDRESS.some((field) => (values[field] ?? null) !== null && values[field] !== '');
    const errors = [];
    if (tenant.switches.addressRequired && !hasAddress)
      errors.push(problem('company', 'MissingRequiredField', 'addressLine1', 'At least one address field is required.'));
    const parent = values['parentCompany'];
    const status = tenant.database.row('Company Status', tenant.database.row('Company', parent)?.values['status']);
    if (status?.values['disallowSavingFlag'] === true)
      errors.push(problem('company', 'InvalidField', 'parentCompany/id', `Company ${jsonText(parent)} does not allow saving.`));
    return errors;
  },
  derive: ({ tenant, previous, values }) => ({
    status: values['status'] ?? defaultOf(tenant, 'Company Status'),
    ...(previous ? {} : { types: values['types'] ?? [] }),
  }),
  checkDelete({ database }, { id }) {
    const isUsed = ['Contact', 'Opportunity', 'Ticket', 'Agreement', 'Order'].some((name) =>
      database.find(name, ({ values }) => values['company'] === id),
    );
    return isUsed ? 'Company is in use and cannot be deleted.' : undefined;
  },
  follow(tenant, { action, after, memberId }) {
    if (action !== 'added' || !after || !tenant.switches.addressBuildsSite) return;
    const { addressLine1, addressLine2, city, zip, country } = after.values;
    const address = { addressLine1, addressLine2, city, zip, country };
    const flags = { primaryAddressFlag: true, defaultShippingFlag: true, defaultBillingFlag: true, defaultMailingFlag: true };
    const given = Object.fromEntries(Object.entries(address).map(([name, value]) => [name, value ?? null]));
    const site = insertRow(
      tenant,
      'Site',
      { name: 'Main', company: after.id, ...given, ...flags, inactiveFlag: false },
      memberId,
    );
    amend(tenant, 'Company', after.id, { site: site.id });
  },
};

/** connectwise.md 11, Contact. */
export const contactRules: EntityRules = {
  check: (proposal) => [...checkDuplicate(proposal), ...checkSite(proposal)],
  derive({ previous, values, tenant }) {
    const phone = primaryOf(communicationsOf({ values }), 'Phone');
    const type = phone && tenant.database.row('Communication Type', phone.type)?.values['description'];
    return {
      types: previous ? (previous.values['types'] ?? []) : (values['typeIds'] ?? []),
      defaultPhoneType: type ?? null,
      defaultPhoneNbr: phone?.value ?? null,
      defaultPhoneExtension: phone?.extension ?? null,
    };
  },
  follow(tenant, { action, after }) {
    const company = tenant.database.row('Company', after?.values['company']);
    if (action === 'added' && after && company && (company.values['defaultContact'] ?? null) === null)
      amend(tenant, 'Company', company.id, { defaultContact: after.id });
  },
};

function primaryOf(items: readonly CommunicationItem[], kind: string): CommunicationItem | undefined {
  const fit = items.filter(({ communicationType }) => communicationType === kind);
  return fit.find(({ defaultFlag }) => defaultFlag) ?? fit[0];
}

/** The same name and e-mail in the same company is a duplicate, unless the caller waives the check. */
function checkDuplicate({ tenant, previous, values, sent }: Proposal) {
  if (previous || sent['ignoreDuplicates'] === true || (values['company'] ?? null) === null) return [];
  const email = primaryOf(communicationsOf({ values }), 'Email')?.value.toLowerCase();
  if (email === undefined) return [];
  const twin = tenant.database.find(
    'Contact',
    (row) =>
      row.values['company'] === values['company'] &&
      row.values['firstName'] === values['firstName'] &&
      (row.values['lastName'] ?? null) === (values['lastName'] ?? null) &&
      communicationsOf(row).some(({ value }) => value.toLowerCase() === email),
  );
  return twin ? [problem('contact', 'ObjectExists', 'firstName', 'A matching contact already exists')] : [];
}

function checkSite({ tenant, values }: Proposal) {
  const site = tenant.database.row('Site', values['site']);
  if (!site || site.values['company'] === values['company']) return [];
  const message = `Site ${site.id} not found for Company ${jsonText(values['company'])}`;
  return [problem('contact', tenant.switches.badReferenceCode, 'site/id', message)];
}
