import { expect, it } from "@jest/globals";
import { iptablesRow } from "../../../cli/doctor/iptables.js";
import type { IptablesVerdict } from "../../../components/commands/iptables.js";

const row = (verdict: IptablesVerdict | undefined) => iptablesRow(() => Promise.resolve(verdict));

it("a kernel that can catch a sidecar's traffic is ok", async () => {
  expect(await row({ works: true })).toMatchObject({ what: "iptables", verdict: "ok" });
});

it("a kernel without iptables' old tables is bad, with its words and what helps", async () => {
  expect(await row({ works: false, why: "Table does not exist" })).toEqual({
    what: "iptables",
    verdict: "bad",
    detail:
      "Istio needs iptables' old tables, which the engine's kernel lacks: Table does not exist",
    next: "sudo modprobe -a ip_tables iptable_nat iptable_mangle (on the engine's machine); where there are no such modules, another kernel",
  });
});

it("an engine that can't be asked has no row for it", async () => {
  expect(await row(undefined)).toBeUndefined();
});
