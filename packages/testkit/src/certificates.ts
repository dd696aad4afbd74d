import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { exportPKCS8, type GenerateKeyPairResult, generateKeyPair } from 'jose';

/** A certificate and its key, as a client shows them. */
export interface Certificate {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
  readonly der: Buffer;
  /** `x5t#S256` (RFC 8705 §3.1). */
  readonly thumbprint: string;
  readonly keys: GenerateKeyPairResult;
}

export interface CertificateRequest {
  /** Part by part as the certificate has them, which is the other way round than in RFC 4514: `[{ O: ['Acme'] }, { CN: ['orders'] }]`. */
  readonly subject?: x509.JsonNameParams;
  readonly alternativeNames?: x509.JsonGeneralNames;
  /** Milliseconds since the epoch. Default: an hour before and after now. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** Extended key usages. Default: client authentication. */
  readonly usages?: readonly x509.ExtendedKeyUsageType[];
  readonly authority?: boolean;
  /** Default: new ones. */
  readonly keys?: GenerateKeyPairResult;
}

/** A private certificate authority. */
export interface CertificateAuthority {
  /** PEM: what whoever believes it has to have. */
  readonly ca: string;
  readonly issue: (request?: CertificateRequest) => Promise<Certificate>;
  /** An authority below this one. */
  readonly subordinate: (name: string) => Promise<CertificateAuthority>;
  /** PEM: its list of those it has revoked (RFC 5280 §5). */
  readonly revoke: (...certificates: readonly Certificate[]) => Promise<string>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR = 3_600_000;

/** @param now milliseconds since the epoch */
export async function createAuthority(name: string, now: () => number): Promise<CertificateAuthority> {
  const keys = await generateKeys();
  const subject = [{ CN: [name] }];
  const root = await make({ subject, authority: true, keys, usages: [] }, keys, subject, now);
  return authorityOf(root, now);
}

/** A certificate that nobody vouches for but its own key. */
export async function selfSigned(request: CertificateRequest, now: () => number): Promise<Certificate> {
  const keys = request.keys ?? (await generateKeys());
  return make({ ...request, keys }, keys, request.subject ?? DEFAULT_SUBJECT, now);
}

const DEFAULT_SUBJECT = [{ CN: ['client'] }];

function authorityOf(own: Certificate, now: () => number): CertificateAuthority {
  const issuer = new x509.X509Certificate(own.cert).subjectName.toJSON();
  const issue = (request: CertificateRequest = {}) => make(request, own.keys, issuer, now);
  return {
    ca: own.cert,
    issue,
    subordinate: async (name) =>
      authorityOf(await issue({ subject: [{ CN: [name] }], authority: true, usages: [] }), now),
    revoke: async (...certificates) => {
      const list = await x509.X509CrlGenerator.create({
        issuer,
        thisUpdate: new Date(now() - HOUR),
        nextUpdate: new Date(now() + HOUR),
        entries: certificates.map(({ cert }) => ({
          serialNumber: new x509.X509Certificate(cert).serialNumber,
          revocationDate: new Date(now() - HOUR),
        })),
        signingAlgorithm: ALGORITHM,
        signingKey: own.keys.privateKey,
      });
      return x509.PemConverter.encode(list.rawData, 'X509 CRL');
    },
  };
}

async function make(
  request: CertificateRequest,
  signer: GenerateKeyPairResult,
  issuer: x509.JsonNameParams,
  now: () => number,
): Promise<Certificate> {
  const keys = request.keys ?? (await generateKeys());
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: `00${randomBytes(8).toString('hex')}`,
    subject: new x509.Name(request.subject ?? DEFAULT_SUBJECT),
    issuer: new x509.Name(issuer),
    notBefore: new Date(request.notBefore ?? now() - HOUR),
    notAfter: new Date(request.notAfter ?? now() + HOUR),
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: extensionsOf(request),
  });
  const der = Buffer.from(certificate.rawData);
  return {
    cert: certificate.toString('pem'),
    key: await exportPKCS8(keys.privateKey),
    der,
    thumbprint: createHash('sha256').update(der).digest('base64url'),
    keys,
  };
}

function extensionsOf({ authority = false, alternativeNames, usages }: CertificateRequest): x509.Extension[] {
  const extensions: x509.Extension[] = [new x509.BasicConstraintsExtension(authority, undefined, true)];
  const extended = usages ?? [x509.ExtendedKeyUsage.clientAuth];
  if (extended.length > 0) extensions.push(new x509.ExtendedKeyUsageExtension([...extended]));
  if (alternativeNames !== undefined) {
    extensions.push(new x509.SubjectAlternativeNameExtension(alternativeNames));
  }
  return extensions;
}

function generateKeys(): Promise<GenerateKeyPairResult> {
  return generateKeyPair('ES256', { extractable: true });
}
