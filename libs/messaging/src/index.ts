export {
  defineConsumer,
  drop,
  on,
  type ConsumerDefinition,
  type Delivered,
  type Dropped,
  type Handler,
  type HandlerContext,
  type Subscription,
} from './consumer-definition.ts';
export { createConsumerRuntime, type ConsumerRuntime, type ConsumerRuntimeOptions } from './consumer-runtime.ts';
export { listDeadLetters, replayDeadLetters, type DeadLetter, type DeadLetterSelection } from './dead-letter-replay.ts';
export { createKafkaBus, type KafkaBusOptions } from './kafka-bus.ts';
export type { KafkaConnection, KafkaSasl, KafkaTls } from './kafka-client.ts';
export type { KafkaGroupTimings } from './kafka-consumer.ts';
export { topicSettings } from './kafka-topics.ts';
export { createMemoryBus, type MemoryBusOptions } from './memory-bus.ts';
export type { BusConsumer, BusConsumerOptions, MessageBus, PartitionBatch, ReceivedMessage, TopicPartition } from './port.ts';
