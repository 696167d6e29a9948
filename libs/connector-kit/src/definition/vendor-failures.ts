import type { AppError } from '@psa-bridge/core';
import type { Classify, Failure, FailureContext } from './failure.ts';

/** A failure before the PSA's own words are added. */
export type FailureWords = Omit<Failure, 'psaText'>;

/** What a vendor's errors mean to a person. */
export interface VendorFailures {
  authentication: FailureWords;
  /** The PSA does not allow the call. */
  forbidden(psaText: string, context: FailureContext): FailureWords;
  /** Failures whose words are the product's, by the code of what our own code found. */
  direct: Readonly<Record<string, FailureWords>>;
  /** What to do about failures that our own code found and whose words name the thing itself, by their code. */
  remedies: Readonly<Record<string, string>>;
  /** The codes with which data is refused in the vendor's own words. Default `psa_refused` alone. */
  refusalCodes?: readonly string[];
  /** A refusal that is known by its words. */
  recognized(psaText: string, error: AppError, context: FailureContext): FailureWords | undefined;
  /** Any other refusal: the PSA's own words are the message (IS-14), and this one where it says nothing. */
  refused: FailureWords;
}

export function vendorFailures(vendor: VendorFailures): Classify {
  const { refusalCodes = ['psa_refused'], refused } = vendor;
  return (error, context) => {
    const psaText = typeof error.details['psaText'] === 'string' ? error.details['psaText'] : '';
    const withText = (failure: FailureWords): Failure => (psaText === '' ? failure : { ...failure, psaText });
    if (error.code === 'psa_credentials') return withText(vendor.authentication);
    if (error.code === 'psa_forbidden') return withText(vendor.forbidden(psaText, context));
    const direct = vendor.direct[error.code];
    if (direct) return withText(direct);
    const remedy = vendor.remedies[error.code];
    if (remedy !== undefined) return { code: error.code, kind: 'rejected', message: error.message, remedy };
    if (!refusalCodes.includes(error.code)) return undefined;
    return withText(vendor.recognized(psaText, error, context) ?? (psaText === '' ? refused : { ...refused, message: psaText }));
  };
}
