import { items } from "../../apps/catalog-answers.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import { all, apply, get, has, present, refused, step, tls } from "../../step.js";
import { AS_WEBAPP, HTTP_URL, webappFiles, webappMutual, webappTls } from "../calls.js";
import { webappMutualCredential } from "../certificates.js";
import { r4 } from "../gateways.js";
import { hasSecrets, lacksSecret } from "./secrets.js";

export default step({
  change: all(apply("credentials", webappMutualCredential), apply("routing", r4)),
  checks: [
    {
      says: "The Secret has the authority that clients are known by",
      probe: has(`Secret/${ISTIO_SYSTEM}/webapp-credential-mtls`, {
        type: "Opaque",
        data: { "tls.crt": present, "tls.key": present, "ca.crt": present },
      }),
    },
    {
      says: "The gateway has the certificate and the authority of the Secret, both active",
      probe: hasSecrets(["webapp-credential-mtls"], ["webapp-credential-mtls-cacert"]),
      until: "2.29",
      hint: `kubectl get secret -n ${ISTIO_SYSTEM}`,
    },
    {
      says: "It has forgotten the certificate of before",
      probe: lacksSecret("webapp-credential"),
      until: "2.29",
      // connections of before may end in peace: Envoy drains what has changed for 45 s
      timeoutMs: 120_000,
    },
    {
      says: "A client without a certificate is refused: certificate required",
      probe: refused(webappTls, "certificate required"),
      until: "2.29",
      hint: "kubectl get gw -n istioinaction coolstore-gateway -o yaml: the mode is MUTUAL",
    },
    {
      says: "One with its certificate gets the items",
      probe: tls(webappMutual, { json: items, shows: webappFiles.cert }),
      until: "2.29",
      hint: "./lab status says whether a certificate has ended; ./lab certs renew makes new ones.",
    },
    {
      says: "A server's certificate is none for a client",
      probe: refused(
        { ...webappTls, client: { cert: webappFiles.cert, key: webappFiles.key } },
        "certificate refused",
      ),
      until: "2.29",
      hint: "openssl x509 -ext extendedKeyUsage shows what a certificate is for.",
    },
    {
      says: "HTTP is answered again, without a redirection",
      probe: get(HTTP_URL, { ...AS_WEBAPP, json: items }),
      until: "2.29",
      hint: "A second Gateway still redirects it: kubectl get gw -A",
    },
  ],
});
