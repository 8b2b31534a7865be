import { describe, expect, it } from "@jest/globals";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { checkKindInputs } from "../../../components/provider/kind-check.js";
import { kindInputs, type KindInputs } from "../../../components/provider/kind-config.js";

const good = kindInputs("week1", cluster1, {
  apiServerPort: 0,
  listenAddress: "127.0.0.1",
  book: "/book",
});
const port = (hostPort: number, containerPort = 30_000): KindInputs["ports"][number] => ({
  hostPort,
  containerPort,
  listenAddress: "127.0.0.1",
});

describe("the check of a kind cluster's inputs", () => {
  it("finds nothing wrong with week 1", () => {
    expect(checkKindInputs(good)).toEqual([]);
  });

  it.each<[string, Partial<KindInputs>, string, string]>([
    ["a name with capitals", { name: "MyK8s" }, "name", '"MyK8s" is no name for kind'],
    ["a name that is too long", { name: "a".repeat(51) }, "name", "at most 50"],
    ["a host port of 0", { ports: [port(0)] }, "ports[0]", "0 is no port"],
    ["a port above the last", { ports: [port(1, 65_536)] }, "ports[0]", "65536 is no port"],
    ["a port twice", { ports: [port(1), port(1)] }, "ports[1]", "host port 1 is used twice"],
    [
      "a port that is the API server's",
      { ports: [port(6500)], apiServerPort: 6500 },
      "ports[0]",
      "host port 6500 is used twice",
    ],
    ["a negative API server port", { apiServerPort: -1 }, "apiServerPort", "-1 is no port"],
    ["a subnet that is none", { podSubnet: "10.10.0" }, "podSubnet", '"10.10.0" is no IPv4'],
    ["a subnet that is an address", { podSubnet: "10.10.0.1" }, "podSubnet", "is no IPv4 network"],
    [
      "subnets that overlap",
      { serviceSubnet: "10.10.1.0/24" },
      "serviceSubnet",
      "10.10.1.0/24 overlaps podSubnet 10.10.0.0/16",
    ],
    [
      "a subnet within the other",
      { podSubnet: "10.200.1.128/25" },
      "serviceSubnet",
      "10.200.1.0/24 overlaps podSubnet 10.200.1.128/25",
    ],
    [
      "a mount of a relative path",
      { extraMounts: [{ hostPath: "book", containerPath: "/istiobook", readOnly: false }] },
      "extraMounts[0]",
      '"book" must be an absolute path',
    ],
  ])("refuses %s", (_what, changes, property, reason) => {
    const failures = checkKindInputs({ ...good, ...changes });
    expect(failures.map((failure) => failure.property)).toEqual([property]);
    expect(failures[0]?.reason).toContain(reason);
  });
});
