import path from 'node:path';
import { ROOT, run } from '../verify/step.ts';
import type { Generator } from './generators.ts';

/** The TypeScript of `proto/`, made by buf as `proto/buf.gen.yaml` says. */
export const protobufTypes: Generator = {
  name: 'protobuf types',
  outputs: ['libs/contracts/src/gen'],
  async generate(into) {
    // The output folder in buf.gen.yaml is relative to proto/.
    const { isOk, stdout, stderr } = await run('buf', ['generate', '-o', path.join(into, 'proto')], path.join(ROOT, 'proto'));
    if (!isOk) throw new Error(`buf generate failed:\n${stdout}${stderr}`);
  },
};
