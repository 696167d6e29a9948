import type { HttpClient } from '@psa-bridge/http-client';
import type { Route } from '@psa-bridge/http-server';
import { createPeriodicTask, type Platform } from '@psa-bridge/service-host';
import type { Component } from '@psa-bridge/core';
import type { RequestHandler } from 'express';
import { createHttpSignIn } from './adapters/sign-in.http.ts';
import { collections } from './collections.ts';
import type { GatewayConfig } from './config.ts';
import { CONSOLE_HOME, consolePages } from './http/console/console-pages.ts';
import { admitCookies } from './http/console/session-cookie.ts';
import { sessionRoutes } from './http/console/session.routes.ts';
import { DOCS_PATH } from './http/docs.mount.ts';
import { makeBrowserSessions } from './usecases/session/browser-sessions.ts';

const SWEEP_EVERY_MS = 60 * 60_000;

/** What the gateway is for browsers: pages, and sessions whose tokens stay here. */
export interface Console {
  routes: readonly Route[];
  admitCookies: RequestHandler;
  /** Where a console is served. */
  pages?: RequestHandler;
  /** Where `/` leads people. */
  home: string;
  component: Component;
}

export function createConsole(config: GatewayConfig, { store, clock, logger }: Platform, http: HttpClient): Console {
  const { CONSOLE_FOLDER: folder, PUBLIC_URL: publicUrl = 'https:' } = config;
  const signIn = createHttpSignIn({ http, identityUrl: config.IDENTITY_URL });
  const sessions = makeBrowserSessions({ sessions: store.collection(collections.browserSessions), signIn, clock });
  const cookies = { isSecure: !publicUrl.startsWith('http:') };
  return {
    routes: sessionRoutes({ sessions, signIn, cookies }),
    admitCookies: admitCookies(sessions, cookies),
    ...(folder === undefined ? {} : { pages: consolePages(folder) }),
    home: folder === undefined ? DOCS_PATH : CONSOLE_HOME,
    component: createPeriodicTask({
      ...{ name: 'sweep-browser-sessions', everyMs: SWEEP_EVERY_MS, run: () => sessions.sweep(), clock, logger },
    }),
  };
}
