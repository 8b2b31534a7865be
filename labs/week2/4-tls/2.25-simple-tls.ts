import { ISTIO_SYSTEM } from "../../istio.js";
import { all, apply, certify, has, present, step } from "../../step.js";
import { webappCertificates, webappCredential } from "../certificates.js";
import { r2 } from "../gateways.js";
import { hasSecrets } from "./secrets.js";

export default step({
  change: all(
    certify(webappCertificates),
    apply("credentials", webappCredential),
    apply("routing", r2),
  ),
  checks: [
    {
      says: "The Secret has a certificate and its key",
      probe: has(`Secret/${ISTIO_SYSTEM}/webapp-credential`, {
        type: "kubernetes.io/tls",
        data: { "tls.crt": present, "tls.key": present },
      }),
      hint: `kubectl get secret -n ${ISTIO_SYSTEM}`,
    },
    {
      says: "The gateway has the certificate of the Secret, and it is active",
      probe: hasSecrets(["webapp-credential"]),
      until: "2.28",
      hint: `The Secret must lie in the gateway's namespace: kubectl get secret -n ${ISTIO_SYSTEM}`,
    },
  ],
});
