import { describe, expect, it, jest } from "@jest/globals";
import { forwardedClient, podClient } from "../../checks/pod.js";
import type { Forward } from "../../checks/seen.js";
import type { Kubectl } from "../../tools/kubectl.js";
import { answering, ok } from "../support/http-server.js";

const printing = (stdout: string) =>
  jest.fn<Kubectl>(() => Promise.resolve({ stdout, stderr: "" }));

describe("a request from a pod", () => {
  it("is made by the pod's curl, and gives status and body", async () => {
    const kubectl = printing('{\n  "id": 1\n}\n200');
    const http = podClient({ namespace: "default", pod: "netshoot" }, kubectl);
    const answer = await http({ url: "http://catalog/items/1", headers: { "x-a": "b" } });
    expect(answer).toEqual({ status: 200, body: '{\n  "id": 1\n}' });
    expect(kubectl.mock.calls[0]?.[0].join(" ")).toBe(
      "exec --namespace default netshoot -- curl --silent --show-error --max-time 10" +
        " --write-out \\n%{http_code} --header x-a: b http://catalog/items/1",
    );
  });

  it("may name the container and ask for the head alone", async () => {
    const kubectl = printing("\n503");
    const place = { namespace: "shop", pod: "deploy/webapp", container: "webapp" };
    const answer = await podClient(place, kubectl)({ url: "http://catalog", method: "HEAD" });
    expect(answer).toEqual({ status: 503, body: "" });
    const args = kubectl.mock.calls[0]?.[0] ?? [];
    expect(args.slice(0, 6)).toEqual([
      ...["exec", "--namespace", "shop", "deploy/webapp", "--container", "webapp"],
    ]);
    expect(args).toContain("--head");
  });
});

describe("a request by a port-forward", () => {
  it("goes to the port that the host gave, with all else as it was", async () => {
    const { http, asked } = answering(ok());
    const forwarded: unknown[] = [];
    const forward: Forward = (place, podPort, work) => {
      forwarded.push([place, podPort]);
      return work(40_123);
    };
    const place = { namespace: "shop", pod: "deploy/webapp" };
    const client = forwardedClient(place, { forward, http });
    await client({ url: "http://127.0.0.1:8080/api/catalog?a=1", method: "HEAD" });
    expect(forwarded).toEqual([[place, 8080]]);
    expect(asked).toEqual([{ url: "http://127.0.0.1:40123/api/catalog?a=1", method: "HEAD" }]);
  });
});
