/** Each variable can be given as a flag too: SIM_CALL_MS is --call-ms=150. A flag goes before its variable. */
export function withFlags(
  flags: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return { ...variables, ...Object.fromEntries(flags.map(toVariable)) };
}

function toVariable(flag: string): [string, string] {
  const [name = '', ...value] = flag.replace(/^--/, '').split('=');
  return [`SIM_${name.replaceAll('-', '_').toUpperCase()}`, value.join('=')];
}

/** Starts it, prints one line of JSON about it, and stops it on a signal. */
export async function runAsProcess(
  simulator: { start(): Promise<void>; stop(): Promise<void> },
  describe: () => Readonly<Record<string, unknown>>,
): Promise<void> {
  await simulator.start();
  process.stdout.write(`${JSON.stringify(describe())}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
}
