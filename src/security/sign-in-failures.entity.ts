import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How many sign-ins failed of late for an identity or a principal, from one address or from everywhere, or from an address. */
@Entity('sign_in_failures')
export class SignInFailures {
  /** SHA-256 of what is counted, hex: who mixes the fields up gives a password for an identity. */
  @PrimaryColumn({ length: 64 })
  id: string;

  @Column({ type: 'int' })
  failures: number;

  /** From then on they count no more. */
  @Index()
  @Column({ type: 'datetime', precision: 3 })
  endsAt: Date;
}
