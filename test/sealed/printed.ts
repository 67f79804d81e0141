/** What this process prints from now on, server and workers in it included; it is printed all the same. */
export interface Heard {
  bytes(): Buffer;
  stop(): void;
}

export function hearPrinted(): Heard {
  const chunks: Buffer[] = [];
  const unhook = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      chunks.push(Buffer.from(chunk as Uint8Array));
      return write(chunk, ...rest);
    }) as typeof stream.write;
    return () => (stream.write = write);
  });
  return {
    bytes: () => Buffer.concat(chunks),
    stop: () => unhook.forEach((each) => each()),
  };
}
