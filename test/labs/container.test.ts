import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { commandOf, processOf } from "../../labs/container.js";
import { envoy, httpbin, proxy } from "../../labs/week2/containers.js";
import { simple } from "../../labs/week2/envoy-config.js";
import { httpbin as unknown } from "../support/clusterless.js";

const names = ["httpbin", "proxy"];
const here = (port: number) => ({
  socket_address: { address: "127.0.0.1", port_value: port },
});

describe("the command of a container", () => {
  it("has a configuration as YAML, and all else as it is", () => {
    const [option, config = "", ...others] = commandOf(proxy(simple)) ?? [];
    expect([option, others]).toEqual(["--config-yaml", []]);
    expect(parse(config)).toEqual(simple);
  });

  it("is left to the image where there is none", () => {
    expect(commandOf(httpbin)).toBeUndefined();
  });
});

describe("the process in place of a container", () => {
  it("has the container's environment, and listens on this machine alone", () => {
    expect(processOf(httpbin, names)).toEqual({
      ...{ name: "httpbin", tool: "go-httpbin", args: [], listens: [8000] },
      env: { PORT: "8000", HOST: "127.0.0.1" },
    });
  });

  it("has the same configuration but for addresses, and keeps the names of the others", () => {
    const { args = [] } = processOf(proxy(simple), names) ?? {};
    expect(args.slice(0, 2)).toEqual(["--disable-hot-restart", "--config-yaml"]);
    const endpoint = { hostname: "httpbin", address: here(8000) };
    const [listener] = simple.static_resources.listeners;
    const [cluster] = simple.static_resources.clusters;
    expect(parse(args[2] ?? "")).toEqual({
      admin: { address: here(15_000) },
      static_resources: {
        listeners: [{ ...listener, address: here(15_001) }],
        clusters: [
          {
            ...cluster,
            load_assignment: {
              cluster_name: "httpbin",
              endpoints: [{ lb_endpoints: [{ endpoint }] }],
            },
          },
        ],
      },
    });
  });

  it("leaves a name alone that is no container's", () => {
    const { args = [] } = processOf(proxy(simple), ["proxy"]) ?? {};
    expect(parse(args[2] ?? "")).toMatchObject({
      static_resources: { clusters: simple.static_resources.clusters },
    });
  });

  it("has its program once, where the container's command begins with it", () => {
    expect(processOf(envoy, names)).toMatchObject({ tool: "envoy", args: [] });
  });

  it("can't be had where nobody names its program", () => {
    expect(processOf(unknown, names)).toBeUndefined();
  });
});
