import { describe, expect, it } from "@jest/globals";
import { labEnvironment } from "../../../cli/stack/environment.js";
import { root } from "../../../lib/paths.js";

describe("the lab's environment", () => {
  it("names the checkout, whose programs the lab's resources run", () => {
    expect(labEnvironment({})["ISTIO_LAB_ROOT"]).toBe(root);
  });

  it("puts the lab's tools first on the PATH, once", () => {
    const { PATH = "" } = labEnvironment({ PATH: "/usr/bin", LAB_CACHE: "/cache" });
    expect(PATH).toBe("/cache/bin:/usr/bin");
    expect(labEnvironment({ PATH, LAB_CACHE: "/cache" })["PATH"]).toBe(PATH);
  });
});
