import { mutualSecret, tlsSecret, type CertificatesSpec } from "../certificates.js";
import { ISTIO_SYSTEM } from "../istio.js";

/** The names by which the applications are asked for from outside. */
export const WEBAPP_HOST = "webapp.istioinaction.io";
export const CATALOG_HOST = "catalog.istioinaction.io";
export const SNI_HOSTS = [
  "simple-sni-1.istioinaction.io",
  "simple-sni-2.istioinaction.io",
] as const;

/* Four authorities that know nothing of each other, each in the folder that the book has it in (`weeks/week2.md` 5.4). */

/** 2.25; its client's certificate is used from 2.28 on. */
export const webappCertificates: CertificatesSpec = {
  ...{ name: "webapp", folder: "ch4/certs", host: WEBAPP_HOST },
  client: true,
};

/** 2.29. */
export const catalogCertificates: CertificatesSpec = {
  ...{ name: "catalog", folder: "ch4/certs2", host: CATALOG_HOST },
};

/** 2.31, 2.32. */
export const sniCertificates = SNI_HOSTS.map((host, place): CertificatesSpec => ({
  ...{ name: `simple-sni-${place + 1}`, folder: `ch4/sni/simple-sni-${place + 1}`, host },
}));

/* The Secrets lie in the gateway's namespace: it reads no other. */

const inGatewayNamespace = (name: string) => ({ name, namespace: ISTIO_SYSTEM });

/** 2.25: webapp's certificate. */
export const webappCredential = tlsSecret(
  inGatewayNamespace("webapp-credential"),
  webappCertificates,
);

/** 2.28: the same, and the authority that clients must have their certificate from. */
export const webappMutualCredential = mutualSecret(
  inGatewayNamespace("webapp-credential-mtls"),
  webappCertificates,
);

/** 2.29: catalog's certificate. */
export const catalogCredential = tlsSecret(
  inGatewayNamespace("catalog-credential"),
  catalogCertificates,
);
