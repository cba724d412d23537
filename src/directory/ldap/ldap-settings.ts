import type { AttributeMap } from '../attribute-map';

/** A directory behind LDAP: what it takes to read it. */
export interface LdapSettings {
  /** What messages call it. */
  readonly name: string;

  /** Which kind of server it is, which decides how changes are learnt. */
  readonly kind: 'ad' | 'openldap';

  readonly attributeMap: AttributeMap;

  /** Asked in this order until one answers: `ldaps://HOST[:PORT]`, or `ldap://HOST[:PORT]`, which becomes TLS unless it is `plain`. */
  readonly servers: readonly string[];

  /** Whether passwords and all else go over `ldap://` in the clear. */
  readonly plain: boolean;

  /** The certificate authorities to trust instead of the system's, in PEM. */
  readonly ca?: string;

  /** The distinguished name at and below which the entries stand. */
  readonly base: string;

  readonly account: BindAccount;

  /** The accounts that the configuration names, of which `account` may be replaced by another. */
  readonly credentials?: ReadonlyMap<string, BindAccount>;

  /** The GUID of the one entry that is read; all are where it is left out. */
  readonly only?: string;

  /** NetBIOS names by the distinguished name of their domain, where the directory's own don't suit. */
  readonly netbiosNames?: ReadonlyMap<string, string>;

  /** Entries in one answer; what the server allows at most, if that is less. */
  readonly pageSize: number;

  /** Seconds for a connection, its TLS included. */
  readonly connectTimeout: number;

  /** Seconds for a request and its answer. */
  readonly timeout: number;

  /** Whether parts that the server says are elsewhere are left out (so are a domain's own partitions); where not, they stop the reading. */
  readonly ignoreReferrals: boolean;
}

/** Who the gateway is to a directory. */
export interface BindAccount {
  /** A distinguished name, or what else the server takes: Active Directory takes `reader@litwareinc.com` and `LITWARE\reader`. */
  readonly user: string;
  readonly password: string;
}
