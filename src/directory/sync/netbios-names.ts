import { DistinguishedName } from '../distinguished-name';

/** The short names of the domains of one source, by their normalised distinguished names. */
export class NetbiosNames {
  private readonly configured = new Map<string, string>();
  private readonly told = new Map<string, string>();
  private readonly used = new Map<string, string>();

  /** @param supposed what they were when the source was last read: taken for right as long as nothing else is told */
  constructor(
    configured: ReadonlyMap<string, string>,
    private readonly supposed: ReadonlyMap<string, string>,
  ) {
    for (const [domain, name] of configured) {
      const parsed = DistinguishedName.parse(domain);
      if (parsed) this.configured.set(parsed.normalised, name);
    }
  }

  /** Takes over what an entry of the directory tells; where entries tell different names of a domain, the first. */
  tell(domain: string, name: string): void {
    if (!this.told.has(domain)) this.told.set(domain, name);
  }

  /** The name of a domain as far as it is known now; the first part of its distinguished name where none is told. */
  of(domain: string): string {
    let name = this.used.get(domain);
    if (name === undefined) {
      name = this.certain(domain) ?? this.supposed.get(domain) ?? DistinguishedName.parse(domain)!.firstValue;
      this.used.set(domain, name);
    }
    return name;
  }

  /** The names as they are by what was told: of every domain that was asked about, and of those that were only supposed where not all was read. */
  settled(whole: boolean): Map<string, string> {
    const domains = new Set([...this.used.keys(), ...(whole ? [] : this.supposed.keys())]);
    return new Map(
      Array.from(domains, (domain) => [
        domain,
        this.certain(domain) ??
          (whole ? undefined : this.supposed.get(domain)) ??
          DistinguishedName.parse(domain)!.firstValue,
      ]),
    );
  }

  /** Whether a name was used, or is in use since an earlier reading, that turned out to be another: then all has to be read anew. */
  wereWrong(settled: ReadonlyMap<string, string>): boolean {
    return [...settled].some(([domain, name]) => name !== (this.used.get(domain) ?? this.supposed.get(domain)));
  }

  private certain(domain: string): string | undefined {
    return this.configured.get(domain) ?? this.told.get(domain);
  }
}
