/** What is wrong with one field of what was sent. */
export interface FieldProblem {
  field: string;
  message: string;
}

interface Refusal {
  status: number;
  code: string;
  detail: string;
  requestId?: string | undefined;
  problems?: readonly FieldProblem[];
}

/** What the platform says when it refuses, or that it did not answer. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly problems: readonly FieldProblem[];

  constructor({ status, code, detail, requestId, problems = [] }: Refusal) {
    super(detail);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.problems = problems;
  }
}

const SILENT = { status: 0, code: 'no_answer', detail: 'The platform does not answer. Check your connection, then try again.' };

/** Reads the body of a refusal, whatever it is. */
export function refusalIn(status: number, body: unknown): Refused {
  const { code, detail, requestId, problems } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return new Refused({
    status,
    code: typeof code === 'string' ? code : 'unknown',
    detail: typeof detail === 'string' && detail !== '' ? detail : `The platform answered with status ${status}.`,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    problems: Array.isArray(problems) ? problems.filter(isFieldProblem) : [],
  });
}

/** An error as a refusal: a request that never arrived is one as well. */
export function toRefused(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused(SILENT);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  const { field, message } = (value ?? {}) as Record<string, unknown>;
  return typeof field === 'string' && typeof message === 'string';
}
