import type { Json } from '../../http/json-text.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/entity-definition.ts';
import { showCustomFields } from '../store/custom-fields.ts';
import type { Row, Values } from '../store/database.ts';
import { showInstant } from '../store/instant.ts';
import { LOOKUP, lookupIdOf, lookupNumber, lookupRow, stageRow } from '../store/lookups.ts';
import type { Tenant } from '../tenant.ts';

/** `list`: a row of a list; `lines`: with its lines; `full`: everything (halopsa.md 5). */
export type Depth = 'list' | 'lines' | 'full';

export function toJson(tenant: Tenant, entity: EntityDefinition, row: Row, depth: Depth = 'full'): Record<string, Json> {
  const json: Record<string, Json> = {};
  for (const field of entity.fields) {
    if (!isShown(field, depth, tenant)) continue;
    json[field.name] = showValue(tenant, entity, { field, value: row.values[field.name] ?? null });
    if (field.companion !== undefined) json[field.companion] = nameOf(tenant, field, row.values[field.name]);
  }
  Object.assign(json, identityOf(tenant, entity, row), LATER[entity.name]?.(tenant, row, depth));
  if (depth !== 'full') return json;
  if (entity.hasCustomFields) json['customfields'] = showCustomFields(tenant, entity, row);
  const links = linksOf(tenant, entity, row);
  return links.length > 0 ? { ...json, external_links: links } : json;
}

function isShown({ isHidden, isListed, isInListSchema, kind }: FieldDefinition, depth: Depth, { switches }: Tenant): boolean {
  const isInList = isListed || (isInListSchema && switches.listMembers === 'published');
  return !isHidden && (depth === 'full' || isInList || (depth === 'lines' && kind === 'lines'));
}

function showValue(tenant: Tenant, entity: EntityDefinition, { field, value }: { field: FieldDefinition; value: Json }): Json {
  if (field.kind === 'date') return showInstant(value as string | null, tenant.switches);
  if (field.kind === 'lines') return ((value ?? []) as readonly Values[]).map((line) => showLine(tenant, entity, line));
  return value;
}

function showLine({ switches }: Tenant, { lineFields }: EntityDefinition, line: Values): Json {
  const shown = lineFields.map(({ name, kind }): [string, Json] => {
    const value = line[name] ?? null;
    return [name, kind === 'date' ? showInstant(value as string | null, switches) : value];
  });
  return Object.fromEntries(shown);
}

function nameOf({ database }: Tenant, { referenceTo = '' }: FieldDefinition, id: unknown): Json {
  return database.row(referenceTo, id)?.values['name'] ?? null;
}

/** What a row is shown under where that is not its number. */
function identityOf(tenant: Tenant, { name, hasGuid }: EntityDefinition, row: Row): Record<string, Json> {
  if (hasGuid) return { id: row.values['guid'] ?? null };
  return name === 'Lookup' ? { id: lookupCode(tenant, row), lookupid: lookupIdOf(tenant, row) } : { id: row.id };
}

/** What goes into the fields that choose from the lookup. */
function lookupCode(tenant: Tenant, row: Row): Json {
  return row.values['lookupid'] === LOOKUP.lookupTypes ? lookupNumber(tenant, row) : (row.values['code'] ?? null);
}

/** Read-only members that are worked out when somebody looks. */
const LATER: Readonly<Record<string, (tenant: Tenant, row: Row, depth: Depth) => Record<string, Json>>> = {
  Site: (tenant, { values }, depth) => ({
    clientsite_name: `${textOf(tenant.database.row('Client', values['client_id'])?.values['name'])}/${textOf(values['name'])}`,
    ...(depth === 'full' ? flatAddress(values['delivery_address'] ?? null) : {}),
  }),
  Quotation: (tenant, { values }) => ({
    status_name: lookupRow(tenant, LOOKUP.quoteStatus, values['status'])?.values['name'] ?? null,
  }),
  Tickets: (tenant, { values }) =>
    tenant.switches.pipelineStages
      ? { pipeline_stage_name: stageRow(tenant, values['pipeline_stage_id'])?.values['name'] ?? null }
      : { pipeline_stage_id: null, pipeline_stage_name: null },
  Lookup: ({ switches }, { values }) =>
    values['lookupid'] === LOOKUP.quoteStatus && switches.quoteStatusValues === 'use' ? { value2: values['use'] ?? null } : {},
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const ADDRESS_LINES = ['line1', 'line2', 'line3', 'line4', 'postcode'];

/** The flat copies that a site shows of its delivery address. */
function flatAddress(address: Json): Record<string, Json> {
  const lines = address !== null && typeof address === 'object' && !Array.isArray(address) ? (address as Values) : {};
  return Object.fromEntries(ADDRESS_LINES.map((name, index) => [`delivery_address_line${index + 1}`, lines[name] ?? null]));
}

function linksOf(tenant: Tenant, { name }: EntityDefinition, row: Row): Json[] {
  return tenant.database
    .filter('ExternalLink', ({ values }) => values['entity'] === name && values['halo_id'] === row.id)
    .map(({ id, values }) => ({
      id,
      third_party_id: values['third_party_id'] ?? null,
      third_party_desc: values['third_party_desc'] ?? null,
      third_party_url: values['third_party_url'] ?? null,
      module_id: values['module_id'] ?? null,
    }));
}

/** JSON with the doubles of halopsa.md 4 written as `12.0`; quotes inside of texts are escaped, so only members are met. */
export function toText({ switches }: Tenant, entity: EntityDefinition, value: unknown): string {
  const text = JSON.stringify(value);
  const doubles = entity.fields.filter(({ isDouble }) => isDouble).map(({ name }) => name);
  if (!switches.fractionalIds || doubles.length === 0) return text;
  return text.replace(new RegExp(`("(?:${doubles.join('|')})":-?\\d+)(?=[,}])`, 'g'), '$1.0');
}
