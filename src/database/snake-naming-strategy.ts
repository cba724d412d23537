import { DefaultNamingStrategy } from 'typeorm';

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns are snake_case; tables say their names themselves. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return snakeCase(super.columnName(propertyName, customName ?? '', prefixes));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snakeCase(super.joinColumnName(relationName, referencedColumnName));
  }
}
