import {
  createAutotaskSimulator,
  type AutotaskSeed,
  type AutotaskSimulator,
  type AutotaskSimulatorOptions,
} from '@psa-bridge/simulators';

/** Whose Autotask it is; the demo's where left out. */
export interface SimulatedAutotaskOptions extends Pick<AutotaskSimulatorOptions, 'credentials' | 'database'> {
  seed: AutotaskSeed;
  latency?: { callMs: number; fullPageMs: number };
  /** Divides the vendor's time windows, as in the services. */
  timeScale?: number;
}

/** A simulated Autotask in this process, serving over loopback HTTP. */
export async function startSimulatedAutotask(options: SimulatedAutotaskOptions): Promise<AutotaskSimulator> {
  const { seed, latency, timeScale, credentials, database } = options;
  const simulator = createAutotaskSimulator({
    seed,
    ...(latency ? { latency } : {}),
    ...(timeScale === undefined ? {} : { timeScale }),
    ...(credentials ? { credentials } : {}),
    ...(database === undefined ? {} : { database }),
    // The real Autotask delivers to public HTTPS addresses only; this one has to reach a development gateway.
    switches: { loopbackHttpWebhooks: true },
  });
  await simulator.start();
  return simulator;
}

/** What a person enters on the integration page to reach it. */
export function credentialsOf(simulator: AutotaskSimulator): Record<string, string> {
  const { integrationCode, userName, secret } = simulator.credentials;
  return { integrationCode, userName, secret };
}
