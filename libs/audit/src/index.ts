export { ACTOR_KINDS, actionTaken, type Action, type ActionCause, type Actor, type ActorKind } from './audit-event.ts';
export { fieldChanges, type FieldChange, type FieldChanges } from './field-changes.ts';
export { deedInWords } from './deed-in-words.ts';
