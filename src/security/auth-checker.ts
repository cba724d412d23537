import type { AuthCheckerFn } from 'type-graphql';

import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from '../graphql/context';
import type { Role } from './access-token.entity';

/** Refuses a field marked `@Authorized(role, …)` to callers with another role. */
export const authChecker: AuthCheckerFn<RequestContext, Role> = ({ context, info }, roles) => {
  const { role } = context.actor;
  if (roles.length === 0 || roles.includes(role)) return true;
  throw new GatewayError(
    ErrorCode.FORBIDDEN,
    `"${info.fieldName}" takes a token with the role ${roles.join(' or ')}; yours has the role ${role}.`,
  );
};
