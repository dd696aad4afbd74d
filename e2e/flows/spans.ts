/** A span as a collector gets it. Ids in hex. */
export interface Span {
  readonly trace: string;
  readonly id: string;
  /** Empty for one without. */
  readonly parent: string;
  readonly name: string;
  /** Those whose values are strings. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads the body of an `ExportTraceServiceRequest` in protobuf, as far as tests ask. */
export function readSpans(body: Buffer): readonly Span[] {
  return within(body, 1)
    .flatMap((resource) => within(resource, 2))
    .flatMap((scope) => within(scope, 2))
    .map((span) => ({
      trace: first(span, 1).toString('hex'),
      id: first(span, 2).toString('hex'),
      parent: first(span, 4).toString('hex'),
      name: first(span, 5).toString(),
      attributes: Object.fromEntries(
        within(span, 9).map((pair) => [first(pair, 1).toString(), first(first(pair, 2), 1).toString()]),
      ),
    }));
}

function first(message: Buffer, field: number): Buffer {
  return within(message, field)[0] ?? Buffer.alloc(0);
}

/** The values of a field that have a length: messages, strings, bytes. */
function within(message: Buffer, field: number): readonly Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message.readUInt8(at++);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const [number, type] = [Math.floor(tag / 8), tag % 8];
    const length = type === 2 ? varint() : type === 1 ? 8 : type === 5 ? 4 : 0;
    if (type === 0) varint();
    if (type === 2 && number === field) found.push(message.subarray(at, at + length));
    at += length;
  }
  return found;
}
