export { createMappingStore } from './mapping-store.ts';
export { createMappingWatch, type MappingWatch } from './mapping-watch.ts';
