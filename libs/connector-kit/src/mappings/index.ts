export { createMappingWatch, type MappingWatch } from './mapping-watch.ts';
