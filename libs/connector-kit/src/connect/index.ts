export { createFirstConnect, type FirstConnect } from './first-connect.ts';
