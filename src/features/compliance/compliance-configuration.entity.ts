import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

import { TimeSpanScalar } from '../../graphql/time-span.scalar';
import { ServiceScoped } from '../scope/service-scoped.entity';

@ObjectType({
  implements: ServiceScoped,
  description:
    'How joins, leaves, messages, views of the history and transfers of files are recorded. For a pool counts its own, else that of its site, else the global one.',
})
@Entity('compliance_configurations')
export class ComplianceConfiguration extends ServiceScoped {
  @Field(() => String, {
    nullable: true,
    description:
      'What records, as `TYPE,ASSEMBLY`; null where nothing is recorded. The built-in adapter, which writes XML, is `Microsoft.Rtc.Internal.Chat.Server.Compliance.XmlAdapter,compliance`.',
  })
  @Column({ type: 'varchar', length: 512, nullable: true })
  adapterType: string | null;

  /** Folded, for searches; so are the other keys. */
  @Column({ type: 'varchar', length: 1024, nullable: true })
  adapterTypeKey: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the adapter; null where it has none.' })
  @Column({ type: 'varchar', length: 256, nullable: true })
  adapterName: string | null;

  @Column({ type: 'varchar', length: 512, nullable: true })
  adapterNameKey: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The folder that the adapter writes to, which no other has; null where none is set.',
  })
  @Column({ type: 'varchar', length: 256, nullable: true })
  adapterOutputDirectory: string | null;

  /** Two folders are one where their keys are, whatever the system: a case alone doesn't tell them apart. */
  @Index({ unique: true })
  @Column({ type: 'varchar', length: 512, nullable: true })
  adapterOutputDirectoryKey: string | null;

  @Field({ description: 'Whether each room has output files of its own.' })
  @Column()
  oneChatRoomPerOutputFile: boolean;

  @Field({ description: 'Whether records tell about the room.' })
  @Column()
  addChatRoomDetails: boolean;

  @Field({ description: 'Whether records tell about the user.' })
  @Column()
  addUserDetails: boolean;

  @Field({ description: 'Whether there is a list of the files (`.ATTACH`) beside what is recorded of their transfer.' })
  @Column()
  createFileAttachmentsManifest: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The XSLT document that the output of the adapter goes through; null where it stays as it is.',
  })
  @Column({ type: 'text', nullable: true })
  customConfiguration: string | null;

  /** In seconds. */
  @Field(() => TimeSpanScalar, { description: 'How long the adapter waits between two runs: 00:01:00 to 30.00:00:00.' })
  @Column({ type: 'int' })
  runInterval: number;
}
