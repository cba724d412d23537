import { DefaultNamingStrategy } from 'typeorm';

/** The column of a property; capitals in a row are one word. */
export const columnName = (property: string): string =>
  property.replace(/[A-Z]+(?![a-z])|[A-Z]/g, (word) => `_${word.toLowerCase()}`);

/** Columns are snake_case; tables say their names themselves. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return columnName(super.columnName(propertyName, customName ?? '', prefixes));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return columnName(super.joinColumnName(relationName, referencedColumnName));
  }
}
