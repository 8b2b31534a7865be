import { expect, it } from "@jest/globals";
import { otherThanInStudy } from "../../../cli/text/other.js";
import type { Where } from "../../../labs/objects.js";

const IMAGES = "images: stand-ins; ./lab bed status says what each really is";
const CPU =
  "CPU requests: small, 10m for each pod of Istio and each sidecar, as in its demo profile";
const MEMORY =
  "memory requests: small, 100Mi for istiod, 40Mi for each proxy as in Istio's demo profile, and for metrics-server";

it.each<[Where, string[]]>([
  [{ target: "kind", images: "official", cpuRequests: "official" }, []],
  [{ target: "kind", images: "stand-ins", cpuRequests: "official" }, [IMAGES]],
  [{ target: "kind", images: "official", cpuRequests: "small" }, [CPU]],
  [{ target: "kind", images: "stand-ins", cpuRequests: "small" }, [IMAGES, CPU]],
  [{ target: "kind", images: "official", memoryRequests: "small" }, [MEMORY]],
  [{ target: "kwok", images: "stand-ins", cpuRequests: "small", memoryRequests: "small" }, []],
])("a lab on %j tells what is other than in the study: %j", (where, lines) => {
  expect(otherThanInStudy(where)).toEqual(lines);
});
