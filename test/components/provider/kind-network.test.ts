import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { ensureNetwork } from "../../../components/provider/kind-network.js";

const BASE =
  "network create --driver bridge --opt com.docker.network.bridge.enable_ip_masquerade=true";
const V6 = "--ipv6 --subnet fc00:f853:ccd:e793::/64 kind";
const OVERLAP = "Error response from daemon: Pool overlaps with other one on this address space";

/** An engine without the network, in which each creation fails as it is told to. */
function engine(
  failures: readonly string[],
  { mtu = "1500", another = false }: { mtu?: string; another?: boolean } = {},
) {
  const made: string[] = [];
  const left = [...failures];
  const networks = new Set(["bridge", "kind-of"]);
  const exec: Exec = (command, args) => {
    const line = args.join(" ");
    if (line.startsWith("network ls"))
      return Promise.resolve({ stdout: [...networks].join("\n"), stderr: "" });
    if (line.startsWith("network inspect bridge"))
      return Promise.resolve({ stdout: `${mtu}\n`, stderr: "" });
    made.push(line);
    const why = left.shift();
    if (another) networks.add("kind");
    if (why !== undefined) return Promise.reject(new ToolError("command-failed", why));
    networks.add("kind");
    return Promise.resolve({ stdout: command, stderr: "" });
  };
  return { exec, made, networks };
}

describe("the network of kind", () => {
  it("is made with IPv6 and Docker's own MTU, as kind makes it", async () => {
    const { exec, made } = engine([], { mtu: "1420" });
    await ensureNetwork(exec);
    expect(made).toEqual([`${BASE} --opt com.docker.network.driver.mtu=1420 ${V6}`]);
  });

  it("that is there is left as it is", async () => {
    const { exec, made, networks } = engine([]);
    networks.add("kind");
    await ensureNetwork(exec);
    expect(made).toEqual([]);
  });

  it.each(["", "<no value>"])("has no MTU where Docker says %j", async (mtu) => {
    const { exec, made } = engine([], { mtu });
    await ensureNetwork(exec);
    expect(made).toEqual([`${BASE} ${V6}`]);
  });

  it.each([
    "Error response from daemon: Cannot read IPv6 setup for bridge br-1",
    "Error response from daemon: add inter-network communication rule: ip6tables is enabled but it is not found",
    "Error response from daemon: (iptables failed: ip6tables --wait -t nat: can't initialize ip6tables table `nat': Table does not exist",
  ])("has no IPv6 where that fails: %s", async (why) => {
    const { exec, made } = engine([why], { mtu: "" });
    await ensureNetwork(exec);
    expect(made).toEqual([`${BASE} ${V6}`, `${BASE} kind`]);
  });

  it("takes the next of kind's IPv6 networks where somebody has the first", async () => {
    const { exec, made } = engine([OVERLAP], { mtu: "" });
    await ensureNetwork(exec);
    expect(made[1]).toMatch(/--ipv6 --subnet fc00:[\da-f]+:[\da-f]+:[\da-f]+::\/64 kind$/);
    expect(made[1]).not.toBe(made[0]);
    expect(made).toHaveLength(2);
  });

  it("has none where all five are taken", async () => {
    const { exec, made } = engine(
      Array.from({ length: 5 }, () => OVERLAP),
      { mtu: "" },
    );
    await ensureNetwork(exec);
    expect(made.at(-1)).toBe(`${BASE} kind`);
    expect(made).toHaveLength(6);
  });

  it("is good as well when another run made it at the same moment", async () => {
    const { exec, made } = engine(["network with name kind already exists"], { another: true });
    await ensureNetwork(exec);
    expect(made).toHaveLength(1);
  });

  it("that can't be made at all is an error with Docker's own words", async () => {
    const { exec } = engine(["no IPv6", "could not find an available IPv4 address pool"]);
    await expect(ensureNetwork(exec)).rejects.toThrow("could not find an available IPv4");
  });
});
