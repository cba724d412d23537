import { DataSource, type DataSourceOptions } from 'typeorm';

/** TypeORM's DataSource, with one more rule: a `text` column is a `longtext` on a server, where `text` ends at 64 KB. */
export class GatewayDataSource extends DataSource {
  constructor(options: DataSourceOptions) {
    super(options);
    const { driver } = this;
    if (driver.options.type !== 'mysql' && driver.options.type !== 'mariadb') return;
    const normalizeType = driver.normalizeType.bind(driver);
    driver.normalizeType = (column) => (column.type === 'text' ? 'longtext' : normalizeType(column));
  }
}
