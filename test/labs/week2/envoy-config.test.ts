import { describe, expect, it } from "@jest/globals";
import { stringify } from "yaml";
import { processOf } from "../../../labs/container.js";
import type { EnvoyBootstrap } from "../../../labs/envoy.js";
import { proxy } from "../../../labs/week2/containers.js";
import { simple, withRetries, withTimeout } from "../../../labs/week2/envoy-config.js";
import { exec } from "../../../lib/exec.js";
import { toolOrReason } from "../../support/tool-or-reason.js";

const configs: readonly (readonly [string, EnvoyBootstrap])[] = [
  ["simple", simple],
  ["with a timeout", withTimeout],
  ["with retries", withRetries],
];

const routeOf = ({ static_resources }: EnvoyBootstrap) =>
  static_resources.listeners[0]?.filter_chains[0]?.filters[0]?.typed_config.route_config
    .virtual_hosts[0]?.routes[0]?.route;

describe("the notes' three configurations of Envoy", () => {
  it("differ in what their route does, and in nothing else", () => {
    const route = { auto_host_rewrite: true, cluster: "httpbin_service" };
    expect(configs.map(([, config]) => routeOf(config))).toEqual([
      route,
      { ...route, timeout: "1s" },
      { ...route, retry_policy: { retry_on: "5xx", num_retries: 3 } },
    ]);
    const without = ([, config]: (typeof configs)[number]) => {
      const { timeout, retry_policy } = routeOf(config) ?? {};
      const text = JSON.stringify(config);
      const own = timeout === undefined ? { retry_policy } : { timeout };
      return text.replace(`,${JSON.stringify(own).slice(1, -1)}}`, "}");
    };
    expect(new Set(configs.map(without)).size).toBe(1);
  });
});

const envoy = toolOrReason("envoy");
const suite = envoy.why === undefined ? describe : describe.skip;

suite(`a real Envoy${envoy.why === undefined ? "" : ` (${envoy.why})`}`, () => {
  const validated = (yaml: string) =>
    exec(envoy.why === undefined ? envoy.path : "", [
      ...["--mode", "validate", "--disable-hot-restart", "--config-yaml", yaml],
    ]);

  it.each(configs)("takes the configuration %s, in a container", async (_name, config) => {
    const { stdout, stderr } = await validated(stringify(config));
    expect(stdout + stderr).toContain("OK");
  });

  it.each(configs)("takes the configuration %s, as a process", async (_name, config) => {
    const { args = [] } = processOf(proxy(config), ["httpbin", "proxy"]) ?? {};
    const { stdout, stderr } = await validated(args.at(-1) ?? "");
    expect(stdout + stderr).toContain("OK");
  });

  it("refuses the book's form, whose router has no type", async () => {
    const [yaml, type] = [stringify(simple), /\n +typed_config:\n +"@type": \S+\.Router\n/];
    expect(yaml).toMatch(type);
    await expect(validated(yaml.replace(type, "\n"))).rejects.toThrow(
      "Didn't find a registered implementation for 'envoy.filters.http.router'",
    );
  });
});
