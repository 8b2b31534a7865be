import { describe, expect, it } from "@jest/globals";
import { kindProxies, proxiesFor } from "../../../components/provider/kind-proxies.js";

const PROXY = "http://proxy.example.com:3128";
const CACHES =
  "istio-lab-cache-docker-io,istio-lab-cache-registry-k8s-io,istio-lab-cache-quay-io,istio-lab-cache-ghcr-io";
const NEAR = `localhost,127.0.0.1,${CACHES}`;
const SOCKET = "unix:///var/run/docker.sock";

describe("the proxies that kind gives its node", () => {
  it("are none where the user has none", () => {
    const none = { env: {}, withoutDockers: false, unreachable: [] };
    expect(kindProxies({}, {}, SOCKET)).toEqual(none);
    expect(kindProxies({ NO_PROXY: "example.com" }, { noProxy: "a" }, SOCKET)).toEqual(none);
  });

  it("are those of Docker's configuration, so that kind adds the cluster's addresses", () => {
    const docker = { httpProxy: PROXY, httpsProxy: PROXY, noProxy: "*.example.com, 10.0.0.0/8" };
    expect(kindProxies({}, docker, SOCKET)).toEqual({
      env: {
        HTTP_PROXY: PROXY,
        http_proxy: undefined,
        HTTPS_PROXY: PROXY,
        https_proxy: undefined,
        NO_PROXY: `*.example.com,10.0.0.0/8,${NEAR}`,
        no_proxy: undefined,
      },
      withoutDockers: false,
      unreachable: [],
    });
  });

  it.each([
    ["capitals", { HTTPS_PROXY: PROXY, NO_PROXY: "a" }],
    ["small letters", { https_proxy: PROXY, no_proxy: "a" }],
  ])("are the shell's before Docker's, in %s, and both exceptions count", (_in, env) => {
    const docker = { httpsProxy: "http://other:1", noProxy: "b" };
    expect(kindProxies(env, docker, SOCKET).env).toMatchObject({
      HTTP_PROXY: undefined,
      HTTPS_PROXY: PROXY,
      https_proxy: undefined,
      NO_PROXY: `a,b,${NEAR}`,
    });
  });

  it.each([
    "http://127.0.0.1:3128",
    "http://localhost:3128",
    "localhost:3128",
    "http://me:secret@127.0.0.53:8080/",
    "socks5://[::1]:1080",
  ])("leave out one on this machine, as %s, and name it without a password", (proxy) => {
    const found = kindProxies({ HTTP_PROXY: proxy, HTTPS_PROXY: PROXY }, {}, SOCKET);
    expect(found.env).toMatchObject({ HTTP_PROXY: undefined, HTTPS_PROXY: PROXY });
    expect(found.unreachable).toEqual([proxy.replace("me:secret@", "***@")]);
    expect(found.withoutDockers).toBe(false);
  });

  it("are Docker's where the shell's is on this machine", () => {
    const found = kindProxies({ http_proxy: "http://127.0.0.1:1" }, { httpProxy: PROXY }, SOCKET);
    expect(found.env["HTTP_PROXY"]).toBe(PROXY);
  });

  it.each(["httpProxy", "httpsProxy", "allProxy", "ftpProxy"] as const)(
    "go without Docker's own when its %s is on this machine: its client would put it in all the same",
    (name) => {
      const found = kindProxies({}, { [name]: "http://localhost:3128" }, SOCKET);
      expect(found).toMatchObject({
        withoutDockers: true,
        unreachable: ["http://localhost:3128"],
        env: { HTTP_PROXY: undefined, HTTPS_PROXY: undefined },
      });
    },
  );

  it("do not stand between Docker's client and an engine on another machine", () => {
    const found = kindProxies({ HTTP_PROXY: PROXY }, {}, "tcp://10.0.0.2:2376");
    expect(found.env["NO_PROXY"]).toBe(`${NEAR},10.0.0.2`);
  });
});

it("Docker's proxies are those for the engine, or else the default ones", () => {
  const proxies = { default: { httpProxy: "d" }, "tcp://a:1": { httpProxy: "a" } };
  expect(proxiesFor({ proxies }, "tcp://a:1")).toEqual({ httpProxy: "a" });
  expect(proxiesFor({ proxies }, SOCKET)).toEqual({ httpProxy: "d" });
  expect(proxiesFor({}, SOCKET)).toEqual({});
});
