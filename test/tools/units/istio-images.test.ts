import { describe, expect, it } from "@jest/globals";
import { ISTIO } from "../../../tools/releases.js";
import type { Stamp } from "../../../tools/stamp.js";
import { istioImages } from "../../../tools/units/istio-images.js";

/** For each tool of a release whether an entry with such a version must be made again. */
const outdated = (istio: keyof typeof ISTIO, version: string): (boolean | undefined)[] =>
  istioImages(istio, ISTIO[istio]).tools.map((tool) => tool.isOutdated?.({ version } as Stamp));

const all = (is: boolean): boolean[] => [is, is, is];

describe("what is built for Istio's images", () => {
  it("is the same files for each release", () => {
    for (const release of Object.keys(ISTIO) as (keyof typeof ISTIO)[])
      expect(istioImages(release, ISTIO[release]).tools).toMatchObject([
        { name: "pilot-agent", files: ["pilot-agent"] },
        { name: "pilot-discovery", files: ["pilot-discovery"] },
        { name: "envoy-bootstrap", files: ["envoy_bootstrap.json"] },
      ]);
  });

  it("is made again where it is of older sources of ours", () => {
    expect(outdated("1.23.2", "1.23.2+module-filters.6")).toEqual(all(false));
    expect(outdated("1.23.2", "1.23.2+module-filters.5")).toEqual(all(true));
    expect(outdated("1.23.2", "1.23.2")).toEqual(all(true));
  });

  // a change that only the newer istiod makes necessary
  it("stays for the study's Istio when it changes for a newer one", () => {
    expect(outdated("1.17.8", "1.17.5+module-filters.5")).toEqual(all(false));
    expect(outdated("1.17.8", "1.17.5+module-filters.4")).toEqual(all(true));
  });
});
