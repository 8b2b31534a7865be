// the library's containers ask for it
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { randomBytes, type webcrypto } from "node:crypto";
import { certificateFiles, filesMade, type CertificatesSpec } from "../../labs/certificates.js";

/** Longer than a study of one week at a time takes; `lab status` tells when the end is near. */
const VALID_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;
/** So long ago they begin, in ms: the clock in a virtual machine may be behind. */
const BEGUN_MS = 60 * 60 * 1000;

/** RSA, as in the notes: what curl prints of the handshake is then what stands there. */
const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** Elliptic curves: keys that are made in no time, for tests. */
export const QUICK_KEYS = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

/** How keys are made and certificates are signed. */
type Algorithm = typeof RSA | typeof QUICK_KEYS;

/** A certificate with its key. */
interface Identity {
  readonly cert: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** The content of files, by their names. */
export type Files = Readonly<Record<string, string>>;

/**
 * Makes an authority with a root above it, and what it signs: the files of a folder of the book, with their content.
 * Nothing is written.
 */
export async function makeCertificates(
  spec: CertificatesSpec,
  now = new Date(),
  algorithm: Algorithm = RSA,
): Promise<Files> {
  const { host, client, flaw } = spec;
  const from = new Date(now.getTime() - BEGUN_MS);
  const until = new Date(now.getTime() + VALID_DAYS * DAY_MS);
  const sign = (
    args: Omit<SignArgs, "from" | "until" | "algorithm"> & Partial<SignArgs>,
  ): Promise<Identity> => signed({ from, until, algorithm, ...args });
  const root = await sign({ name: `${host} root`, extensions: authority() });
  const ca = await sign({ name: `${host} CA`, by: root, extensions: authority(0) });
  const ended =
    flaw === "expired"
      ? { from: new Date(now.getTime() - 2 * DAY_MS), until: new Date(now.getTime() - DAY_MS) }
      : {};
  const server = await sign({
    name: host,
    by: ca,
    ...ended,
    extensions: [
      ...leaf(x509.ExtendedKeyUsage.serverAuth),
      ...(flaw === "no-san"
        ? []
        : [new x509.SubjectAlternativeNameExtension([{ type: "dns", value: host }])]),
    ],
  });
  const user =
    client === true
      ? await sign({ name: host, by: ca, extensions: leaf(x509.ExtendedKeyUsage.clientAuth) })
      : undefined;
  const files = certificateFiles(spec);
  const content: Record<string, string> = {
    [files.chain]: pem(ca) + pem(root),
    [files.cert]: pem(server),
    [files.key]: await keyOf(server),
    ...(user && { [files.clientCert]: pem(user), [files.clientKey]: await keyOf(user) }),
  };
  return Object.fromEntries(filesMade(spec).map((file) => [file, content[file] ?? ""]));
}

interface SignArgs {
  readonly name: string;
  /** Who signs it. @default it signs itself */
  readonly by?: Identity;
  readonly from: Date;
  readonly until: Date;
  readonly algorithm: Algorithm;
  readonly extensions: readonly x509.Extension[];
}

async function signed({
  name,
  by,
  from,
  until,
  algorithm,
  extensions,
}: SignArgs): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const subject = `CN=${name}, O=Istio Lab`;
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject,
    issuer: by?.cert.subject ?? subject,
    notBefore: from,
    notAfter: until,
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (by ?? { keys }).keys.privateKey,
    extensions: [
      ...extensions,
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(by === undefined
        ? []
        : [await x509.AuthorityKeyIdentifierExtension.create(by.keys.publicKey)]),
    ],
  });
  return { cert, keys };
}

/** Of another certificate each time, and never negative. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

/** @param above how many authorities may stand below it. @default any number */
const authority = (above?: number): readonly x509.Extension[] => [
  new x509.BasicConstraintsExtension(true, above, true),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
];

const leaf = (purpose: x509.ExtendedKeyUsage): readonly x509.Extension[] => [
  new x509.BasicConstraintsExtension(false, undefined, true),
  new x509.KeyUsagesExtension(
    x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
    true,
  ),
  new x509.ExtendedKeyUsageExtension([purpose]),
];

const pem = ({ cert }: Identity): string => `${cert.toString("pem")}\n`;

const keyOf = async ({ keys }: Identity): Promise<string> => {
  const raw = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return `${x509.PemConverter.encode(raw, "PRIVATE KEY")}\n`;
};
