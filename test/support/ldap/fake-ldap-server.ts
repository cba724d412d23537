import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

import { Ber, BerReader, BerWriter, ProtocolOperation, SearchFilter } from 'ldapts';

import { afterUse } from '../clean-up';

const { LDAP_REQ_BIND, LDAP_REQ_SEARCH, LDAP_REQ_EXTENSION, LDAP_RES_BIND, LDAP_RES_EXTENSION } = ProtocolOperation;
const { LDAP_RES_SEARCH, LDAP_RES_SEARCH_ENTRY, LDAP_CONTROLS, LBER_SET } = ProtocolOperation;

export interface Search {
  base: string;
  /** As in RFC 4515. */
  filter: string;
  attributes: string[];
  /** The values of the controls, by their types. */
  controls: ReadonlyMap<string, Buffer>;
}

/** Answers to one search. */
export interface Answers {
  entry: (dn: string, attributes: Record<string, (string | Buffer)[]>) => void;
  /** @param control its type and its value */
  end: (code?: number, control?: [string, Buffer]) => void;
  /** Ends the connection, and waits until the client has noticed. */
  hangUp: () => Promise<unknown>;
}

/** A server that says what no real one can be made to say. */
export class FakeLdapServer {
  connections = 0;
  /** Whom it was asked to let in. */
  readonly users: string[] = [];
  readonly searches: Search[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly port: number,
    private readonly onSearch: (search: Search, answers: Answers) => void,
    private readonly bind: (user: string) => number,
  ) {}

  /** @param bind the code that it answers a user with; it lets everybody in where nothing else is said */
  static async start(
    onSearch: (search: Search, answers: Answers) => void,
    bind: (user: string) => number = () => 0,
  ): Promise<FakeLdapServer> {
    const listener = createServer((socket) => server.serve(socket)).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const server = new FakeLdapServer((listener.address() as AddressInfo).port, onSearch, bind);
    afterUse(async () => {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of server.sockets) socket.destroy();
      await closed;
    });
    return server;
  }

  get url(): string {
    return `ldap://127.0.0.1:${this.port}`;
  }

  /** Waits until nobody is connected any more. */
  async abandoned(): Promise<void> {
    for (const socket of this.sockets) if (!socket.closed) await once(socket, 'close');
  }

  private serve(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    // Requests are small, and come whole; there may be several at once.
    socket
      .on('data', (message) => {
        for (let rest = message; rest.length > 0;) {
          const request = new BerReader(rest);
          request.readSequence();
          const end = request.offset + request.length;
          this.answer(new BerReader(rest.subarray(0, end)), socket);
          rest = rest.subarray(end);
        }
      })
      .on('error', () => socket.destroy());
  }

  private answer(request: BerReader, socket: Socket): void {
    request.readSequence();
    const id = request.readInt()!;
    const operation = request.readSequence();
    if (operation === LDAP_REQ_BIND) {
      request.readInt();
      const user = request.readString()!;
      this.users.push(user);
      socket.write(result(id, LDAP_RES_BIND, this.bind(user)));
    }
    if (operation === LDAP_REQ_EXTENSION) {
      // It promises TLS, and has none.
      socket.write(result(id, LDAP_RES_EXTENSION, 0));
      socket.removeAllListeners('data').resume();
    }
    if (operation !== LDAP_REQ_SEARCH) return;
    const search = searchIn(request);
    this.searches.push(search);
    this.onSearch(search, {
      entry: (dn, attributes) => socket.write(entry(id, dn, attributes)),
      end: (code = 0, control) => socket.write(result(id, LDAP_RES_SEARCH, code, control)),
      hangUp: () => {
        socket.end();
        return once(socket, 'close');
      },
    });
  }
}

function searchIn(request: BerReader): Search {
  const base = request.readString()!;
  for (let i = 0; i < 2; i += 1) request.readEnumeration();
  for (let i = 0; i < 2; i += 1) request.readInt();
  request.readBoolean();
  const filter = filterIn(request);
  request.readSequence();
  const end = request.offset + request.length;
  const attributes: string[] = [];
  while (request.offset < end) attributes.push(request.readString()!);
  return { base, filter, attributes, controls: controlsIn(request) };
}

/** A filter of the kinds that the gateway asks by. */
function filterIn(request: BerReader): string {
  const kind = request.peek()!;
  if (kind === SearchFilter.present) return `(${request.readString(SearchFilter.present)!}=*)`;
  request.readSequence(kind);
  const end = request.offset + request.length;
  const comparison = new Map<number, string>([
    [SearchFilter.equalityMatch, '='],
    [SearchFilter.greaterOrEqual, '>='],
    [SearchFilter.lessOrEqual, '<='],
  ]).get(kind);
  if (comparison) return `(${request.readString()!}${comparison}${request.readString()!})`;
  const parts: string[] = [];
  while (request.offset < end) parts.push(filterIn(request));
  return `(${kind === SearchFilter.and ? '&' : kind === SearchFilter.or ? '|' : '!'}${parts.join('')})`;
}

function controlsIn(request: BerReader): Map<string, Buffer> {
  const controls = new Map<string, Buffer>();
  if (request.readSequence(LDAP_CONTROLS) === null) return controls;
  while (request.readSequence() !== null) {
    const end = request.offset + request.length;
    const type = request.readString()!;
    request.readBoolean();
    controls.set(type, request.offset < end ? request.readString(Ber.OctetString, true)! : Buffer.alloc(0));
  }
  return controls;
}

function message(
  id: number,
  operation: number,
  write: (writer: BerWriter) => void,
  control?: [string, Buffer],
): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(operation);
  write(writer);
  writer.endSequence();
  if (control) {
    writer.startSequence(LDAP_CONTROLS);
    writer.startSequence();
    writer.writeString(control[0]);
    writer.writeBuffer(control[1], Ber.OctetString);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  return writer.buffer;
}

function result(id: number, operation: number, code: number, control?: [string, Buffer]): Buffer {
  const write = (writer: BerWriter) => {
    writer.writeEnumeration(code);
    writer.writeString('');
    writer.writeString('');
  };
  return message(id, operation, write, control);
}

function entry(id: number, dn: string, attributes: Record<string, (string | Buffer)[]>): Buffer {
  return message(id, LDAP_RES_SEARCH_ENTRY, (writer) => {
    writer.writeString(dn);
    writer.startSequence();
    for (const [name, values] of Object.entries(attributes)) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(LBER_SET);
      for (const value of values)
        writer.writeBuffer(typeof value === 'string' ? Buffer.from(value) : value, Ber.OctetString);
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
  });
}
