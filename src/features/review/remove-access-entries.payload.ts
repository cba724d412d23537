import { ObjectType } from 'type-graphql';

import { AccessBulkPayload } from '../impact/access-bulk-payload';

@ObjectType({ implements: AccessBulkPayload, description: 'What `removeAccessEntries` did.' })
export class RemoveAccessEntriesPayload extends AccessBulkPayload {}
