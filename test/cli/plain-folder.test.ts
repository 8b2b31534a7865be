import { describe, expect, it } from "@jest/globals";
import { preparePlain } from "../../cli/plain-folder.js";

describe("an installation of the npm packages", () => {
  it("tells how plain pulumi opens the lab's stacks", async () => {
    expect(await preparePlain(() => Promise.resolve())).toBe(
      "For plain pulumi in this checkout: export PULUMI_CONFIG_PASSPHRASE_FILE=.lab/passphrase",
    );
  });

  it("does not fail for a lab that has lost its passphrase: no command would run any more", async () => {
    const lost = () => Promise.reject(new Error("week1 is locked"));
    expect(await preparePlain(lost)).toMatch(/was not made, .*: week1 is locked$/);
  });
});
