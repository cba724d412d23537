import { registerEnumType } from 'type-graphql';

export enum ChangeKind {
  MADE = 'MADE',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}
registerEnumType(ChangeKind, {
  name: 'ChangeKind',
  description: 'What a change did to a thing.',
  valuesConfig: {
    MADE: { description: 'The thing came into being.' },
    CHANGED: { description: 'The thing was there before and after.' },
    REMOVED: { description: 'The thing is gone.' },
  },
});
