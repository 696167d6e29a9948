import { createAutotaskSimulator, type AutotaskSeed, type AutotaskSimulator } from '@psa-bridge/simulators';

export interface SimulatedAutotaskOptions {
  seed: AutotaskSeed;
  latency?: { callMs: number; fullPageMs: number };
  /** Divides the vendor's time windows, as in the services. */
  timeScale?: number;
}

/** A simulated Autotask in this process, serving over loopback HTTP. */
export async function startSimulatedAutotask({ seed, latency, timeScale }: SimulatedAutotaskOptions): Promise<AutotaskSimulator> {
  const simulator = createAutotaskSimulator({
    seed,
    ...(latency ? { latency } : {}),
    ...(timeScale === undefined ? {} : { timeScale }),
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
