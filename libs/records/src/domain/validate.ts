import { invalidInput, type AppError } from '@psa-bridge/core';
import type { z } from 'zod';
import { recordSchemas, type RecordData, type RecordType } from './record-types.ts';

/** A field and what is wrong with it, in words that say what to do. */
export interface Problem {
  field: string;
  message: string;
}

/** The data as our schema wants it, or what is wrong with it. */
export function checkRecord<Type extends RecordType>(
  type: Type,
  data: unknown,
): { data: RecordData<Type> } | { problems: readonly Problem[] } {
  const result = recordSchemas[type].safeParse(data);
  if (result.success) return { data: result.data as RecordData<Type> };
  return { problems: result.error.issues.flatMap((issue) => problemsOf(type, issue)) };
}

/** @throws AppError `invalid_record`, whose message and `details.problems` name the fields. */
export function parseRecord<Type extends RecordType>(type: Type, data: unknown): RecordData<Type> {
  const result = checkRecord(type, data);
  if ('problems' in result) throw invalidRecord(result.problems);
  return result.data;
}

export function invalidRecord(problems: readonly Problem[]): AppError {
  return invalidInput('invalid_record', explain(problems), { details: { problems }, expected: true });
}

export function explain(problems: readonly Problem[]): string {
  return problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('; ');
}

function problemsOf(type: RecordType, issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({
    field: [...path, key].join('.'),
    message: `is not a field of a ${type.replace('_', ' ')}: leave it out`,
  }));
}
