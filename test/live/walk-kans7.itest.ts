import { expect, it } from "@jest/globals";
import { succeed } from "../support/checkout.js";
import { describeLiveWalk } from "../support/live-walk.js";

/** Steps on the way back, each without something that the one before it has. */
const BACK = ["7.8", "7.7", "7.4", "7.2", "7.1"];

/** A newer Istio on a newer Kubernetes: nginx and Bookinfo behind one gateway, and who calls whom. */
describeLiveWalk(
  "kans7",
  { from: "7.1", through: "7.9", traffic: ["7.3", "7.4", "7.5", "7.6", "7.7", "7.8", "7.9"] },
  (lab) => {
    it.each(BACK)("goes back to %s, and all holds there", async (step) => {
      succeed(await lab().lab("goto", step, "--week", "kans7", "--yes"));
      succeed(await lab().lab("check", "--week", "kans7"));
    });

    it("leaves no label on the namespace default at its first step", async () => {
      const { stdout } = succeed(
        await lab().shell("kubectl", "get", "ns", "default", "-o", "json"),
      );
      const { metadata } = JSON.parse(stdout) as { metadata: { labels: Record<string, string> } };
      expect(Object.keys(metadata.labels)).toEqual(["kubernetes.io/metadata.name"]);
    });
  },
);
