import { describe, expect, it } from "@jest/globals";
import {
  hasProgram,
  requireMachine,
  thisMachine,
  type Machine,
} from "../../../tools/bed/machine.js";
import { tempDir } from "../../support/temp-dir.js";

const good: Machine = {
  platform: "linux",
  uid: 0,
  has: () => true,
  free: () => Promise.resolve(20e9),
};
const cache = "/cache";

describe("a machine for the bed", () => {
  it("is a Debian with root and room", async () => {
    await expect(requireMachine({ cache }, good, 16e9)).resolves.toBeUndefined();
  });

  it.each([
    ["bed-needs-linux", { platform: "darwin" }, 'The bed needs Linux, this is "darwin".'],
    ["bed-needs-root", { uid: 1000 }, "The bed needs root, this is user 1000."],
    [
      "bed-needs-debian",
      { has: (program: string) => program !== "apt-get" },
      "The bed is made of Debian packages, and there is no apt-get on this machine.",
    ],
    [
      "bed-needs-disk",
      { free: () => Promise.resolve(3e9) },
      "The bed needs 16 GB free for /cache, there are 3000 MB.",
    ],
  ] as const)("is refused with %s", async (code, given, message) => {
    const refused = requireMachine({ cache }, { ...good, ...given }, 16e9);
    await expect(refused).rejects.toMatchObject({
      code,
      message,
      exitCode: 2,
      next: expect.any(String),
    });
  });
});

describe("this machine", () => {
  it("tells the free space for a folder that is not there yet", async () => {
    await using dir = await tempDir();
    const free = await thisMachine({}).free(`${dir.path}/to/be/made`);
    expect(free).toBeGreaterThan(0);
  });

  it("finds programs on PATH, and only those that are there", () => {
    expect(hasProgram("sh", { PATH: "/bin:/usr/bin" })).toBe(true);
    expect(hasProgram("no-such-program", { PATH: "/bin" })).toBe(false);
  });
});
