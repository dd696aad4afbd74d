import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';

/** As much of the Workload API as a workload needs for a JWT-SVID (SPIFFE Workload API §6). */
const SERVICE = fromJSON({
  nested: {
    JWTSVIDRequest: {
      fields: { audience: { rule: 'repeated', type: 'string', id: 1 }, spiffe_id: { type: 'string', id: 2 } },
    },
    JWTSVID: {
      fields: {
        spiffe_id: { type: 'string', id: 1 },
        svid: { type: 'string', id: 2 },
        hint: { type: 'string', id: 3 },
      },
    },
    JWTSVIDResponse: { fields: { svids: { rule: 'repeated', type: 'JWTSVID', id: 1 } } },
    SpiffeWorkloadAPI: {
      methods: {
        FetchJWTSVID: { requestType: 'JWTSVIDRequest', responseType: 'JWTSVIDResponse', comment: '' },
      },
    },
  },
}).SpiffeWorkloadAPI;

interface Request {
  readonly audience: readonly string[];
}

interface Response {
  readonly svids: readonly { readonly spiffe_id: string; readonly svid: string; readonly hint: string }[];
}

/** What the agent says of every SVID; workloads read the SVID itself. */
const SPIFFE_ID = 'spiffe://acme.example/workload';

export interface WorkloadApiOptions {
  /** Where it listens: `unix:///path`, or `127.0.0.1:0` for any free port. */
  readonly address: string;
  /** The SVIDs of the caller for these audiences, the default one first; none: the caller has no identity. */
  readonly svids: (audience: readonly string[]) => Promise<readonly string[]>;
}

/** An agent's Workload API on a real socket. */
export interface WorkloadApi {
  /** What `SPIFFE_ENDPOINT_SOCKET` holds. */
  readonly endpoint: string;
  readonly close: () => void;
}

/** Serves JWT-SVIDs over gRPC to whoever sends the header that no browser can be made to send. */
export async function startWorkloadApi({ address, svids }: WorkloadApiOptions): Promise<WorkloadApi> {
  if (SERVICE === undefined || 'format' in SERVICE) throw new TypeError('the service is not described');
  const server = new Server();
  server.addService(SERVICE, {
    FetchJWTSVID: (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>) => {
      if (call.metadata.get('workload.spiffe.io')[0] !== 'true') {
        answer({ code: status.INVALID_ARGUMENT, details: 'the security header is missing' });
        return;
      }
      void svids(call.request.audience).then((given) => {
        if (given.length === 0) answer({ code: status.PERMISSION_DENIED, details: 'no identity issued' });
        else answer(null, { svids: given.map((svid) => ({ spiffe_id: SPIFFE_ID, svid, hint: 'internal' })) });
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    endpoint: address.startsWith('unix:') ? address : `tcp://127.0.0.1:${port}`,
    close: () => server.forceShutdown(),
  };
}
