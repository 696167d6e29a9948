// npm run generate: makes every generated file anew.
import { writeGenerated } from './generated/freshness.ts';
import { generators } from './generated/generators.ts';
import { ROOT } from './verify/step.ts';

await writeGenerated(ROOT, generators);
for (const { name, outputs } of generators) console.log(`${name}: ${outputs.join(', ')}`);
