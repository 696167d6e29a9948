import { loadConfig } from '@psa-bridge/core';
import { runService } from '@psa-bridge/service-host';
import { createApp } from './app.ts';
import { configSchema } from './config.ts';

await runService((given) => createApp(loadConfig(configSchema, process.env), given));
