/** What a test file is called that talks to a real Kafka or MongoDB; `realBackend` refuses all others. */
const BACKEND_SUFFIX = '.integration.test.ts';

/** True where a run of these test files needs a backend: starting one takes longer than most component suites. */
export function needsBackend(files: readonly string[]): boolean {
  return files.some((file) => file.endsWith(BACKEND_SUFFIX));
}
