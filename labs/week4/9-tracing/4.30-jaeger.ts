import { ISTIO_SYSTEM } from "../../istio.js";
import { addons, available, by, container, has, step } from "../../step.js";
import { jaegerInside } from "../addons.js";

/** The Services that lead to it, with their ports, and how long they stay so. */
const SERVICES = [
  { name: "zipkin", ports: { 9411: { targetPort: 9411 } } },
  {
    name: "jaeger-collector",
    ports: {
      14268: { targetPort: 14268 },
      14250: { targetPort: 14250 },
      9411: { targetPort: 9411 },
    },
  },
  { name: "tracing", ports: { 80: { targetPort: 16686 }, 16685: { targetPort: 16685 } } },
] as const;

export default step({
  change: addons(jaegerInside),
  checks: [
    {
      says: "Jaeger is available, with its page below /jaeger",
      probe: available(
        ISTIO_SYSTEM,
        "jaeger",
        container("jaeger", { env: by("name", { QUERY_BASE_PATH: { value: "/jaeger" } }) }),
      ),
      timeoutMs: 180_000,
      hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=jaeger`,
    },
    ...SERVICES.map(({ name, ports }) => ({
      says: `The Service ${name} leads to it`,
      probe: has(`Service/${ISTIO_SYSTEM}/${name}`, {
        spec: { selector: { app: "jaeger" }, ports: by("port", ports) },
      }),
    })),
  ],
});
