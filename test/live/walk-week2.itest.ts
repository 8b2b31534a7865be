import { expect, it } from "@jest/globals";
import { execa } from "execa";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { succeed } from "../support/checkout.js";
import { describeLiveWalk } from "../support/live-walk.js";

/** Steps on the way back, one for each kind of thing that is there or not, the last without a cluster. */
const BACK = ["2.31", "2.28", "2.27", "2.20", "2.9", "2.5", "2.1"];

const names = async (...of: readonly string[]): Promise<readonly string[]> =>
  (await execa("docker", [...of, "--format", "{{.Name}}"])).stdout.split("\n");

/** From Envoy in Docker to two services behind one port: HTTP, TLS of both sides, TCP, names in TLS's greeting. */
describeLiveWalk(
  "week2",
  {
    from: "2.1",
    through: "2.33",
    traffic: [
      ...["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.15", "2.18", "2.21"],
      ...["2.23", "2.24", "2.26", "2.27", "2.28", "2.29", "2.30", "2.31", "2.32", "2.33"],
    ],
  },
  (lab) => {
    it("has no certificate, container or network left at its last step", async () => {
      expect(existsSync(join(lab().root, ".lab", "certificates"))).toBe(false);
      const { stdout } = await execa("docker", ["ps", "--all", "--format", "{{.Names}}"]);
      expect(stdout.split("\n")).not.toEqual(expect.arrayContaining(["proxy"]));
      expect(await names("network", "ls")).not.toContain("week2");
    });

    it.each(BACK)("goes back to %s, and all holds there", async (step) => {
      succeed(await lab().lab("goto", step, "--week", "week2", "--yes"));
      succeed(await lab().lab("check", "--week", "week2"));
    });
  },
);
