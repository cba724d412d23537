import { InputType } from 'type-graphql';

import { ChangeInput } from '../../../changes/change.inputs';

@InputType({ description: 'How to apply the topology document.' })
export class ApplyTopologyInput extends ChangeInput {}
