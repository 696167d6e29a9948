import { CONTRACT_TYPE_RECURRING } from '../../metadata/picklists.ts';
import { TEXT } from '../../refusal.ts';
import type { Row } from '../../store/table.ts';
import type { Tenant } from '../../tenant.ts';
import { checkContactOfCompany } from './company.rules.ts';
import { amend, amount, type EntityRules, type Proposal, type Values } from './entity-rules.ts';

/** autotask.md 5.22. */
export const contractRules: EntityRules = { check: checkContactOfCompany };

export const contractServiceRules: EntityRules = {
  check: (proposal) => [...checkContractType(proposal), ...(proposal.previous ? [] : checkRepeated(proposal))],
  derive: ({ tenant, previous, values }) =>
    previous ? {} : { unitPrice: tenant.database.row('Services', values['serviceID'])?.values['unitPrice'] ?? null },
};

function checkContractType({ tenant, values }: Proposal): string[] {
  const contract = tenant.database.row('Contracts', values['contractID']);
  const fits = !contract || contract.values['contractType'] === CONTRACT_TYPE_RECURRING;
  return fits ? [] : ['The contract must be a recurring service contract.'];
}

function checkRepeated({ tenant, values }: Proposal): string[] {
  return findService(tenant, values) ? ['The service already exists on the contract.'] : [];
}

/** Units change by adjustments only; one for a service that the contract lacks creates it. */
export const adjustmentRules: EntityRules = {
  check(proposal) {
    const { tenant, values } = proposal;
    const isAddressed = (values['contractServiceID'] ?? null) !== null || (values['serviceID'] ?? null) !== null;
    const existing = (values['serviceID'] ?? null) === null ? undefined : findService(tenant, values);
    const isRepeated =
      existing !== undefined && (values['contractServiceID'] ?? null) === null && values['allowRepeatService'] === false;
    return [
      ...checkContractType(proposal),
      ...(isAddressed ? [] : [TEXT.required('contractServiceID')]),
      ...(isRepeated ? ['The service already exists on the contract.'] : []),
    ];
  },
  follow(tenant, { kind, after }) {
    if (kind !== 'create' || !after) return;
    const service =
      tenant.database.row('ContractServices', after.values['contractServiceID']) ??
      findService(tenant, after.values) ??
      addService(tenant, after.values);
    const { adjustedUnitPrice = null, adjustedUnitCost = null } = after.values;
    amend(tenant, 'ContractServices', service.id, {
      ...(adjustedUnitPrice === null ? {} : { adjustedPrice: adjustedUnitPrice }),
      ...(adjustedUnitCost === null ? {} : { unitCost: adjustedUnitCost }),
    });
    changeUnits(tenant, service, after.values);
  },
};

function findService({ database }: Tenant, { contractID, serviceID }: Values): Row | undefined {
  return database.find(
    'ContractServices',
    ({ values }) => values['contractID'] === contractID && values['serviceID'] === serviceID,
  );
}

function addService({ database }: Tenant, { contractID = null, serviceID = null, quoteItemID = null }: Values): Row {
  const service = database.row('Services', serviceID)?.values ?? {};
  const prices = { unitPrice: service['unitPrice'] ?? null, unitCost: service['unitCost'] ?? null };
  return database.table('ContractServices').insert({ contractID, serviceID, quoteItemID, ...prices });
}

/** A new period with the changed units, up to the end of the contract. */
function changeUnits(
  { database }: Tenant,
  { id, values: service }: Row,
  { effectiveDate = null, unitChange = null }: Values,
): void {
  const earlier = database.filter('ContractServiceUnits', ({ values }) => values['contractServiceID'] === id).at(-1);
  database.table('ContractServiceUnits').insert({
    contractID: service['contractID'] ?? null,
    serviceID: service['serviceID'] ?? null,
    contractServiceID: id,
    startDate: effectiveDate,
    endDate: database.row('Contracts', service['contractID'])?.values['endDate'] ?? null,
    units: amount(earlier?.values['units']) + amount(unitChange),
    price: service['adjustedPrice'] ?? service['unitPrice'] ?? null,
    cost: service['unitCost'] ?? null,
  });
}
