// What tests get as `fast-check`: jest.config.mjs says so. The cases of a property are the same in every run, so that what fails
// was broken by the change at hand; `npm run fuzz` looks for new ones.
import fc from '../../node_modules/fast-check/lib/fast-check.js';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });

export default fc;
