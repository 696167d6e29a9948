import { AppError, isAppError } from '@psa-bridge/core';
import { jsonText } from '../http/json-text.ts';

const CODE = 'autotask_refusal';

/** Business and validation errors come as HTTP 500 with `{"errors": […]}` (autotask.md 4). */
export function refusal(...errors: string[]): AppError {
  return new AppError(errors.join(' '), { code: CODE, kind: 'rejected', details: { errors }, expected: true });
}

/** The texts of a refusal; undefined for any other throwable. */
export function refusalErrors(error: unknown): readonly string[] | undefined {
  return isAppError(error) && error.code === CODE ? (error.details['errors'] as readonly string[]) : undefined;
}

export const TEXT = {
  integrationCode: 'IntegrationCode is invalid.',
  zone: 'Zone information could not be determined',
  orLimit: "Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.",
  unknownField: (field: string, entity: string) => `Unable to find ${field} in the ${entity} Entity.`,
  conversion: (value: string) => `Conversion failed when converting the varchar value '${value}' to data type int.`,
  required: (field: string) => `Value does not exist for the required field ${field}`,
  requiredPicklist: (field: string) => `Value does not reference an existing entity for ${field} .`,
  reference: (field: string, entity: string) =>
    `Reference value on field: ${field} of type: ${entity} does not exist or is invalid.`,
  referenceOlder: (field: string, value: unknown) => `${field}: Value ${jsonText(value)} does not exist or is invalid`,
  picklist: (value: unknown, field: string) => `Picklist value [${jsonText(value)}] does not exist for ${field}`,
  tooLong: (field: string, length: number) => `${field} must be less than or equal to ${length} characters`,
  contactOfOther: 'companyID is not associated with contactID',
  notOfCompany: (field: string) => `Value does not reference an existing entity for ${field}.`,
  noMatch: (action: string) =>
    `No message. No matching records found. The logged in Resource may not have the required permissions to ${action} the data.`,
  permission: (action: string) => `The logged in Resource does not have the adequate permissions to ${action} this entity type.`,
  unexpected: (id: number) =>
    `An unexpected error has occurred. If the problem persists, please contact Autotask Support and reference Error ID: ${id}`,
  threads: (limit: number, method: string) =>
    `The Autotask API thread threshold of ${limit} threads has been exceeded. Method: ${method}, Error Code: Itgenatr005`,
  parse: (character: string, path: string) =>
    `Unexpected character encountered while parsing value: ${character}. Path '${path}', line 1.`,
  convert: (type: string, value: unknown, path: string) =>
    `Could not convert string to ${type}: ${jsonText(value)}. Path '${path}', line 1.`,
} as const;
