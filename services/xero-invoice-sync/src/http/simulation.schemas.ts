import { z } from 'zod';

export const SimulationQuery = z.strictObject({
  externalId: z.string().trim().min(1).max(50).optional().describe('The id of one invoice in Autotask.'),
  since: z.iso.date().optional().describe('All invoices dated on or after this day.'),
  cursor: z.string().min(1).max(300).optional().describe('Where the answer before left off.'),
});

const ProblemView = z.strictObject({
  code: z.string(),
  message: z.string(),
  cure: z.string(),
  details: z.array(z.string()).readonly().optional(),
});

const SimulatedView = z.strictObject({
  externalId: z.string(),
  number: z.string(),
  decision: z.enum(['create', 'replace', 'unchanged', 'void', 'skip', 'wait', 'fault']),
  sentences: z.array(z.string()).readonly(),
  problems: z.array(ProblemView).readonly(),
  differences: z
    .array(z.strictObject({ where: z.string(), ours: z.string(), theirs: z.string(), sentence: z.string() }))
    .readonly(),
  comparison: z
    .array(
      z.strictObject({
        ...{ where: z.string(), member: z.string(), ours: z.string().nullable(), theirs: z.string().nullable() },
        isAlike: z.boolean(),
      }),
    )
    .readonly()
    .describe('The invoice beside what stands in Xero: the head, then line by line; null where a side says nothing.'),
  calls: z
    .array(z.strictObject({ method: z.enum(['PUT', 'POST']), path: z.string(), body: z.unknown() }))
    .readonly()
    .describe('What would be sent to Xero, to the letter.'),
});

export const SimulationView = z.strictObject({
  items: z.array(SimulatedView).readonly(),
  isComplete: z.boolean(),
  cursor: z.string().optional(),
  sentence: z.string(),
});
