import { certificateFiles, type CertificatesSpec } from "../certificates.js";
import type { TlsRequest } from "../connection-probes.js";
import {
  CATALOG_HOST,
  catalogCertificates,
  SNI_HOSTS,
  sniCertificates,
  WEBAPP_HOST,
  webappCertificates,
} from "./certificates.js";

/* The calls of the exercises, from the host: the names are sent and need not be known to it. */

/** webapp through the gateway by HTTP. */
export const HTTP_URL = "http://127.0.0.1:30000/api/catalog";
export const AS_WEBAPP = { headers: { Host: WEBAPP_HOST } } as const;

/** What the certificates of an authority are in files. */
export const webappFiles = certificateFiles(webappCertificates);
export const catalogFiles = certificateFiles(catalogCertificates);

const over = (
  port: number,
  path: string,
  name: string,
  certificates: CertificatesSpec,
): TlsRequest => ({
  url: `https://127.0.0.1:${port}${path}`,
  name,
  trusts: certificateFiles(certificates).chain,
});

/** webapp by HTTPS, by a client that trusts its authority. */
export const webappTls = over(30005, "/api/catalog", WEBAPP_HOST, webappCertificates);

/** The same, of a client that shows a certificate of its own. */
export const webappMutual: TlsRequest = {
  ...webappTls,
  client: { cert: webappFiles.clientCert, key: webappFiles.clientKey },
};

/** catalog by HTTPS. */
export const catalogTls = over(30005, "/items", CATALOG_HOST, catalogCertificates);

/** A service that ends TLS itself, by the name in the greeting. */
export const sniTls = sniCertificates.map((certificates, place) =>
  over(30006, "/", SNI_HOSTS[place] ?? "", certificates),
);

/** Time for istiod to hand on what has changed, and for a pod to start. */
export const STARTS_MS = 120_000;
