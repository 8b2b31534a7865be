import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { ensurePackages } from "../../../tools/bed/packages.js";
import type { Exec } from "../../../lib/exec.js";
import { FakeMachine } from "./fake-machine.js";

describe("Debian packages", () => {
  it("are installed without a question, and only those that are missing", async () => {
    await using machine = await FakeMachine.make();
    const bin = machine.context().env["PATH"] ?? "";
    await rm(join(bin, "bash"));
    const ran: string[] = [];
    const exec: Exec = (command, args, options) => {
      expect(options?.env).toEqual({ DEBIAN_FRONTEND: "noninteractive" });
      ran.push([command, ...args].join(" "));
      return Promise.resolve({ stdout: "", stderr: "" });
    };
    await ensurePackages({ ...machine.context(), exec }, ["bash", "zstd"]);
    expect(ran).toEqual([
      "apt-get update -q",
      "apt-get install -y -q --no-install-recommends bash",
    ]);
  });

  it("are not asked for when all are there", async () => {
    await using machine = await FakeMachine.make();
    await ensurePackages(machine.context(), ["bash", "zstd", "tar"]);
    expect(machine.calls).toEqual([]);
  });
});
