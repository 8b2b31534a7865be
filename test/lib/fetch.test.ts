import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { build } from "esbuild";
import { execa } from "execa";
import { downloadText, type DownloadOptions } from "../../lib/download.js";
import { networkFetch } from "../../lib/fetch.js";
import { root } from "../../lib/paths.js";
import { LoopbackProxy } from "../support/loopback-proxy.js";
import { makeCertificates, TlsServer, type Certificates } from "../support/tls-server.js";
import { Releases } from "../tools/fixture.js";

// no name of it is known: only a proxy can get there
const HOST = "release.test";
const plain = `http://${HOST}/file`;
const secure = `https://${HOST}/file`;

let dir: string;
let certificates: Certificates;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "lab-tls-"));
  certificates = await makeCertificates(dir, [HOST, "localhost"]);
});

afterAll(async () => {
  await rm(dir, { recursive: true });
});

const withEnv = (env: NodeJS.ProcessEnv): DownloadOptions => ({
  fetch: networkFetch(env),
  sleep: () => Promise.resolve(),
});

/** Compiled as the programs of the lab are (lib/start.mjs). @returns the file */
async function compiled(): Promise<string> {
  await build({
    ...{ entryPoints: [join(root, "lib/fetch.ts")], outdir: dir, logLevel: "error" },
    ...{ bundle: true, splitting: true, format: "esm", platform: "node" },
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return join(dir, "fetch.js");
}

/** The server for plain requests: it answers by the path. */
const serve = (): Promise<Releases> => Releases.serve({ "https://file": "content" });
const portOf = ({ origin }: Releases): number => Number(new URL(origin).port);

describe("the fetch of a compiled program", () => {
  it.each([
    ["straight", false],
    ["through a proxy", true],
  ])("gets what is there, %s", async (_how, isProxied) => {
    await using releases = await serve();
    await using proxy = await LoopbackProxy.start(portOf(releases));
    const env = isProxied ? { http_proxy: proxy.url() } : {};
    const url = isProxied ? plain : `${releases.origin}/file`;
    const script = `const { networkFetch } = await import(${JSON.stringify(await compiled())});
      const init = { signal: AbortSignal.timeout(5000) };
      const answer = await networkFetch(${JSON.stringify(env)})(${JSON.stringify(url)}, init);
      console.log(answer.status);`;
    const { stdout } = await execa("node", ["--input-type=module", "-e", script]);
    expect(stdout).toBe("200");
  });
});

describe("a proxy of the environment", () => {
  it.each(["HTTP_PROXY", "http_proxy"])("passes plain requests on: %s", async (name) => {
    await using releases = await serve();
    await using proxy = await LoopbackProxy.start(portOf(releases));
    expect(await downloadText(plain, withEnv({ [name]: proxy.url() }))).toBe("content");
    expect(proxy.asked).toEqual([`GET ${plain}`]);
  });

  it.each(["HTTPS_PROXY", "https_proxy", "HTTP_PROXY"])(
    "makes a tunnel for TLS: %s",
    async (name) => {
      await using server = await TlsServer.start(certificates, "secret content");
      await using proxy = await LoopbackProxy.start(server.port);
      const env = { [name]: proxy.url(), NODE_EXTRA_CA_CERTS: certificates.ca };
      expect(await downloadText(secure, withEnv(env))).toBe("secret content");
      expect(proxy.asked).toEqual([`CONNECT ${HOST}:443`]);
    },
  );

  it("may be given without http://, as curl takes it", async () => {
    await using releases = await serve();
    await using proxy = await LoopbackProxy.start(portOf(releases));
    const env = { http_proxy: `127.0.0.1:${proxy.port}` };
    expect(await downloadText(plain, withEnv(env))).toBe("content");
  });

  it.each([
    ["plain requests", plain],
    ["tunnels", secure],
  ])("gets the user and the password of its address, with %s", async (_, url) => {
    await using releases = await serve();
    await using server = await TlsServer.start(certificates, "content");
    const target = url === plain ? portOf(releases) : server.port;
    await using proxy = await LoopbackProxy.start(target, { password: "anna:p@ss:w/rd" });
    const address = proxy.url("anna:p%40ss%3Aw%2Frd");
    const env = { HTTP_PROXY: address, HTTPS_PROXY: address, SSL_CERT_FILE: certificates.ca };
    expect(await downloadText(url, withEnv(env))).toBe("content");
    expect(proxy.asked).toHaveLength(1);
  });

  it.each([
    ["plain requests", plain],
    ["tunnels", secure],
  ])("that wants a password is told in one line, and asked once, with %s", async (_, url) => {
    await using releases = await serve();
    await using proxy = await LoopbackProxy.start(portOf(releases), { password: "anna:secret" });
    const env = { HTTP_PROXY: proxy.url(), HTTPS_PROXY: proxy.url() };
    await expect(downloadText(url, withEnv(env))).rejects.toMatchObject({
      message: "the proxy wants a user name and a password (HTTP 407)",
      hostDown: true,
      next: "export HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
    });
    expect(proxy.asked).toHaveLength(1);
  });

  it.each([
    [403, 1],
    [503, 3],
  ])("that refuses with %i is asked %i times", async (status, times) => {
    await using proxy = await LoopbackProxy.start(1, { status });
    const asked = downloadText(secure, withEnv({ https_proxy: proxy.url() }));
    await expect(asked).rejects.toMatchObject({
      message: `the proxy does not let it through (HTTP ${status})`,
    });
    expect(proxy.asked).toHaveLength(times);
  });

  it("that is not there is named, and costs no time", async () => {
    const proxy = await LoopbackProxy.start(1);
    const { port } = proxy;
    await proxy[Symbol.asyncDispose]();
    const asked = downloadText(secure, withEnv({ HTTPS_PROXY: `http://127.0.0.1:${port}` }));
    await expect(asked).rejects.toMatchObject({
      message: `no network (ECONNREFUSED 127.0.0.1:${port})`,
      hostDown: true,
      passing: false,
    });
  });

  it.each(["127.0.0.1", "localhost"])("is never asked for this machine: %s", async (host) => {
    await using releases = await serve();
    await using proxy = await LoopbackProxy.start(portOf(releases));
    const url = `http://${host}:${portOf(releases)}/file`;
    expect(await downloadText(url, withEnv({ HTTP_PROXY: proxy.url() }))).toBe("content");
    expect(proxy.asked).toEqual([]);
  });

  it.each([
    ["NO_PROXY", HOST],
    ["no_proxy", "other.test, .test"],
    ["NO_PROXY", "*"],
  ])("is not asked for what %s=%s names", async (name, value) => {
    await using proxy = await LoopbackProxy.start(1);
    const asked = downloadText(plain, withEnv({ HTTP_PROXY: proxy.url(), [name]: value }));
    await expect(asked).rejects.toMatchObject({ hostDown: true });
    expect(proxy.asked).toEqual([]);
  });
});

describe("a server with a certificate of an own CA", () => {
  it.each(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"])("is trusted by %s", async (name) => {
    await using server = await TlsServer.start(certificates, "content");
    const url = `https://localhost:${server.port}/file`;
    expect(await downloadText(url, withEnv({ [name]: certificates.ca }))).toBe("content");
  });

  it("is refused without, in one line that says what to set", async () => {
    await using server = await TlsServer.start(certificates, "content");
    const host = `localhost:${server.port}`;
    await expect(downloadText(`https://${host}/file`, withEnv({}))).rejects.toMatchObject({
      message: expect.stringMatching(
        new RegExp(
          `^the certificate of ${host} is not from a known CA \\(\\w+\\); if your network has its own CA, set NODE_EXTRA_CA_CERTS to its file$`,
        ),
      ),
      hostDown: true,
      passing: false,
      next: "export NODE_EXTRA_CA_CERTS=/path/of/the/ca.pem",
    });
  });

  it("is refused for another name", async () => {
    await using server = await TlsServer.start(certificates, "content");
    const env = { NODE_EXTRA_CA_CERTS: certificates.ca };
    const asked = downloadText(`https://127.0.0.1:${server.port}/file`, withEnv(env));
    await expect(asked).rejects.toMatchObject({
      message: expect.stringContaining("is for another host: a login page of the network?"),
    });
  });

  it("needs a file that can be read", async () => {
    const asked = downloadText(secure, withEnv({ NODE_EXTRA_CA_CERTS: "/nowhere/ca.pem" }));
    await expect(asked).rejects.toMatchObject({
      code: "bad-certificates",
      message: expect.stringContaining("/nowhere/ca.pem"),
      next: "export NODE_EXTRA_CA_CERTS=/path/of/the/ca.pem",
    });
  });
});
