import { items } from "../../apps/catalog-answers.js";
import { all, apply, certify, refused, step, tcp, tls } from "../../step.js";
import { catalogFiles, catalogTls, webappFiles, webappTls } from "../calls.js";
import { catalogCertificates, catalogCredential } from "../certificates.js";
import { r5 } from "../gateways.js";
import { catalogEntry } from "../routing.js";
import { hasSecrets } from "./secrets.js";

const RENEW =
  "./lab status says whether a certificate has ended; ./lab certs renew makes new ones.";

export default step({
  change: all(
    certify(catalogCertificates),
    apply("credentials", catalogCredential),
    apply("routing", r5, catalogEntry),
  ),
  checks: [
    {
      says: "The gateway has the certificates of both names, active",
      probe: hasSecrets(["webapp-credential", "catalog-credential"]),
      until: "the end",
      hint: "kubectl get secret -n istio-system",
    },
    {
      says: "By webapp's name webapp answers, under webapp's certificate",
      probe: tls(webappTls, { json: items, shows: webappFiles.cert }),
      until: "the end",
      hint: RENEW,
    },
    {
      says: "By catalog's name catalog answers, under catalog's certificate",
      probe: tls(catalogTls, {
        json: items,
        headers: { "x-powered-by": "^Express$" },
        shows: catalogFiles.cert,
      }),
      until: "the end",
      hint: RENEW,
    },
    {
      says: "webapp's authority does not vouch for catalog",
      probe: refused({ ...catalogTls, trusts: webappFiles.chain }, "unknown authority"),
      until: "the end",
      hint: "openssl x509 -noout -issuer shows who has signed a certificate.",
    },
    {
      says: "Nothing listens for HTTP any more",
      probe: tcp(30000, "nothing"),
      until: "the end",
      hint: "A second Gateway with port 80 is left: kubectl get gw -A",
    },
  ],
});
