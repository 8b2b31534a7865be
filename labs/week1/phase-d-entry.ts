import { get, has, share } from "../probes.js";
import { mesh } from "../state.js";
import type { Step } from "../week.js";
import { CATALOG_URL, firstItem, items, OK, pollStatus } from "./load.js";
import { published, publishedLocal } from "./mesh.js";

const GATEWAY_SERVICE = "Service/istio-system/istio-ingressgateway";

/** Phase D, second half: the way from the host to the gateway (weeks/week1.md 5). */
export const phaseDEntry: readonly Step[] = [
  {
    id: "1.36",
    type: "M",
    title: "Publish the gateway on node port 30000",
    lesson: "kind has no load balancer, but the node's port 30000 is mapped to the host.",
    commands: ["kubectl get svc,ep -n istio-system istio-ingressgateway"],
    patch: mesh(published),
    checks: [
      {
        says: "The gateway's Service is a NodePort with HTTP on 30000",
        needs: "objects",
        probe: has(GATEWAY_SERVICE, {
          "spec.type": { equals: "NodePort" },
          "spec.ports[port=80].nodePort": { equals: 30000 },
        }),
        hint: "Another istioctl install by hand makes it a LoadBalancer again.",
      },
      {
        says: "Its other two ports are still there",
        needs: "objects",
        probe: has(GATEWAY_SERVICE, {
          "spec.ports[port=15021].nodePort": { equals: 30191 },
          "spec.ports[port=443].nodePort": { equals: 31846 },
        }),
        hint: "A Service that was replaced instead of patched loses them.",
      },
    ],
    deviation:
      "The notes patch the live Service; here the node port is part of what is installed, so a later install keeps it.",
  },
  {
    id: "1.37",
    type: "M",
    title: "Keep the client's address",
    lesson:
      "With the policy Local the node hands a request on without putting its own address on it.",
    commands: ["kubectl describe svc -n istio-system istio-ingressgateway"],
    patch: mesh(publishedLocal),
    checks: [
      {
        says: "The external traffic policy is Local",
        needs: "objects",
        probe: has(GATEWAY_SERVICE, { "spec.externalTrafficPolicy": { equals: "Local" } }),
        hint: "kubectl get svc -n istio-system istio-ingressgateway -o yaml",
      },
    ],
  },
  {
    id: "1.38",
    type: "L",
    title: "Call the bookstore from the host",
    lesson: "Host port, node port, gateway, webapp, catalog: the whole way works.",
    commands: [
      `curl -s ${CATALOG_URL} | jq`,
      `curl -s ${CATALOG_URL}/items/1 | jq`,
      `curl -s ${CATALOG_URL} -I | head -n 1`,
    ],
    checks: [
      {
        says: "The catalog has its four items, without images",
        needs: "traffic",
        probe: get(CATALOG_URL, { json: items }),
        until: "1.47",
        hint: "404 means no route (step 1.32), a refused connection means no port (step 1.36).",
      },
      {
        says: "Item 1 is the pair of glasses",
        needs: "traffic",
        probe: get(`${CATALOG_URL}/items/1`, { json: firstItem }),
        until: "1.47",
        hint: "kubectl logs -n istioinaction deploy/webapp -c istio-proxy",
      },
      {
        says: "A HEAD request is answered with 200",
        needs: "traffic",
        probe: { kind: "http", method: "HEAD", url: CATALOG_URL, status: 200 },
        until: "1.47",
        hint: "kubectl logs -n istioinaction deploy/webapp -c webapp",
      },
    ],
  },
  {
    id: "1.39",
    type: "L",
    title: "Poll twice a second",
    lesson: "A loop in a second terminal shows at once what each later change does to users.",
    commands: [pollStatus(0.5)],
    checks: [
      {
        says: "20 of 20 requests are answered with 200",
        needs: "traffic",
        probe: share(20, CATALOG_URL, OK, 1, 1, { method: "HEAD" }),
        until: "1.47",
        hint: "kubectl get pod -n istioinaction",
      },
    ],
  },
];
