import { Role } from '../../security/access-token.entity';

/** Who reads the audit trail. */
export const AUDITORS = [Role.ADMINISTRATOR, Role.VIEWER];
