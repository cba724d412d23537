import type { RequestHandler } from 'express';
import { randomUUID } from 'node:crypto';

/** Gives each request an id, its sender's where that is a sane one, and says it in the response. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id') ?? '';
  const id = /^[\w.-]{1,36}$/.test(given) ? given : randomUUID();
  response.locals.requestId = id;
  response.set('x-request-id', id);
  next();
};
