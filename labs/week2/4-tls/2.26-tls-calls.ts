import { items } from "../../apps/catalog-answers.js";
import { get, refused, step, tls } from "../../step.js";
import { AS_WEBAPP, HTTP_URL, webappFiles, webappTls } from "../calls.js";

const { trusts: _trusts, ...withoutAuthority } = webappTls;

const CHAIN = "istioctl proxy-config listener deploy/istio-ingressgateway.istio-system --port 8443";

export default step({
  checks: [
    {
      says: "A greeting with the name localhost is hung up on, whatever is trusted",
      probe: refused({ ...webappTls, sni: "localhost" }, "closed"),
      until: "the end",
      hint: `${CHAIN} shows the names that it knows.`,
    },
    {
      says: "With the right name and no authority the certificate is not believed",
      probe: refused(withoutAuthority, "unknown authority"),
      until: "the end",
      hint: CHAIN,
    },
    {
      says: "With the right name and its authority the items come by HTTP/2, under the lab's own certificate",
      probe: tls(webappTls, {
        json: items,
        headers: { server: "^istio-envoy$" },
        shows: webappFiles.cert,
        alpn: "h2",
      }),
      until: "2.28",
      hint: "./lab status says whether a certificate has ended; ./lab certs renew makes new ones.",
    },
    {
      says: "HTTP is answered as before",
      probe: get(HTTP_URL, { ...AS_WEBAPP, json: items }),
      until: "2.27",
      hint: "kubectl get gw -A shows which Gateways there are.",
    },
  ],
});
