import type { EntityDefinition, Json } from '../metadata/entity-definition.ts';
import { refuse } from '../refusal.ts';
import type { Row } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import { childValues, customEntries } from './child-values.ts';
import { parseConditions, type Comparison, type Expression } from './parse-conditions.ts';
import { findRowField } from './row-fields.ts';
import { compileTest, type ValueTest } from './value-test.ts';

export type RowTest = (row: Row) => boolean;

/** The three parameters that filter; empty ones filter nothing. */
export interface Filters {
  conditions?: string | undefined;
  childConditions?: string | undefined;
  customFieldConditions?: string | undefined;
}

/** @throws AppError a 400, as connectwise.md 5 and 8 have it */
export function compileFilters(tenant: Tenant, entity: EntityDefinition, filters: Filters): RowTest {
  const code = tenant.switches.badConditionsCode;
  const compile = (text: string | undefined, leaf: (comparison: Comparison) => RowTest): RowTest[] =>
    text === undefined || text.trim() === '' ? [] : [combine(parseConditions(text, code), leaf)];
  const tests = [
    ...compile(filters.conditions, (comparison) => ownLeaf(tenant, entity, comparison)),
    ...compile(filters.childConditions, (comparison) => childLeaf(tenant, entity, comparison)),
    ...customTests(tenant, entity, filters.customFieldConditions),
  ];
  return (row) => tests.every((test) => test(row));
}

function combine<Subject>(
  expression: Expression,
  leaf: (comparison: Comparison) => (subject: Subject) => boolean,
): (subject: Subject) => boolean {
  if (expression.op === 'not') {
    const inner = combine((expression as { part: Expression }).part, leaf);
    return (subject) => !inner(subject);
  }
  if (expression.op !== 'and' && expression.op !== 'or') return leaf(expression as Comparison);
  const tests = (expression as { parts: readonly Expression[] }).parts.map((part) => combine(part, leaf));
  return expression.op === 'and'
    ? (subject) => tests.every((test) => test(subject))
    : (subject) => tests.some((test) => test(subject));
}

function ownLeaf({ database, switches }: Tenant, entity: EntityDefinition, comparison: Comparison): RowTest {
  const code = switches.badConditionsCode;
  const found = findRowField(entity, comparison.field, database);
  if (found === 'array') throw refuse(400, 'ApiFindCondition', `'${comparison.field}' is an array; use childConditions.`);
  if (found === 'unknown') throw refuse(400, code, `'${comparison.field}' is not a field of ${entity.typeName}.`);
  const test = compileTest(comparison, found.type, code);
  return (row) => test(found.valueOf(row));
}

/** A comparison holds when it does for one of the children, so two of them may hold for different ones. */
function childLeaf(tenant: Tenant, entity: EntityDefinition, comparison: Comparison): RowTest {
  const code = tenant.switches.badConditionsCode;
  const found = childValues(tenant.database, entity, comparison.field);
  if (!found) throw refuse(400, code, `'${comparison.field}' is not a child of ${entity.typeName}.`);
  const test = compileTest(comparison, found.type, code);
  return (row) => found.valuesOf(row).some(test);
}

/** All of it holds for one user-defined field. */
function customTests(tenant: Tenant, entity: EntityDefinition, text: string | undefined): RowTest[] {
  if (text === undefined || text.trim() === '') return [];
  const code = tenant.switches.badConditionsCode;
  const test = combine(parseConditions(text, code), (comparison) => {
    const name = comparison.field.toLowerCase();
    if (!['id', 'caption', 'value', 'type'].includes(name))
      throw refuse(400, code, `'${comparison.field}' is not a field of CustomFieldValue.`);
    const fits: ValueTest = compileTest(comparison, undefined, code);
    return (entry: Readonly<Record<string, Json>>) => fits(entry[name] ?? null);
  });
  const definitions = tenant.database.customFields(entity);
  return [(row) => customEntries(definitions, row).some(test)];
}
