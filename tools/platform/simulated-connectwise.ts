import { createConnectWiseSimulator, type ConnectWiseSimulator, type ConnectWiseSimulatorOptions } from '@psa-bridge/simulators';

export type SimulatedConnectWiseOptions = Pick<ConnectWiseSimulatorOptions, 'seed' | 'latency' | 'timeScale'>;

/** A simulated ConnectWise PSA in this process, serving over loopback HTTP. */
export async function startSimulatedConnectWise(options: SimulatedConnectWiseOptions): Promise<ConnectWiseSimulator> {
  const simulator = createConnectWiseSimulator(options);
  await simulator.start();
  return simulator;
}

/** What a person enters on the integration page to reach it. */
export function connectWiseCredentialsOf(simulator: ConnectWiseSimulator): Record<string, string> {
  const { companyId, publicKey, privateKey, clientId } = simulator.credentials;
  return { site: simulator.siteUrl(), companyId, publicKey, privateKey, clientId };
}
