import express, { Router } from 'express';
import helmet from 'helmet';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

// Compiled, this file stands in dist/src/playground; run from source, in src/playground.
const FILES = ['../../playground', '../../dist/playground']
  .map((path) => resolve(__dirname, path))
  .find((path) => existsSync(`${path}/index.html`));

/** Serves the playground; it asks nothing of any other host. */
export function playground(): Router {
  if (!FILES)
    throw new Error('The playground is not built; "npm run build" does it, PLAYGROUND=off starts without it.');
  const router = Router();
  router.use(
    helmet.contentSecurityPolicy({
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        // The editor sets the styles of its lines in the page itself.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  router.use(express.static(FILES));
  return router;
}
