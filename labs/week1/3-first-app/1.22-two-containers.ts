import { NAMESPACE } from "../../apps/app.js";
import { each, onHost, some, step } from "../../step.js";
import { literal } from "../../versions.js";
import { versions } from "../versions.js";

const PROXY = new RegExp(`/proxyv2:${literal(versions.istio)}$`);

/** A pod with an application and a proxy of the right version. */
const meshed = {
  spec: { containers: some({ image: PROXY }) },
  status: {
    containerStatuses: some(
      { name: /^(?:catalog|webapp)$/, ready: true },
      { name: "istio-proxy", ready: true },
    ),
  },
};

export default step({
  checks: [
    {
      says: `Every pod runs its application and an istio-proxy ${versions.istio}, both ready`,
      probe: onHost(["kubectl", "get", "pod", "-n", NAMESPACE, "-o", "json"], {
        json: { items: each(meshed) },
      }),
      timeoutMs: 120_000,
      hint: "A pod from before the label has no sidecar; deleting it brings one that has.",
    },
  ],
});
