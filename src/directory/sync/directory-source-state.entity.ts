import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { jsonColumn } from '../../database/json-column';

/** How far a source of the directory has been read. */
@Entity('directory_sources')
export class DirectorySourceState {
  @PrimaryGeneratedColumn()
  id: number;

  @Index({ unique: true })
  @Column({ length: 256 })
  name: string;

  /** Where the next reading begins, as the source said; null for the whole. */
  @Column({ type: 'text', nullable: true })
  mark: string | null;

  /** The NetBIOS names of its domains, by their normalised distinguished names. */
  @Column({ type: 'text', transformer: jsonColumn })
  netbiosNames: Record<string, string>;

  /** Whether its groups keep members who are moved or renamed without being changed themselves. */
  @Column()
  linksFollowMoves: boolean;

  /** When it was last read as a whole. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  sweptAt: Date | null;

  /** How many there are that it brought and that are not missing. */
  @Column({ default: 0 })
  principals: number;
}
