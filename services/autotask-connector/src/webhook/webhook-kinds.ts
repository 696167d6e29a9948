/** The entities whose changes Autotask pushes to us (AT-104, SY-20), and the fields whose change counts: all that we read. */
export const WEBHOOK_KINDS = [
  {
    entityType: 'company',
    entity: 'CompanyWebhooks',
    errorField: 'accountWebhookID',
    fields: [
      ...['companyName', 'companyNumber', 'companyType', 'phone', 'webAddress', 'taxID', 'currencyID', 'isActive'],
      ...['address1', 'address2', 'city', 'state', 'postalCode', 'countryID'],
    ],
  },
  {
    entityType: 'contact',
    entity: 'ContactWebhooks',
    errorField: 'contactWebhookID',
    fields: ['companyID', 'firstName', 'lastName', 'emailAddress', 'phone', 'mobilePhone', 'title', 'isActive'],
  },
] as const;

export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** Autotask names the parts of a webhook after it: `CompanyWebhookFields`. */
export function partOf({ entity }: WebhookKind, part: 'Fields' | 'ExcludedResources'): string {
  return entity.replace(/s$/, part);
}
