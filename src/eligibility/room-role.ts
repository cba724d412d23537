import { registerEnumType } from 'type-graphql';

/** What a principal can be listed as in a room. */
export enum RoomRole {
  MEMBER = 'MEMBER',
  MANAGER = 'MANAGER',
  PRESENTER = 'PRESENTER',
}
registerEnumType(RoomRole, {
  name: 'RoomRole',
  description: 'What a principal can be in a room.',
  valuesConfig: {
    MEMBER: { description: 'Listed among those who may enter (`Members`).' },
    MANAGER: { description: 'Listed among those who may change it (`Managers`).' },
    PRESENTER: { description: 'Listed among those who post in an auditorium (`Presenters`).' },
  },
});
