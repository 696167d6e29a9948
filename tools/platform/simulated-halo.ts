import { createHaloSimulator, type HaloSimulator, type HaloSimulatorOptions } from '@psa-bridge/simulators';

export type SimulatedHaloOptions = Pick<HaloSimulatorOptions, 'seed' | 'latency' | 'timeScale'>;

/** A simulated HaloPSA in this process, serving over loopback HTTP. */
export async function startSimulatedHalo(options: SimulatedHaloOptions): Promise<HaloSimulator> {
  const simulator = createHaloSimulator(options);
  await simulator.start();
  return simulator;
}

/** What a person enters on the integration page to reach it. */
export function haloCredentialsOf(simulator: HaloSimulator): Record<string, string> {
  return { host: simulator.hostUrl(), ...simulator.credentials, website: 'https://demomsp.example' };
}
