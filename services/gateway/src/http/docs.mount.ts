import type { Mount } from '@psa-bridge/http-server';
import { Router } from 'express';
import swaggerUi from 'swagger-ui-express';

export const DOCS_PATH = '/docs';

const OPTIONS = { swaggerOptions: { url: '/v1/openapi.json' }, customSiteTitle: 'PSA Bridge API' };

/** The documentation page, from files of this service alone. */
export function docsMount(): Mount {
  const router = Router();
  router.use((_request, response, next) => {
    // The default policy turns the page's own requests into https, which a plain http installation does not serve.
    response.setHeader('content-security-policy', "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:");
    next();
  });
  router.use(swaggerUi.serveFiles(undefined, OPTIONS), swaggerUi.setup(null, OPTIONS));
  return { path: DOCS_PATH, permission: 'public', handler: router };
}
