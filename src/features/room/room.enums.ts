import { registerEnumType } from 'type-graphql';

export enum RoomType {
  NORMAL = 'NORMAL',
  AUDITORIUM = 'AUDITORIUM',
}
registerEnumType(RoomType, {
  name: 'RoomType',
  description: 'Who posts in a room.',
  valuesConfig: {
    NORMAL: { description: 'Everybody who may enter posts (`Normal`).' },
    AUDITORIUM: { description: 'Only presenters post (`Auditorium`).' },
  },
});

export enum RoomPrivacy {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  SECRET = 'SECRET',
}
registerEnumType(RoomPrivacy, {
  name: 'RoomPrivacy',
  description: 'Who finds and enters a room.',
  valuesConfig: {
    OPEN: { description: 'Found and entered by everybody whom the category allows (`Open`).' },
    CLOSED: { description: 'Found by everybody whom the category allows, entered by members (`Closed`).' },
    SECRET: { description: 'Found and entered by members only (`Secret`).' },
  },
});

export enum RoomInvitations {
  INHERIT = 'INHERIT',
  FALSE = 'FALSE',
}
registerEnumType(RoomInvitations, {
  name: 'RoomInvitations',
  description: 'Whether people are invited to a room when they become members.',
  valuesConfig: {
    INHERIT: { description: "As the category's setting says (`Inherit`)." },
    FALSE: { description: 'Nobody is invited (`False`).' },
  },
});
