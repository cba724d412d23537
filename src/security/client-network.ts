import { isIPv6 } from 'node:net';

/** What counts as one client: an IPv4 address, or the /64 network of an IPv6 address, as one customer has all of it. */
export function networkOf(address: string): string {
  const [, v4] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? [];
  if (v4) return v4;
  const [plain] = address.split('%') as [string];
  if (!isIPv6(plain)) return address;
  const shortest = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [start, end = []] = shortest.split('::').map((part) => (part ? part.split(':') : []));
  const zeros = Array<string>(8 - start!.length - end.length).fill('0');
  return `${[...start!, ...zeros, ...end].slice(0, 4).join(':')}::/64`;
}
