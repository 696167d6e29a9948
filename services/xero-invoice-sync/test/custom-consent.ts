import type { Draft, FieldCipher } from '@psa-bridge/persistence';
import type { XeroSimulator } from '@psa-bridge/simulators';
import { secretAad, type StoredConsent } from '../src/client/token-keeper.ts';

/** What a custom connection to the first organisation of the simulated Xero stands on, with no token yet. */
export function customConsent(
  whose: { _id: string; tenantId: string },
  { simulator, cipher, at }: { simulator: Pick<XeroSimulator, 'credentials'>; cipher: FieldCipher; at: Date },
): Draft<StoredConsent> {
  const { customClientId: clientId, customClientSecret } = simulator.credentials;
  const sealedSecret = cipher.encrypt(customClientSecret, secretAad(whose, 'secret'));
  return { ...whose, mode: 'custom', app: { clientId, sealedSecret }, renewedAt: at, told: 'good' };
}
