import { expect, it } from "@jest/globals";
import { otherThanInStudy } from "../../../cli/text/other.js";
import type { Where } from "../../../labs/objects.js";
import { kind as onKind } from "../../../targets/kind.js";
import { kwok as onKwok } from "../../../targets/kwok.js";

const IMAGES = "images: stand-ins; ./lab bed status says what each really is";
const CPU =
  "CPU requests: small, 10m for each pod of Istio and each sidecar, as in its demo profile";
const MEMORY =
  "memory requests: small, 100Mi for istiod, 40Mi for each proxy as in Istio's demo profile, and for metrics-server";

it.each<[Where, string[]]>([
  [{ target: onKind, images: "official", cpuRequests: "official" }, []],
  [{ target: onKind, images: "stand-ins", cpuRequests: "official" }, [IMAGES]],
  [{ target: onKind, images: "official", cpuRequests: "small" }, [CPU]],
  [{ target: onKind, images: "stand-ins", cpuRequests: "small" }, [IMAGES, CPU]],
  [{ target: onKind, images: "official", memoryRequests: "small" }, [MEMORY]],
  [{ target: onKwok, images: "stand-ins", cpuRequests: "small", memoryRequests: "small" }, []],
])("a lab on %j tells what is other than in the study: %j", (where, lines) => {
  expect(otherThanInStudy(where)).toEqual(lines);
});
