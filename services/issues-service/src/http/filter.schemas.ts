import { z } from 'zod';
import { ISSUE_LEVELS, SEVERITIES } from '../domain/issue.ts';

const MOST = 50;
/** One by one, by somebody who looked at each. */
const MOST_CHOSEN = 200;

/** `a,b` as a list of alternatives. */
export function listOf<Value extends string>(item: z.ZodType<Value, Value>) {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1).max(MOST));
}

export const name = z.string().min(1).max(200);
const search = z.string().max(200).describe('Words that must all occur');
const muted = z.enum(['included', 'only']).describe('What is muted is left out, unless it is asked for');

/** Which issues are meant, in the query of a list. */
export const filterQuery = {
  search: search.optional(),
  level: listOf(z.enum(ISSUE_LEVELS)).optional(),
  severity: listOf(z.enum(SEVERITIES)).optional(),
  code: listOf(name).optional(),
  integrationId: listOf(name).optional(),
  entityType: listOf(name).optional(),
  operation: listOf(name).optional(),
  owner: listOf(name).optional(),
  cause: listOf(name).optional(),
  muted: muted.optional(),
};

const values = z.array(name).min(1).max(MOST).optional();
/** To the letter, as a part of a split cause names them. */
const words = z.array(z.string().max(2_100)).min(1).max(MOST).optional();

/** The same in the body of an action for all. */
export const IssueFilterBody = z
  .strictObject({
    id: z.array(name).min(1).max(MOST_CHOSEN).optional().describe('These alone'),
    search: search.optional(),
    level: z.array(z.enum(ISSUE_LEVELS)).min(1).max(MOST).optional(),
    severity: z.array(z.enum(SEVERITIES)).min(1).max(MOST).optional(),
    ...{ code: values, integrationId: values, entityType: values, operation: values, owner: values, cause: values },
    ...{ message: words, psaText: words },
    muted: muted.optional(),
  })
  .describe('Which issues; {} means all that are open and not muted');
