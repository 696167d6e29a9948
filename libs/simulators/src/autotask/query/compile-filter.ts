import type { IdRange } from '../../store/id-table.ts';
import type { EntityDefinition, FieldDefinition } from '../metadata/entity-definition.ts';
import { UDF_DATA_TYPE } from '../metadata/picklists.ts';
import { refusal, TEXT } from '../refusal.ts';
import type { UdfDefinition } from '../store/udf-catalogue.ts';
import type { Row } from '../store/table.ts';
import { compileTest, type ConditionRules } from './condition-test.ts';
import type { Condition, Filter } from './query.ts';

export type RowTest = (row: Row) => boolean;

export interface Compilation {
  entity: EntityDefinition;
  udfs: readonly UdfDefinition[];
  rules: ConditionRules;
  /** Fields, as Entities.field, that cannot be asked for. */
  hiddenFields: readonly string[];
}

/** @throws AppError a refusal, for an unknown or not queryable field and for values of the wrong kind */
export function compileFilter(filter: Filter, compilation: Compilation): RowTest {
  if (!('items' in filter)) return filter.isUdf ? compileUdf(filter, compilation) : compileField(filter, compilation);
  const tests = filter.items.map((item) => compileFilter(item, compilation));
  const [only] = tests;
  if (tests.length === 1 && only) return only;
  return filter.op === 'and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
}

function compileField(condition: Condition, { entity, rules, hiddenFields }: Compilation): RowTest {
  const field = entity.fieldByName.get(condition.field.toLowerCase());
  if (!field?.isQueryable || hiddenFields.includes(`${entity.name}.${field.name}`)) {
    throw refusal(TEXT.unknownField(condition.field, entity.singular));
  }
  const test = compileTest(field, condition.op, condition.value, rules);
  if (field.name === 'id') return (row) => test(row.id);
  const { name } = field;
  return (row) => test(row.values[name] ?? null);
}

function compileUdf(condition: Condition, { entity, udfs, rules }: Compilation): RowTest {
  const udf = udfs.find((candidate) => candidate.name.toLowerCase() === condition.field.toLowerCase());
  if (!udf?.isSupported) throw refusal(TEXT.unknownField(condition.field, entity.singular));
  const test = compileTest(udfAsField(udf), condition.op, condition.value, rules);
  const isNumeric = udf.dataType === UDF_DATA_TYPE.number;
  return (row) => {
    const value = row.udfs[udf.name];
    if (value === undefined) return test(null);
    return test(isNumeric ? Number(value) : value);
  };
}

/** A UDF's values are text, whatever the type; numbers compare as numbers. */
function udfAsField({ name, dataType }: UdfDefinition): FieldDefinition {
  return {
    name,
    dataType: dataType === UDF_DATA_TYPE.number ? 'decimal' : 'string',
    length: 0,
    isRequired: false,
    readOnly: 'never',
    isQueryable: true,
    isDateOnly: false,
    referenceTo: undefined,
    picklist: undefined,
    defaultValue: undefined,
  };
}

/** The ids among which all matches lie, so that a page of an id walk need not look at the rows before it. */
export function idRange(filter: Filter): Required<Pick<IdRange, 'from' | 'to'>> {
  if ('items' in filter) {
    if (filter.op === 'or' && filter.items.length > 1) return EVERYTHING;
    return filter.items.map(idRange).reduce(intersection, EVERYTHING);
  }
  if (filter.isUdf || filter.field.toLowerCase() !== 'id') return EVERYTHING;
  return rangeOf(filter);
}

const EVERYTHING = { from: -Infinity, to: Infinity };
type Range = typeof EVERYTHING;

function intersection(one: Range, other: Range): Range {
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

function rangeOf({ op, value }: Condition): Range {
  if (op === 'in') {
    const ids = (value as readonly unknown[]).filter((id) => typeof id === 'number');
    return ids.length === 0 ? EVERYTHING : { from: Math.min(...ids), to: Math.max(...ids) };
  }
  if (typeof value !== 'number') return EVERYTHING;
  if (op === 'eq') return { from: value, to: value };
  if (op === 'gt') return { from: Math.floor(value) + 1, to: Infinity };
  if (op === 'gte') return { from: Math.ceil(value), to: Infinity };
  if (op === 'lt') return { from: -Infinity, to: Math.ceil(value) - 1 };
  if (op === 'lte') return { from: -Infinity, to: Math.floor(value) };
  return EVERYTHING;
}
