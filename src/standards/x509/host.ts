/**
 * Names under which a server is reached, as a certificate carries them (RFC 5280 §4.2.1.6): a DNS name in
 * ASCII, or an IP address as its 4 or 16 bytes. No wildcards: a certificate of ours names what it is for.
 */
import { X509Error } from './problems.ts';

export type Host = { dns: string } | { ip: Buffer };

const dnsCharactersMax = 253;

export function readHost(text: string): Host {
  const ip = ipv4Of(text) ?? ipv6Of(text);
  if (ip !== undefined) return { ip };
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
  const labels = text.split('.');
  // A last label of digits would be an address that somebody mistyped, not a name.
  const isName = labels.every((part) => label.test(part)) && !/^[0-9]+$/.test(labels.at(-1) ?? '');
  if (isName && text.length <= dnsCharactersMax) return { dns: text.toLowerCase() };
  throw new X509Error(
    `\`${text}\` is no host: give a name like \`gateway.larch.example\` or an IP address`,
  );
}

function ipv4Of(text: string): Buffer | undefined {
  const parts = text.split('.');
  const isAddress =
    parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && +part < 256);
  return isAddress ? Buffer.from(parts.map(Number)) : undefined;
}

/** RFC 4291 §2.2: eight groups, of which one run of zeros may be `::`. */
function ipv6Of(text: string): Buffer | undefined {
  if (!text.includes(':') || text.length > 45) return undefined;
  const halves = text.split('::');
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail = []] = groups;
  const zeros = 8 - head.length - tail.length;
  const isWhole = halves.length === 1 ? zeros === 0 : halves.length === 2 && zeros > 0;
  const all = [...head, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tail];
  if (!isWhole || !all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
