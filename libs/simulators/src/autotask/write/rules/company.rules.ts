import { TEXT } from '../../refusal.ts';
import { amend, type EntityRules, type Proposal, type Values } from './entity-rules.ts';

const BILL_TO_ERROR_ID = 1_166;

/** autotask.md 5.1. */
export const companyRules: EntityRules = {
  check({ tenant, previous, values }) {
    const lacksBillTo = tenant.switches.companyNeedsBillToAddress && !previous && (values['billToAddressToUse'] ?? null) === null;
    return lacksBillTo ? [TEXT.unexpected(BILL_TO_ERROR_ID)] : [];
  },
  derive({ tenant, previous, personId, isApi }): Values {
    if (!previous) return { createdByResourceID: personId };
    const keepsTemplate = tenant.switches.invoiceTemplatePatchIgnored && isApi;
    return keepsTemplate ? { invoiceTemplateID: previous.values['invoiceTemplateID'] ?? null } : {};
  },
};

/** autotask.md 5.26: a note is activity of its company and, where it names one, of its opportunity. */
export const companyNoteRules: EntityRules = {
  check: checkContactOfCompany,
  follow(tenant, { after, at }) {
    amend(tenant, 'Companies', after?.values['companyID'], { lastActivityDate: at });
    amend(tenant, 'Opportunities', after?.values['opportunityID'], { lastActivity: at });
  },
};

/** A contact must be one of the company (autotask.md 4); looked at whenever one of the two is sent. */
export function checkContactOfCompany({ tenant, values, sent }: Proposal): string[] {
  if (!('contactID' in sent) && !('companyID' in sent)) return [];
  const contact = tenant.database.row('Contacts', values['contactID']);
  return contact && contact.values['companyID'] !== values['companyID'] ? [TEXT.contactOfOther] : [];
}
