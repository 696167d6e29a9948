export { defineConsumer, drop, on, type ConsumerDefinition, type Dropped, type Handler, type HandlerContext, type Subscription } from './consumer-definition.ts';
export type { BusConsumer, BusConsumerOptions, MessageBus, PartitionBatch, ReceivedMessage } from './port.ts';
