import { PooledService } from '../topology/pooled.service';
import { Addin } from './addin.entity';

/** Add-ins, which every caller may know of. */
export class AddinService extends PooledService<Addin> {
  constructor() {
    super(Addin, 'add-in', ({ name, url }) => ({ name, url }));
  }
}
