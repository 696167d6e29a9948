// npm run build --workspace @psa-bridge/console: builds the console and says where.
import { buildConsole } from './build-console.ts';

console.log(await buildConsole());
