/**
 * Whether an IP address is somebody's on the public Internet, by the IANA special-purpose registries
 * (RFC 6890 and its updates). Everything that could be this host, its network or its cloud's
 * metadata service is not. IPv4 addresses that travel inside IPv6 ones are unpacked and judged as
 * what they are. Documentation ranges are left out: they lead nowhere.
 */
import { BlockList, isIP } from 'node:net';

const inward = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, metadata services
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarking
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
] as const) {
  inward.addSubnet(network, bits, 'ipv4');
}
/** Only 2000::/3 is global unicast; of that, Teredo and what is not routed are taken out. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const inwardSix = new BlockList();
for (const [network, bits] of [
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2002::', 16], // 6to4: an IPv4 address inside
  ['3fff::', 20], // documentation
] as const) {
  inwardSix.addSubnet(network, bits, 'ipv6');
}

/** `address` is an IPv4 or IPv6 literal, without brackets; anything else is not public. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !inward.check(address, 'ipv4');
  if (version !== 6 || address.includes('%')) return false;
  // IPv4-mapped (::ffff:a.b.c.d) and NAT64 (64:ff9b::a.b.c.d) fall outside 2000::/3 and are refused:
  // a server that has an IPv4 address can be reached by it.
  return globalUnicast.check(address, 'ipv6') && !inwardSix.check(address, 'ipv6');
}
