/** The one call that is made (SPIFFE Workload API §6.2.1). */
const METHOD = '/SpiffeWorkloadAPI/FetchJWTSVID';

/** Milliseconds; the agent is on this machine. */
const PATIENCE = 5000;

/** Field numbers of `JWTSVIDRequest`, `JWTSVIDResponse` and `JWTSVID` in the published workload.proto. */
const AUDIENCE = 1;
const SVIDS = 1;
const SVID = 2;

/**
 * One JWT-SVID for `audience` from the Workload API at `endpoint` (`unix:///path` or `tcp://address:port`). gRPC is loaded at
 * the first use, as few callers need it: `@grpc/grpc-js` and `@bufbuild/protobuf` are optional. Of several identities the first
 * is taken, which is the default one. Rejects without repeating anything that was said.
 */
export async function fetchJwtSvid(endpoint: string, audience: string): Promise<string> {
  const [{ Client, credentials, Metadata }, { BinaryReader, BinaryWriter, WireType }] = await Promise.all([
    import('@grpc/grpc-js'),
    import('@bufbuild/protobuf/wire'),
  ]);

  /** The first value of a length-delimited field. */
  function field(message: Uint8Array, wanted: number): Uint8Array {
    const reader = new BinaryReader(message);
    while (reader.pos < reader.len) {
      const [number, type] = reader.tag();
      if (number === wanted && type === WireType.LengthDelimited) return reader.bytes();
      reader.skip(type, number);
    }
    throw new TypeError('the message lacks a field');
  }
  const encode = (text: string) =>
    Buffer.from(new BinaryWriter().tag(AUDIENCE, WireType.LengthDelimited).string(text).finish());
  const decode = (message: Uint8Array) => new TextDecoder().decode(field(field(message, SVIDS), SVID));

  const metadata = new Metadata();
  metadata.set('workload.spiffe.io', 'true');
  const client = new Client(addressOf(endpoint), credentials.createInsecure());
  try {
    return await new Promise<string>((resolve, reject) => {
      const call = client.makeUnaryRequest(METHOD, encode, decode, audience, metadata, (error, svid) => {
        clearTimeout(patience);
        if (error === null && svid !== undefined) resolve(svid);
        else reject(new Error('the Workload API gave no JWT-SVID'));
      });
      const patience = setTimeout(() => call.cancel(), PATIENCE);
    });
  } finally {
    client.close();
  }
}

/** gRPC names a TCP address without a scheme; of Unix sockets it knows both forms (SPIFFE Workload Endpoint §4). */
function addressOf(endpoint: string): string {
  return endpoint.replace(/^tcp:\/\//, '');
}
