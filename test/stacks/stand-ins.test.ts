import { describe, expect, it } from "@jest/globals";
import { parseConfig } from "../../stacks/config.js";
import { requireStandIns } from "../../stacks/stand-ins.js";

const config = (values: Record<string, string>) =>
  parseConfig("week3", { target: "kind", images: "stand-ins", ...values });

const holds =
  (...names: readonly string[]) =>
  (image: string) =>
    Promise.resolve(names.includes(image));

const NEWER = "docker.io/istio/proxyv2:1.23.2";

describe("A lab on stand-ins that goes to another Istio", () => {
  it("is refused before anything is taken down where the bed has not made those", async () => {
    await expect(requireStandIns(config({ istio: "1.23.2" }), {}, holds())).rejects.toMatchObject({
      code: "stand-ins-missing",
      message: "week3 is to stand on Istio 1.23.2 with stand-ins, and Docker does not hold those.",
      next: "./lab bed up week3",
    });
  });

  it("goes on where Docker holds them, and where the images are official ones", async () => {
    await requireStandIns(config({ istio: "1.23.2" }), {}, holds(NEWER));
    await requireStandIns(config({ istio: "1.23.2", images: "official" }), {}, holds());
  });

  it("is not looked at where it stands on that Istio, or is on its week's own", async () => {
    const asked: string[] = [];
    const look = (image: string) => Promise.resolve(asked.push(image) > 99);
    await requireStandIns(config({ istio: "1.23.2" }), { istio: "1.23.2" }, look);
    await requireStandIns(config({}), {}, look);
    await requireStandIns(config({}), undefined, look);
    expect(asked).toEqual([]);
  });
});
