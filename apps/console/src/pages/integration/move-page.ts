/** What the address calls the page on which an integration is moved to another database. */
export const MOVE = 'move';
