import { emptyAnswer, jsonAnswer, type HttpAnswer } from '../../http/exchange.ts';
import { isWebhookField, type EntityDefinition, type FieldDefinition } from '../metadata/entity-definition.ts';
import { UDF_DATA_TYPE } from '../metadata/picklists.ts';
import { ENTITIES } from '../metadata/registry.ts';
import type { UdfDefinition } from '../store/udf-catalogue.ts';
import { isDenied, type Action, type Tenant } from '../tenant.ts';
import { UDF_LENGTH } from '../write/validate.ts';

/** `{E}/entityInformation` and what lies below it (autotask.md 2.6). */
export function answerInformation(tenant: Tenant, entity: EntityDefinition, part: 'info' | 'fields' | 'udfs'): HttpAnswer {
  if (part === 'info') return jsonAnswer(200, { info: describeEntity(tenant, entity) });
  if (part === 'fields')
    return jsonAnswer(200, { fields: presentFields(tenant, entity).map((field) => describeField(tenant, entity, field)) });
  if (entity.udfType === undefined && tenant.switches.noUdfInformation === '404') return emptyAnswer(404);
  return jsonAnswer(200, { fields: tenant.database.udfs(entity).map((udf) => describeUdf(entity, udf)) });
}

export function answerRootInformation(tenant: Tenant): HttpAnswer {
  return jsonAnswer(200, { entityDescriptions: ENTITIES.map((entity) => ({ info: describeEntity(tenant, entity) })) });
}

function describeEntity({ security }: Tenant, entity: EntityDefinition) {
  const can = (letter: string): boolean => entity.operations.includes(letter);
  const access = (letter: string, action: Action): string =>
    can(letter) && !isDenied(security, entity.name, action) ? 'All' : 'None';
  return {
    name: entity.singular,
    canCreate: can('C'),
    canDelete: can('D'),
    canQuery: can('Q'),
    canUpdate: can('U'),
    userAccessForCreate: access('C', 'create'),
    userAccessForDelete: access('D', 'delete'),
    userAccessForQuery: access('Q', 'query'),
    userAccessForUpdate: access('U', 'update'),
    hasUserDefinedFields: entity.udfType !== undefined,
    supportsWebhookCallouts: entity.supportsWebhooks,
  };
}

function presentFields({ switches }: Tenant, entity: EntityDefinition): readonly FieldDefinition[] {
  return entity.fields.filter(({ name }) => !switches.absentFields.includes(`${entity.name}.${name}`));
}

function describeField({ database }: Tenant, entity: EntityDefinition, field: FieldDefinition) {
  const isPickList = field.picklist !== undefined;
  return {
    name: field.name,
    dataType: field.dataType,
    length: field.length,
    isRequired: field.isRequired,
    isReadOnly: field.readOnly === 'always',
    isQueryable: field.isQueryable,
    isReference: field.referenceTo !== undefined,
    referenceEntityType: field.referenceTo ?? '',
    isPickList,
    picklistValues: isPickList ? database.picklist(entity, field) : null,
    picklistParentValueField: field.name === 'subIssueType' ? 'issueType' : '',
    isSupportedWebhookField: entity.supportsWebhooks && isWebhookField(field),
  };
}

const UDF_TYPES: Readonly<Record<number, string>> = {
  [UDF_DATA_TYPE.number]: 'double',
  [UDF_DATA_TYPE.date]: 'datetime',
};

function describeUdf(entity: EntityDefinition, udf: UdfDefinition) {
  return {
    id: udf.id,
    name: udf.name,
    label: udf.name,
    type: UDF_TYPES[udf.dataType] ?? 'string',
    dataType: udf.dataType,
    length: UDF_LENGTH,
    description: udf.description,
    isRequired: udf.isRequired,
    isReadOnly: !udf.isSupported,
    isQueryable: udf.isSupported,
    isReference: udf.dataType === UDF_DATA_TYPE.reference,
    referenceEntityType: '',
    isPickList: udf.picklistValues !== undefined,
    picklistValues: udf.picklistValues ?? null,
    picklistParentValueField: '',
    defaultValue: udf.defaultValue,
    isSupportedWebhookField: entity.supportsWebhooks && udf.isSupported,
  };
}
