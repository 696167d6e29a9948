import type { EntityDefinition } from './entity-definition.ts';
import { defineEntity } from './field-notation.ts';

/** What webhooks exist for (autotask.md 6.1): the watched entity, and its names in payloads and error logs. */
export interface WebhookFamily {
  /** The watched entity. */
  watched: string;
  /** `EntityType` of the payload, which keeps a SOAP name for companies. */
  payloadType: string;
  webhooks: string;
  fields: string;
  udfFields: string;
  excludedResources: string;
  /** Field of `WebhookEventErrorLogs`. */
  errorLogField: string;
}

function family(watched: string, singular: string, payloadType: string): WebhookFamily {
  return {
    watched,
    payloadType,
    webhooks: `${singular}Webhooks`,
    fields: `${singular}WebhookFields`,
    udfFields: `${singular}WebhookUdfFields`,
    excludedResources: `${singular}WebhookExcludedResources`,
    errorLogField: `${payloadType.toLowerCase()}WebhookID`,
  };
}

export const WEBHOOK_FAMILIES: readonly WebhookFamily[] = [
  family('Companies', 'Company', 'Account'),
  family('Contacts', 'Contact', 'Contact'),
  family('Tickets', 'Ticket', 'Ticket'),
];

function familyEntities({ webhooks, fields, udfFields, excludedResources }: WebhookFamily): EntityDefinition[] {
  const singular = (name: string): string => name.slice(0, -1);
  const child = (name: string, segment: string, columns: string): EntityDefinition =>
    defineEntity({
      name,
      singular: singular(name),
      operations: 'QCUD',
      parent: { entity: webhooks, segment, field: 'webhookID' },
      fields: `webhookID* int once →${singular(webhooks)}\n${columns}`,
    });
  return [
    defineEntity({
      name: webhooks,
      singular: singular(webhooks),
      operations: 'QCUD',
      fields: `
        name* string(50)
        webhookUrl* string(500)
        deactivationUrl* string(500)
        secretKey* string(64) nq
        isActive* bool
        sendThresholdExceededNotification* bool
        isSubscribedToCreateEvents bool =false
        isSubscribedToUpdateEvents bool =false
        isSubscribedToDeleteEvents bool =false
        notificationEmailAddress string(150)
        isReady bool ro =false
        webhookGUID string(36) ro
        ownerResourceID int ro →Resource
      `,
    }),
    child(fields, 'Fields', 'fieldID* int once pl\nisSubscribedField* bool\nisDisplayAlwaysField* bool'),
    child(
      udfFields,
      'UdfFields',
      'udfFieldID* int once →UserDefinedFieldDefinition\nisSubscribedField* bool\nisDisplayAlwaysField* bool',
    ),
    child(excludedResources, 'ExcludedResources', 'resourceID* int once →Resource'),
  ];
}

/** autotask.md section 6. */
export const WEBHOOK_ENTITIES = [
  ...WEBHOOK_FAMILIES.flatMap(familyEntities),
  defineEntity({
    name: 'WebhookEventErrorLogs',
    singular: 'WebhookEventErrorLog',
    operations: 'QD',
    stamps: { created: ['createDateTime'] },
    fields: `
      accountWebhookID int ro →CompanyWebhook
      contactWebhookID int ro →ContactWebhook
      ticketWebhookID int ro →TicketWebhook
      configurationItemWebhookID int ro
      sequenceNumber int ro
      payload string(8000) ro
      errorMessage string(8000) ro
      createDateTime datetime ro
    `,
  }),
];
