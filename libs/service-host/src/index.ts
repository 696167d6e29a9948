export { createPeriodicTask, type PeriodicTask, type PeriodicTaskOptions } from './periodic-task.ts';
