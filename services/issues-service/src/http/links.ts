/** Where an operator keeps what an issue links to; each is left out where it is not configured. */
export interface LinkTemplates {
  /** With `{traceId}` in it. */
  trace: string | undefined;
  /** With `{code}` in it. */
  runbook: string | undefined;
}

export interface Links {
  trace?: string;
  runbook?: string;
}

export function linksOf({ traceId, code }: { traceId: string; code: string }, templates: LinkTemplates): Links {
  const trace = traceId === '' ? undefined : templates.trace?.replace('{traceId}', encodeURIComponent(traceId));
  const runbook = templates.runbook?.replace('{code}', encodeURIComponent(code));
  return { ...(trace === undefined ? {} : { trace }), ...(runbook === undefined ? {} : { runbook }) };
}
