/**
 * The id of logs written before Inspect gave them one: BLAKE2s-128 of run, task and time (RFC 7693), in
 * base 57. It must be the same in every reader, so that two copies of a log are known as one.
 */

/** As Inspect's `base57_id_hash`. */
export function base57Hash(content: string): string {
  let rest = BigInt(`0x${blake2s128(Buffer.from(content, 'utf8')).toString('hex')}`);
  let id = '';
  for (; rest > 0n; rest /= 57n) id = alphabet.charAt(Number(rest % 57n)) + id;
  return id.slice(-22).padStart(22, alphabet.charAt(0));
}

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const initial = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
/** RFC 7693, section 2.7: the message words of each round. */
const schedule = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
const columnsAndDiagonals = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
];

export function blake2s128(message: Buffer): Buffer {
  const state = Uint32Array.from(initial);
  state[0] = (state[0] as number) ^ 0x01010000 ^ 16;
  const blocks = Math.max(1, Math.ceil(message.length / 64));
  for (let block = 0; block < blocks; block++) {
    const bytes = Buffer.alloc(64);
    message.copy(bytes, 0, block * 64);
    compress(state, bytes, Math.min((block + 1) * 64, message.length), block === blocks - 1);
  }
  const digest = Buffer.alloc(16);
  for (let word = 0; word < 4; word++) digest.writeUInt32LE(state[word] as number, word * 4);
  return digest;
}

/** RFC 7693, section 3.2. Messages here are names and times: far below 4 GiB. */
function compress(state: Uint32Array, block: Buffer, bytesSoFar: number, isLast: boolean): void {
  const v = new Uint32Array(16);
  v.set(state);
  v.set(initial, 8);
  v[12] = (v[12] as number) ^ bytesSoFar;
  if (isLast) v[14] = ~(v[14] as number);
  const rotated = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));
  const mix = (a: number, b: number, c: number, d: number, x: number, y: number) => {
    for (const [word, first, second] of [
      [x, 16, 12],
      [y, 8, 7],
    ] as const) {
      v[a] = (v[a] as number) + (v[b] as number) + word;
      v[d] = rotated((v[d] as number) ^ (v[a] as number), first);
      v[c] = (v[c] as number) + (v[d] as number);
      v[b] = rotated((v[b] as number) ^ (v[c] as number), second);
    }
  };
  for (const order of schedule)
    for (const [at, lanes] of columnsAndDiagonals.entries()) {
      const word = (each: number) => block.readUInt32LE(4 * (order[2 * at + each] as number));
      mix(...(lanes as [number, number, number, number]), word(0), word(1));
    }
  for (let at = 0; at < 8; at++)
    state[at] = (state[at] as number) ^ (v[at] as number) ^ (v[at + 8] as number);
}
