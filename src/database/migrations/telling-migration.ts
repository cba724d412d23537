import type { MigrationInterface } from 'typeorm';

/** A migration that changes something for users. */
export interface TellingMigration extends MigrationInterface {
  /** One sentence about it, after `up`; left out where nothing changed for anybody. */
  notice?: string;
}
