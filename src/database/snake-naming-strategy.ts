import { DefaultNamingStrategy } from 'typeorm';

/** The column of a property. */
export const columnName = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns are snake_case; tables say their names themselves. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return columnName(super.columnName(propertyName, customName ?? '', prefixes));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return columnName(super.joinColumnName(relationName, referencedColumnName));
  }
}
