import { z } from 'zod';

const faultMatchSchema = z.strictObject({
  method: z.string().optional().describe('HTTP method'),
  path: z.string().optional().describe('regular expression over the path, case-insensitive'),
  entity: z.string().optional(),
  operation: z.string().optional().describe('query, count, get, create, update, delete, metadata …'),
  nth: z.int().min(1).optional().describe('starts at the nth matching call, from 1'),
});

const faultActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('timeoutBeforeCommit') }),
  z.strictObject({ kind: z.literal('timeoutAfterCommit') }),
  z.strictObject({ kind: z.literal('resetBeforeCommit') }),
  z.strictObject({ kind: z.literal('resetAfterCommit') }),
  z.strictObject({ kind: z.literal('error500AfterCommit') }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    retryAfter: z.string().optional().describe('value of the Retry-After header; none when left out'),
    body: z.string().optional().describe('body as sent; empty when left out'),
    contentType: z.string().optional().describe('none when left out'),
    headers: z.record(z.string(), z.string()).optional().describe('further headers'),
  }),
  z.strictObject({ kind: z.literal('slow'), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal('held') }).describe('carried out once the fault is disarmed'),
  z.strictObject({
    kind: z.literal('lateCommit'),
    delayMs: z
      .number()
      .min(0)
      .optional()
      .describe('lands after this time; when left out, after the next search of the entity that finds nothing'),
  }),
]);

export const faultSchema = z.strictObject({
  match: faultMatchSchema.default({}),
  action: faultActionSchema,
  times: z.int().min(1).nullable().default(1).describe('how often it strikes; null for ever'),
});

export type FaultAction = z.output<typeof faultActionSchema>;
export type FaultInput = z.input<typeof faultSchema>;
type Fault = z.output<typeof faultSchema>;

/** What of a call decides whether a fault strikes it. */
export interface FaultCandidate {
  method: string;
  path: string;
  entity: string | undefined;
  operation: string;
}

export interface ArmedFault extends Fault {
  id: number;
  /** Calls that matched so far, struck or not. */
  matched: number;
  struck: number;
}

/** What strikes a call. */
export interface Struck {
  action: FaultAction;
  /** Resolves once the fault is disarmed. */
  disarmed: Promise<void>;
}

export interface FaultTable {
  /** @returns the id to remove it by. */
  add(fault: FaultInput): number;
  remove(id: number): boolean;
  clear(): void;
  list(): readonly ArmedFault[];
  /** The first fault that strikes this call, which thereby is spent once. */
  take(call: FaultCandidate): Struck | undefined;
}

/** The faults that are armed, struck in the order in which they were added. */
export function createFaultTable(): FaultTable {
  let faults: ArmedFault[] = [];
  let lastId = 0;
  const ends = new Map<number, PromiseWithResolvers<void>>();

  function disarm(gone: (fault: ArmedFault) => boolean): void {
    for (const { id } of faults.filter(gone)) {
      ends.get(id)?.resolve();
      ends.delete(id);
    }
    faults = faults.filter((fault) => !gone(fault));
  }

  return {
    add(input) {
      lastId += 1;
      faults.push({ ...faultSchema.parse(input), id: lastId, matched: 0, struck: 0 });
      ends.set(lastId, Promise.withResolvers());
      return lastId;
    },
    remove(id) {
      const before = faults.length;
      disarm((fault) => fault.id === id);
      return faults.length < before;
    },
    clear: () => disarm(() => true),
    list: () => faults.map((fault) => ({ ...fault })),
    take(call) {
      const fault = faults.find((one) => strikes(one, call));
      const end = fault && ends.get(fault.id);
      return fault && end && { action: fault.action, disarmed: end.promise };
    },
  };
}

function strikes(fault: ArmedFault, call: FaultCandidate): boolean {
  if (!matches(fault, call)) return false;
  fault.matched += 1;
  if (fault.matched < (fault.match.nth ?? 1)) return false;
  if (fault.times !== null && fault.struck >= fault.times) return false;
  fault.struck += 1;
  return true;
}

function matches({ match }: Fault, call: FaultCandidate): boolean {
  return (
    equal(match.method, call.method) &&
    equal(match.entity, call.entity) &&
    equal(match.operation, call.operation) &&
    (match.path === undefined || new RegExp(match.path, 'i').test(call.path))
  );
}

function equal(wanted: string | undefined, given: string | undefined): boolean {
  return wanted === undefined || wanted.toLowerCase() === given?.toLowerCase();
}
