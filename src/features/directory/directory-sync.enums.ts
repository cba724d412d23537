import { registerEnumType } from 'type-graphql';

export enum DirectorySyncState {
  RUNNING = 'RUNNING',
  SUCCEEDED = 'SUCCEEDED',
  UNCHANGED = 'UNCHANGED',
  STOPPED = 'STOPPED',
  FAILED = 'FAILED',
  INTERRUPTED = 'INTERRUPTED',
}
registerEnumType(DirectorySyncState, {
  name: 'DirectorySyncState',
  description: 'What became of a sync of the directory.',
  valuesConfig: {
    RUNNING: { description: 'It is under way.' },
    SUCCEEDED: { description: 'The directory changed, and so did what the gateway holds of it.' },
    UNCHANGED: { description: 'The directory was as the gateway had it.' },
    STOPPED: { description: 'It would have taken away too much or opened a wall, and changed nothing.' },
    FAILED: { description: 'The directory could not be read or taken over; nothing changed.' },
    INTERRUPTED: { description: 'The gateway that made it ended; nothing changed.' },
  },
});

export enum DirectorySyncTrigger {
  START = 'START',
  TIMER = 'TIMER',
  MUTATION = 'MUTATION',
  REFRESH = 'REFRESH',
}
registerEnumType(DirectorySyncTrigger, {
  name: 'DirectorySyncTrigger',
  description: 'What had the directory synced.',
  valuesConfig: {
    START: { description: 'The start of a gateway.' },
    TIMER: { description: 'The time since the last sync.' },
    MUTATION: { description: 'The mutation `syncDirectory`.' },
    REFRESH: { description: 'The query `principal`, for one entry alone.' },
  },
});
