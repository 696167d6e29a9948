/** What a test file is called that talks to a real Kafka or MongoDB; `realBackend` refuses all others. */
const BACKEND_SUFFIX = '.integration.test.ts';

/** True where a run of the files that Jest lists needs a backend: starting one takes longer than most component suites. */
export function needsBackend(listed: string): boolean {
  return listed.includes(BACKEND_SUFFIX);
}

/** The arguments that choose tests. With those that ask for a report in JSON, Jest writes its list into that, not to us. */
export function withoutReport(forwarded: readonly string[]): string[] {
  const isReport = (argument: string): boolean => /^--(json|outputFile)(=|$)/.test(argument);
  return forwarded.filter((argument, at) => !isReport(argument) && forwarded[at - 1] !== '--outputFile');
}
