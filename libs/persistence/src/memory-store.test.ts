import { describeStore } from '../test/store-contract.ts';
import { createMemoryStore } from './memory-store.ts';

describeStore('memory', (clock) => Promise.resolve(createMemoryStore({ clock })));
