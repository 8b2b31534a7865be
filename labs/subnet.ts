const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;
const BITS = 32;

interface Network {
  readonly address: number;
  readonly prefix: number;
}

function parse(text: string): Network | undefined {
  const [, ...parts] = IPV4.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const bytes = parts.slice(0, 4).map(Number);
  const prefix = parts[4] === undefined ? BITS : Number(parts[4]);
  if (bytes.some((byte) => byte > 255) || prefix > BITS) return undefined;
  return { address: bytes.reduce((sum, byte) => sum * 256 + byte, 0), prefix };
}

/**
 * Whether an IPv4 address, or a whole network, lies within a network. Anything else does not.
 * @example inSubnet("10.10.3.0/24", "10.10.0.0/16") // true
 */
export function inSubnet(address: string, subnet: string): boolean {
  const inner = parse(address);
  const outer = parse(subnet);
  if (inner === undefined || outer === undefined || inner.prefix < outer.prefix) return false;
  const size = 2 ** (BITS - outer.prefix);
  return Math.floor(inner.address / size) === Math.floor(outer.address / size);
}
