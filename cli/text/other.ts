import type { Where } from "../../labs/objects.js";

/** What a lab has other than the study because of the machine that it runs on, a line each. */
export function otherThanInStudy({ target, images, cpuRequests, memoryRequests }: Where): string[] {
  if (!target.runs.pods) return [];
  return [
    ...(images === "stand-ins"
      ? ["images: stand-ins; ./lab bed status says what each really is"]
      : []),
    ...(cpuRequests === "small"
      ? ["CPU requests: small, 10m for each pod of Istio and each sidecar, as in its demo profile"]
      : []),
    ...(memoryRequests === "small"
      ? [
          "memory requests: small, 100Mi for istiod, 40Mi for each proxy as in Istio's demo profile, and for metrics-server",
        ]
      : []),
  ];
}
