/** What a test file is called that talks to a real Kafka or MongoDB; `realBackend` refuses all others. */
const BACKEND_SUFFIX = '.integration.test.ts';

/**
 * True where a run of the files that Jest lists needs a backend: starting one takes longer than most component suites. The list is
 * a line a file, or JSON where the run was asked for it.
 */
export function needsBackend(listed: string): boolean {
  return listed.includes(BACKEND_SUFFIX);
}
