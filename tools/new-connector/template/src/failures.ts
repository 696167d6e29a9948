import type { Classify } from '@psa-bridge/connector-kit';

/** Example PSA's errors in words for people, to the letter where the product fixes them. Of the rest the kit speaks. */
export const classifyExamplePsaError: Classify = ({ code }) =>
  code === 'psa_credentials'
    ? {
        code: 'example_psa_authentication',
        kind: 'unauthenticated',
        message: 'Example PSA authentication error: please verify your credentials',
        remedy: 'Enter the token of the API user again on the integration page.',
        scope: 'integration',
      }
    : undefined;
