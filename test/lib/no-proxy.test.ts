import { describe, expect, it } from "@jest/globals";
import { noProxy } from "../../lib/no-proxy.js";

const LOCAL = "127.0.0.1,localhost,::1";

describe("local traffic", () => {
  it.each(["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"])(
    "goes through no proxy that %s names",
    (name) => {
      const { set, unset } = noProxy({ [name]: "http://proxy:3128" });
      expect(set).toEqual({ NO_PROXY: LOCAL, no_proxy: LOCAL });
      expect(unset).toEqual([]);
    },
  );

  it("is added to the hosts that the user has, in the spelling that every program reads", () => {
    const { set } = noProxy({ http_proxy: "x", NO_PROXY: "corp.example, 10.0.0.0/8 localhost" });
    const hosts = "corp.example,10.0.0.0/8,localhost,127.0.0.1,::1";
    expect(set).toEqual({ NO_PROXY: hosts, no_proxy: hosts });
  });

  it("keeps the two lists apart where the user has two", () => {
    const { set } = noProxy({ http_proxy: "x", NO_PROXY: "upper", no_proxy: "lower" });
    expect(set).toEqual({ NO_PROXY: `upper,${LOCAL}`, no_proxy: `lower,${LOCAL}` });
  });

  it("is the same when it was added already", () => {
    const env = { http_proxy: "x", NO_PROXY: LOCAL, no_proxy: LOCAL };
    expect(noProxy(env).set).toEqual({ NO_PROXY: LOCAL, no_proxy: LOCAL });
  });

  it("needs nothing where there is no proxy: kind would take the list alone for one", () => {
    expect(noProxy({ NO_PROXY: "corp.example", http_proxy: "" })).toEqual({ set: {}, unset: [] });
  });

  it("and all other goes direct where the user wants no proxy for any host", () => {
    const env = { https_proxy: "x", ALL_PROXY: "y", no_proxy: "*" };
    expect(noProxy(env)).toEqual({ set: {}, unset: ["https_proxy", "ALL_PROXY"] });
  });

  it("has no proxy of its own for gRPC", () => {
    const env = { grpc_proxy: "http://proxy:3128", no_grpc_proxy: "corp.example" };
    expect(noProxy(env).unset).toEqual(["grpc_proxy", "no_grpc_proxy"]);
  });
});
