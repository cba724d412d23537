import type { RoomInvitations, RoomPrivacy, RoomType } from '../features/room/room.enums';

/** A site of the sample organisation and all that stands in it, as its documents say it. Entries are any form of a principal's identity. */
export interface SampleSite {
  name: string;
  pools: SamplePool[];
}

export interface SamplePool {
  fqdn: string;
  primaryDatabase: string;
  backupDatabase: string | null;
  activeServers: string[];
  inactiveServers: string[];
  /** Addresses by name. */
  addins: Record<string, string>;
  categories: SampleCategory[];
}

export interface SampleCategory {
  name: string;
  description: string;
  /** Off where it isn't said. */
  invitations?: boolean;
  /** Off where it isn't said. */
  fileUpload?: boolean;
  /** On where it isn't said. */
  chatHistory?: boolean;
  allowed: string[];
  denied?: string[];
  creators?: string[];
  rooms: SampleRoom[];
}

export interface SampleRoom {
  name: string;
  description: string;
  /** Normal where it isn't said. */
  type?: `${RoomType}`;
  /** Closed where it isn't said. */
  privacy?: `${RoomPrivacy}`;
  /** Inherited where it isn't said. */
  invitations?: `${RoomInvitations}`;
  disabled?: boolean;
  /** By name. */
  addin?: string;
  /** The size of the content. */
  megabytes: number;
  members?: string[];
  managers?: string[];
  presenters?: string[];
}
