import { describe, expect, it } from "@jest/globals";
import { lacking, type Offer } from "../../checks/offer.js";
import type { Check, Need, Probe } from "../../labs/checks.js";
import { count, get, has, inNode, onHost } from "../../labs/probes.js";
import { kind as onKind } from "../../targets/kind.js";
import { kwok as onKwok } from "../../targets/kwok.js";

const check = (needs: Need, probe: Probe = has("Namespace/default")): Check => ({
  ...{ says: "it is so", needs, probe },
});

const book = "/home/me/book";
const kwok: Offer = { target: onKwok, images: "official", book: undefined };
const kind: Offer = { target: onKind, images: "official", book: undefined };
const standIns: Offer = { ...kind, images: "stand-ins" };

const NEEDS: readonly Need[] = [
  ...(["node", "book", "mesh", "traffic", "metrics", "traces", "dashboards", "internet"] as const),
];

describe("what a lab lacks for a check", () => {
  it.each([has("Namespace/default"), count("namespaces", 4), onHost(["istioctl", "analyze"])])(
    "is nothing for what needs objects only, anywhere: $kind",
    (probe) => {
      for (const offer of [kwok, kind, standIns]) {
        expect(lacking(check("objects", probe), offer)).toBeUndefined();
      }
    },
  );

  it.each(NEEDS)("is %s on kwok, with the reason, whatever is asked", (needs) => {
    for (const probe of [has("Namespace/default"), get("http://127.0.0.1"), onHost(["true"])]) {
      expect(lacking(check(needs, probe), kwok)).toMatch(new RegExp(`^needs ${needs}: .`));
    }
  });

  it("is the book alone on kind with official images, where the config names none", () => {
    expect(NEEDS.filter((needs) => lacking(check(needs), kind) !== undefined)).toEqual(["book"]);
    expect(lacking(check("book"), kind)).toBe(
      "needs book: the config names no checkout of the book",
    );
    expect(lacking(check("book"), { ...kind, book })).toBeUndefined();
  });

  it("are pages and the internet besides, on stand-ins", () => {
    const lacked = NEEDS.filter((needs) => lacking(check(needs), standIns) !== undefined);
    expect(lacked).toEqual(["book", "dashboards", "internet"]);
    expect(lacking(check("dashboards"), standIns)).toMatch(/^needs dashboards: .*Kiali/);
  });

  it("is the node for the book in it on kwok, but not for the book on the host", () => {
    const offer = { ...kwok, book };
    expect(lacking(check("book", onHost(["git", "status"])), offer)).toBeUndefined();
    expect(lacking(check("book", inNode(["ls", "/istiobook"])), offer)).toBe(
      "needs book: kwok has no node container",
    );
  });
});
