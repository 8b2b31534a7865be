import type { KubeObject, ObjectMeta } from "./kube.js";

/**
 * What is other on purpose with the certificates of an authority:
 * `no-san` they name their host in the common name alone, as the book's do · `expired` the server's has ended ·
 * `book` they are the book's own, copied from its checkout.
 */
export type CertificateFlaw = "no-san" | "expired" | "book";

/**
 * An authority (CA) of its own with what it has signed: the files of one folder of the book's chapter 4. The material
 * is made and kept by the program; this is what it is for.
 */
export interface CertificatesSpec {
  /** By which the lab knows it: `webapp`. */
  readonly name: string;
  /** Where the files lie, below the folder of all: `ch4/certs`, as in the book's checkout. */
  readonly folder: string;
  /** The name that the server's certificate is for. */
  readonly host: string;
  /** Whether there is a client's certificate too. @default none */
  readonly client?: true;
  /** @default nothing is wrong with them */
  readonly flaw?: CertificateFlaw;
}

/** The names of an authority's files, below the folder of all. */
export interface CertificateFiles {
  /** The authority itself and the one above it: for `curl --cacert`. */
  readonly chain: string;
  readonly cert: string;
  readonly key: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

/** Where an authority's files lie, named as in the book's checkout (`weeks/week2.md` 5.4). */
export function certificateFiles({
  folder,
  host,
}: Pick<CertificatesSpec, "folder" | "host">): CertificateFiles {
  const pair = (of: string) => ({
    cert: `${folder}/${of}/certs/${host}.cert.pem`,
    key: `${folder}/${of}/private/${host}.key.pem`,
  });
  const [server, client] = [pair("3_application"), pair("4_client")];
  return {
    chain: `${folder}/2_intermediate/certs/ca-chain.cert.pem`,
    ...server,
    clientCert: client.cert,
    clientKey: client.key,
  };
}

/** Those that there are of them. */
export function filesMade(spec: CertificatesSpec): readonly string[] {
  const { chain, cert, key, clientCert, clientKey } = certificateFiles(spec);
  return [chain, cert, key, ...(spec.client === true ? [clientCert, clientKey] : [])];
}

/** Whether a file holds a private key: readable by the user only. */
export const isPrivate = (file: string): boolean => file.endsWith(".key.pem");

const REFERENCE = "file:";

/**
 * The content of a file of certificates, as it stands in a Secret's `data`: its name. No text of the lab has the
 * content; it is put in where the Secret is declared. The API server refuses the name itself, which is no base64.
 */
const contentOf = (file: string): string => `${REFERENCE}${file}`;

/** The file whose content a value stands for; undefined for any other value. */
export const fileMeant = (value: unknown): string | undefined =>
  typeof value === "string" && value.startsWith(REFERENCE)
    ? value.slice(REFERENCE.length)
    : undefined;

/** The entries of a Secret whose content are files of certificates: key of the entry, name of the file. */
export function filesIn(object: KubeObject): readonly (readonly [string, string])[] {
  if (object.kind !== "Secret") return [];
  const data = (object["data"] ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(data).flatMap(([entry, value]) => {
    const file = fileMeant(value);
    return file === undefined ? [] : [[entry, file] as const];
  });
}

const secret = (
  metadata: ObjectMeta,
  type: string,
  files: Readonly<Record<string, string>>,
): KubeObject => ({
  ...{ apiVersion: "v1", kind: "Secret", metadata, type },
  data: Object.fromEntries(Object.entries(files).map(([entry, file]) => [entry, contentOf(file)])),
});

/** A server's certificate and key, as `kubectl create secret tls` makes it. */
export function tlsSecret(metadata: ObjectMeta, of: CertificatesSpec): KubeObject {
  const { cert, key } = certificateFiles(of);
  return secret(metadata, "kubernetes.io/tls", { "tls.crt": cert, "tls.key": key });
}

/** The same with the authority by which clients are known, as `kubectl create secret generic` makes it. */
export function mutualSecret(metadata: ObjectMeta, of: CertificatesSpec): KubeObject {
  const { cert, key, chain } = certificateFiles(of);
  return secret(metadata, "Opaque", { "tls.crt": cert, "tls.key": key, "ca.crt": chain });
}
