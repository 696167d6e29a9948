/** What the platform says when it refuses, or that it did not answer. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;

  constructor({
    status,
    code,
    detail,
    requestId,
  }: {
    status: number;
    code: string;
    detail: string;
    requestId?: string | undefined;
  }) {
    super(detail);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

const SILENT = { status: 0, code: 'no_answer', detail: 'The platform does not answer. Check your connection, then try again.' };

/** Reads the body of a refusal, whatever it is. */
export function refusalIn(status: number, body: unknown): Refused {
  const { code, detail, requestId } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return new Refused({
    status,
    code: typeof code === 'string' ? code : 'unknown',
    detail: typeof detail === 'string' && detail !== '' ? detail : `The platform answered with status ${status}.`,
    requestId: typeof requestId === 'string' ? requestId : undefined,
  });
}

/** An error as a refusal: a request that never arrived is one as well. */
export function toRefused(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused(SILENT);
}
