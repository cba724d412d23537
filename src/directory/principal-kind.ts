export enum PrincipalKind {
  USER = 'USER',
  GROUP = 'GROUP',
  CONTACT = 'CONTACT',
  CONTAINER = 'CONTAINER',
  ORGANIZATIONAL_UNIT = 'ORGANIZATIONAL_UNIT',
  DOMAIN = 'DOMAIN',
}

/** The kinds below which other principals stand. */
export const CONTAINER_KINDS: readonly PrincipalKind[] = [
  PrincipalKind.CONTAINER,
  PrincipalKind.ORGANIZATIONAL_UNIT,
  PrincipalKind.DOMAIN,
];
