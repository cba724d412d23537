import { registerEnumType } from 'type-graphql';

/** What somebody may do in a room. */
export enum AccessAction {
  ENTER = 'ENTER',
  POST = 'POST',
  FIND = 'FIND',
  MANAGE = 'MANAGE',
}
registerEnumType(AccessAction, {
  name: 'AccessAction',
  description: 'What somebody may do in a room.',
  valuesConfig: {
    ENTER: { description: 'Join the room.' },
    POST: {
      description: 'Join the room and post there; in an auditorium it also takes being reached by the presenters.',
    },
    FIND: { description: 'Find the room in searches, and see it here.' },
    MANAGE: { description: 'Change the room and its lists.' },
  },
});
