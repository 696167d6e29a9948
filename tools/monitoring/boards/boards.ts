import type { Board } from './board.ts';
import { CONNECTOR_BOARD } from './connector-board.ts';
import { KAFKA_BOARD } from './kafka-board.ts';
import { PLATFORM_BOARD } from './platform-board.ts';
import { TENANT_BOARD } from './tenant-board.ts';

export const BOARDS: readonly Board[] = [PLATFORM_BOARD, CONNECTOR_BOARD, KAFKA_BOARD, TENANT_BOARD];
