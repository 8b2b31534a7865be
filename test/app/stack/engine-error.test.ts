import { describe, expect, it } from "@jest/globals";
import { engineError } from "../../../app/stack/engine-error.js";

describe("an error of the engine", () => {
  it("is shown without the name of the hook that found it", () => {
    const hook = "docker:index/remoteImage:RemoteImage_images/catalog:1_beforeCreate_0";
    const said = "catalog:1 could not be pulled: unauthorized";
    expect(engineError(`before hook "${hook}" failed: ${said}\n`)).toBe(said);
  });

  it("is shown as it is otherwise", () => {
    expect(engineError(" update failed\n")).toBe("update failed");
  });
});
